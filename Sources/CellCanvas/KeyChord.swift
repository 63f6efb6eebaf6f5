/// One key press with its modifiers, written as in `Ctrl-D`, `S-Tab`, `F1`, `é` or `Space`.
public struct KeyChord: Sendable, Hashable {
  /// The key without its modifiers.
  public enum Key: Sendable, Hashable {
    /// A character as typed, with Shift already in it.
    case character(Character)
    /// The keys that send no character.
    case enter, escape, tab, backspace, delete, insert
    case up, down, left, right, home, end, pageUp, pageDown
    case function(Int)
  }

  /// What was pressed.
  public var key: Key
  /// Whether Control was held.
  public var control: Bool
  /// Whether Alt (Meta) was held.
  public var alt: Bool
  /// Whether Shift was held, for keys without a character.
  public var shift: Bool

  /// Makes a chord.
  public init(_ key: Key, control: Bool = false, alt: Bool = false, shift: Bool = false) {
    self.key = key
    self.control = control
    self.alt = alt
    self.shift = shift
  }
}
