/// The lines of the help of one mode, kept from one redraw to the next.
struct KeyHints: Sendable, Equatable {
  private var mode: Mode?
  private var keymap: Keymap?
  /// The lines; empty before they were asked for.
  private(set) var lines: [HelpLine] = []

  /// The hints of a mode as its keys are bound now.
  func current(_ keymap: Keymap, _ mode: Mode) -> KeyHints {
    if isOf(keymap, mode) { return self }
    var hints = KeyHints()
    (hints.mode, hints.keymap) = (mode, keymap)
    hints.lines = HelpLine.lines(keymap, mode)
    return hints
  }

  /// Whether they are those of a mode and its keys.
  func isOf(_ keymap: Keymap, _ mode: Mode) -> Bool { self.mode == mode && self.keymap == keymap }

  /// Hints are equal where they are of the same keys.
  static func == (one: KeyHints, other: KeyHints) -> Bool {
    one.mode == other.mode && one.keymap == other.keymap
  }
}
