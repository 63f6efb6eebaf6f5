import CNcurses
import CellCanvas

/// The keys of curses.h and of terminal descriptions.
enum KeyNumbers {
  private static let keys: [Int32: KeyChord] = [
    KEY_UP: KeyChord(.up), KEY_DOWN: KeyChord(.down), KEY_LEFT: KeyChord(.left),
    KEY_RIGHT: KeyChord(.right), KEY_HOME: KeyChord(.home), KEY_END: KeyChord(.end),
    KEY_FIND: KeyChord(.home), KEY_SELECT: KeyChord(.end),
    KEY_A1: KeyChord(.home), KEY_A3: KeyChord(.pageUp), KEY_C1: KeyChord(.end),
    KEY_C3: KeyChord(.pageDown),
    KEY_PPAGE: KeyChord(.pageUp), KEY_NPAGE: KeyChord(.pageDown),
    KEY_DC: KeyChord(.delete), KEY_IC: KeyChord(.insert), KEY_BACKSPACE: KeyChord(.backspace),
    KEY_ENTER: KeyChord(.enter), KEY_BTAB: KeyChord(.tab, shift: true),
    KEY_SR: KeyChord(.up, shift: true), KEY_SF: KeyChord(.down, shift: true),
    KEY_SLEFT: KeyChord(.left, shift: true), KEY_SRIGHT: KeyChord(.right, shift: true),
    KEY_SHOME: KeyChord(.home, shift: true), KEY_SEND: KeyChord(.end, shift: true),
    KEY_SDC: KeyChord(.delete, shift: true), KEY_SIC: KeyChord(.insert, shift: true),
    KEY_SPREVIOUS: KeyChord(.pageUp, shift: true), KEY_SNEXT: KeyChord(.pageDown, shift: true),
  ]

  private static let names: [(prefix: String, key: KeyChord.Key)] = [
    ("kUP", .up), ("kDN", .down), ("kLFT", .left), ("kRIT", .right), ("kHOM", .home),
    ("kEND", .end), ("kDC", .delete), ("kIC", .insert), ("kNXT", .pageDown), ("kPRV", .pageUp),
  ]

  /// How many function keys a keyboard has; descriptions count on with Shift, Control and Alt.
  private static let functionKeys = 12

  /// The key of a number in curses.h, or nil for those of old terminals.
  static func chord(_ number: Int32) -> KeyChord? {
    if let known = keys[number] { return known }
    let function = Int(number - KEY_F0)
    guard (1...63).contains(function) else { return nil }
    let (bank, key) = (function - 1).quotientAndRemainder(dividingBy: functionKeys)
    let isShifted = bank == 1 || bank == 3
    return KeyChord(
      .function(key + 1), control: bank == 2 || bank == 3, alt: bank >= 4,
      shift: isShifted || bank == 5)
  }

  /// The key of an extended name such as `kUP5`.
  static func chord(named name: String) -> KeyChord? {
    guard let found = names.first(where: { name.hasPrefix($0.prefix) }) else { return nil }
    let suffix = name.dropFirst(found.prefix.count)
    guard let modifiers = suffix.isEmpty ? 2 : Int(suffix) else { return nil }
    return chord(found.key, modifiers: modifiers)
  }

  /// A key with xterm's number for its modifiers: 1 plus 1 Shift, 2 Alt, 4 Control.
  static func chord(_ key: KeyChord.Key, modifiers: Int) -> KeyChord {
    let bits = max(0, modifiers - 1)
    return KeyChord(
      key, control: bits & 4 != 0, alt: bits & 2 != 0, shift: bits & 1 != 0)
  }
}
