import CPortAudio

/// The devices that the machine has now.
public enum DeviceList {
  /// All devices, in the order of the sound systems.
  ///
  /// Nothing is printed. A device that was plugged in while another one was in use may be missing
  /// until none is.
  ///
  /// - Throws: Why the sound system does not start.
  public static func current() throws(AudioDeviceError) -> [AudioDevice] {
    try PortAudioLibrary.use { numbered().map(\.device) }
  }

  /// The device of a direction that a user means.
  ///
  /// - Parameter name: Its identifier, its name, or a part of its name that no other one has; nil for
  ///   the default one.
  /// - Throws: ``AudioDeviceError/noDevice(_:)`` or ``AudioDeviceError/unknownDevice(_:name:others:)``.
  public static func device(
    _ direction: AudioDeviceError.Direction, named name: String?
  ) throws(AudioDeviceError) -> AudioDevice {
    try PortAudioLibrary.use { () throws(AudioDeviceError) in
      try find(direction, name).device
    }
  }

  /// The same with PortAudio's number, which holds as long as the library is started.
  static func find(
    _ direction: AudioDeviceError.Direction, _ name: String?
  ) throws(AudioDeviceError) -> (number: PaDeviceIndex, device: AudioDevice) {
    let there = numbered().filter { $0.device.channelCount(direction) > 0 }
    guard !there.isEmpty else { throw .noDevice(direction) }
    guard let name else {
      guard let found = there.first(where: { $0.device.isDefault(direction) }) else {
        throw .noDevice(direction)
      }
      return found
    }
    if let found = choose(name, among: there.map(\.device)) { return there[found] }
    throw .unknownDevice(direction, name: name, others: there.map(\.device.name))
  }

  /// The index of the device that is meant by a text.
  static func choose(_ text: String, among devices: [AudioDevice]) -> Int? {
    if let index = devices.firstIndex(where: { $0.id == text }) { return index }
    if let index = devices.firstIndex(where: { $0.name == text }) { return index }
    let wanted = text.lowercased()
    let similar = devices.indices.filter { devices[$0].name.lowercased().contains(wanted) }
    return similar.count == 1 ? similar[0] : nil
  }

  private static func numbered() -> [(number: PaDeviceIndex, device: AudioDevice)] {
    var seen: [String: Int] = [:]
    let (input, output) = (Pa_GetDefaultInputDevice(), Pa_GetDefaultOutputDevice())
    return (0..<max(0, Pa_GetDeviceCount())).compactMap { number in
      guard let info = Pa_GetDeviceInfo(number)?.pointee else { return nil }
      let name = info.name.map { String(cString: $0) } ?? "device \(number)"
      let system =
        Pa_GetHostApiInfo(info.hostApi).flatMap { $0.pointee.name }.map { String(cString: $0) }
        ?? "unknown"
      let key = "\(system):\(name)"
      seen[key, default: 0] += 1
      let count = seen[key] ?? 1
      let device = AudioDevice(
        id: count == 1 ? key : "\(key)#\(count)", name: name, system: system,
        inputs: Int(info.maxInputChannels), outputs: Int(info.maxOutputChannels),
        defaultSampleRate: info.defaultSampleRate, isDefaultInput: number == input,
        isDefaultOutput: number == output)
      return (number, device)
    }
  }
}
