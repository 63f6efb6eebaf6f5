import CellCanvas

/// The list of devices over the screen, from which one is chosen.
public struct DevicePicker: Sendable, Equatable {
  /// What can be chosen; nil while it is looked for.
  public internal(set) var devices: [LiveDevice]?
  /// The row chosen.
  public internal(set) var row = 0

  /// Makes a list that is looked for.
  public init() {}
}

extension AppState {
  /// Takes a key while a device is chosen.
  mutating func pressInPicker(_ chord: KeyChord) -> [Effect] {
    guard let picker = live?.picker else { return [] }
    let devices = picker.devices ?? []
    switch chord.key {
    case .character("j"), .down: live?.picker?.row = min(picker.row + 1, max(0, devices.count - 1))
    case .character("k"), .up: live?.picker?.row = max(0, picker.row - 1)
    case .enter:
      live?.picker = nil
      guard devices.indices.contains(picker.row) else { return [] }
      let source = LiveSource.device(devices[picker.row].id)
      live?.restart(source)
      return [.live(.listen(source))]
    case .escape, .character("q"), .character("D"): live?.picker = nil
    default: break
    }
    return []
  }
}
