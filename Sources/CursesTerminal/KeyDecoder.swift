import CellCanvas

/// What ncurses gives for one piece of input.
enum CursesCode: Hashable {
  /// A character, or a control code below 32.
  case scalar(UInt32)
  /// A key by its number in curses.h.
  case key(Int32)
  /// A key that only the terminal description names, such as `kUP5`.
  case named(String)
  /// Before and after pasted text.
  case pasteBegin, pasteEnd
  /// The window has another size.
  case resized
}

/// Turns what ncurses gives into keys and pasted text; keeps what hasn't ended yet.
struct KeyDecoder {
  /// What came out.
  enum Decoded: Hashable {
    case key(KeyChord)
    case pasted(String)
    case resized
  }

  /// Pasted text beyond this many bytes is dropped.
  static let pasteLimit = 1 << 20
  private static let escape: UInt32 = 27

  private var paste: String?
  /// A second Escape, which must not become Alt-Esc: people press it twice to leave two floats.
  private var isEscapeWaiting = false

  /// The next key or paste, or nil when no more has come.
  /// - Parameter read: The next piece that is there, or nil; it must not wait.
  mutating func next(_ read: () -> CursesCode?) -> Decoded? {
    while let code = isEscapeWaiting ? .scalar(Self.escape) : read() {
      isEscapeWaiting = false
      switch code {
      case .resized: return .resized
      case .pasteBegin: paste = paste ?? ""
      case .pasteEnd:
        guard let text = paste else { continue }
        paste = nil
        return .pasted(text.replacing("\r\n", with: "\n").replacing("\r", with: "\n"))
      case .scalar(let value) where paste != nil: append(value)
      case _ where paste != nil: continue
      case .scalar(Self.escape):
        if let chord = afterEscape(read) { return .key(chord) }
      case .scalar(let value): return .key(Self.chord(ofScalar: value))
      case .key(let number):
        if let chord = KeyNumbers.chord(number) { return .key(chord) }
      case .named(let name):
        if let chord = KeyNumbers.chord(named: name) { return .key(chord) }
      }
    }
    return nil
  }

  /// Line breaks stay, tabs become blanks, other control characters are left out.
  private mutating func append(_ value: UInt32) {
    guard let scalar = Unicode.Scalar(value), let size = paste?.utf8.count else { return }
    guard size + 4 <= Self.pasteLimit else { return }
    if value == 9 {
      paste?.append(" ")
    } else if value == 10 || value == 13 || scalar.properties.generalCategory != .control {
      paste?.unicodeScalars.append(scalar)
    }
  }

  /// Escape alone, Alt with a key, or a sequence that the terminal description doesn't know.
  private mutating func afterEscape(_ read: () -> CursesCode?) -> KeyChord? {
    guard let next = read() else { return KeyChord(.escape) }
    switch next {
    case .scalar(Self.escape):
      isEscapeWaiting = true
      return KeyChord(.escape)
    case .scalar(let value):
      if value == UInt32(UInt8(ascii: "[")) || value == UInt32(UInt8(ascii: "O")),
        let first = read()
      {
        return ControlSequence(first: first, read).chord
      }
      var chord = Self.chord(ofScalar: value)
      chord.alt = true
      return chord
    case .key(let number):
      var chord = KeyNumbers.chord(number)
      chord?.alt = true
      return chord
    default: return KeyChord(.escape)
    }
  }

  /// The key of a character or control code.
  static func chord(ofScalar value: UInt32) -> KeyChord {
    switch value {
    case 0: return KeyChord(.character(" "), control: true)
    case 8, 127: return KeyChord(.backspace)
    case 9: return KeyChord(.tab)
    case 10, 13: return KeyChord(.enter)
    case escape: return KeyChord(.escape)
    case 1...26: return control(value + 0x60)
    case 28...31: return control(value + 0x40)
    default:
      return KeyChord(.character(Character(Unicode.Scalar(value) ?? "\u{fffd}")))
    }
  }

  private static func control(_ value: UInt32) -> KeyChord {
    KeyChord(.character(Character(Unicode.Scalar(value) ?? "\u{fffd}")), control: true)
  }
}

/// A key sequence such as `ESC [ 1 ; 5 A` that ncurses passed on letter by letter.
private struct ControlSequence {
  private var parameters = ""
  private var final: Character?

  /// Longer ones aren't keys.
  private static let mostParameters = 16

  init(first: CursesCode, _ read: () -> CursesCode?) {
    var code: CursesCode? = first
    while case .scalar(let value) = code, let scalar = Unicode.Scalar(value),
      parameters.count < Self.mostParameters
    {
      if (0x40...0x7e).contains(value) {
        final = Character(scalar)
        return
      }
      parameters.unicodeScalars.append(scalar)
      code = read()
    }
  }

  /// The key it stands for, or nil for anything unknown: it must not count as typed letters.
  var chord: KeyChord? {
    guard let final else { return nil }
    let numbers = parameters.split(separator: ";").map { Int($0) ?? 0 }
    let key: KeyChord.Key? =
      switch final {
      case "A": .up
      case "B": .down
      case "C": .right
      case "D": .left
      case "H": .home
      case "F": .end
      case "Z": .tab
      case "P", "Q", "R", "S":
        .function(Int((final.asciiValue ?? 0x50) - UInt8(ascii: "P")) + 1)
      case "~": Self.tildeKeys[numbers.first ?? 0]
      default: nil
      }
    guard let key else { return nil }
    if final == "Z" { return KeyChord(key, shift: true) }
    return KeyNumbers.chord(key, modifiers: numbers.count > 1 ? numbers[1] : 1)
  }

  private static let tildeKeys: [Int: KeyChord.Key] = [
    1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
    11: .function(1), 12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5),
    17: .function(6), 18: .function(7), 19: .function(8), 20: .function(9), 21: .function(10),
    23: .function(11), 24: .function(12),
  ]
}
