import Acoustics
import Labeling

extension AppState {
  /// Panes that the window has no room for.
  var hiddenPanes: Int {
    mode == .spectrogram && viewport.view != .input && pair == nil
      ? panes.kinds.count - layout.panes.count : 0
  }

  /// Adds a pane of a kind, or of the first that is not there, and puts the focus on it.
  mutating func addPane(_ wanted: PaneKind? = nil) {
    guard panes.kinds.count < PaneStack.limit else {
      say("There are four panes: {remove-pane} takes one away.", kind: .refusal)
      return
    }
    let shown = Set(panes.kinds + [PaneKind(viewport.view)].compactMap(\.self))
    let next = PaneKind.usual.first { !shown.contains($0) } ?? .mel
    panes.kinds.append(wanted ?? next)
    panes.focus = panes.kinds.count
    sayPane()
  }

  /// Takes the pane with the focus away, or the last one where the picture has it.
  mutating func removePane() {
    guard !panes.kinds.isEmpty else { return }
    let kind = panes.kinds.remove(at: panes.focusedPlace ?? panes.kinds.count - 1)
    panes.focus = min(panes.focus, panes.kinds.count)
    say("The \(kind.title) is gone.")
  }

  /// Puts the focus on the next pane, around the ends.
  mutating func stepPane(by step: Int) {
    let count = panes.kinds.count + 1
    panes.focus = (panes.focus + step + count) % count
    let title = panes.focusedPlace.map { panes.kinds[$0].title } ?? viewport.view.title
    say("\(title.prefix(1).uppercased() + title.dropFirst()): {next-view} shows another view here.")
  }

  /// Shows a curve: where it is, else in one more pane; where there is none left, it says so.
  mutating func showLane(_ kind: PaneKind) {
    if let place = panes.kinds.firstIndex(of: kind) {
      panes.focus = place + 1
      sayPane()
    } else {
      addPane(kind)
    }
  }

  /// Shows something else in the pane with the focus; false where the picture has it.
  mutating func changePane(to kind: PaneKind?) -> Bool {
    guard mode == .spectrogram, let place = panes.focusedPlace else { return false }
    guard let kind else {
      say(
        "What the model sees needs all of the window.", "{previous-pane} goes to the picture",
        kind: .refusal)
      return true
    }
    panes.kinds[place] = kind
    sayPane()
    return true
  }

  /// Shows the next kind in the pane with the focus; false where the picture has it.
  mutating func stepPaneKind() -> Bool {
    guard mode == .spectrogram, let place = panes.focusedPlace else { return false }
    let all = PaneKind.usual
    let now = all.firstIndex(of: panes.kinds[place]) ?? -1
    return changePane(to: all[(now + 1) % all.count])
  }

  private mutating func sayPane() {
    guard let place = panes.focusedPlace else { return }
    let (kind, shown) = (panes.kinds[place], layout.panes.count)
    if place < shown {
      say(
        "Pane \(place + 2) of \(panes.kinds.count + 1): \(kind.title).",
        "{previous-pane} {next-pane} move, {remove-pane} removes")
    } else {
      say(
        "The \(kind.title) has no room here: \(shown + 1) of \(panes.kinds.count + 1) panes are"
          + " shown.", "a larger window shows it", kind: .refusal)
    }
  }

  /// The picture that a pane is drawn of; nil where the picture's own waveform will do.
  func paneKey(_ kind: PaneKind) -> PictureKey? {
    guard let feature = kind.feature, let key = currentKey else { return nil }
    return PictureKey(
      clip: key.clip, path: key.path, clipSpan: key.clipSpan, span: key.span, columns: key.columns,
      feature: feature, channel: key.channel, pooling: kind.hasLevels ? viewport.pooling : .loudest,
      pitches: kind == .pyin || kind == .praatPitch ? pitchRange : nil)
  }

  /// The pictures of the panes that are shown.
  var paneKeys: [PictureKey] {
    guard mode == .spectrogram else { return [] }
    return panes.kinds.prefix(layout.panes.count).compactMap(paneKey)
  }
}
