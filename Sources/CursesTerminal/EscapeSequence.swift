import CellCanvas

/// A sequence after Escape that ncurses passed on letter by letter: a key that the terminal
/// description doesn't know, or an answer of the terminal that nobody asked for.
///
/// It takes in everything up to its end, so that no answer counts as typed letters.
struct EscapeSequence {
  /// What becomes of one more character.
  enum Step: Hashable {
    /// It belongs to the sequence, which goes on.
    case goesOn
    /// It was the last one.
    case ends
    /// It doesn't belong to the sequence, which is void.
    case breaksOff
    /// The same, and there was an Escape before it that doesn't belong to the sequence either.
    case breaksOffAfterEscape
  }

  /// What follows the character after Escape.
  private enum Kind {
    /// `ESC [`: parameters, intermediates and a final letter.
    case control
    /// `ESC O`: a letter, perhaps after digits.
    case singleShift
    /// `ESC ]`, `ESC P`, `ESC X`, `ESC ^` and `ESC _`: text up to BEL or `ESC \`.
    case text
    /// So many characters, whatever they are.
    case rest(Int)
  }

  /// Longer ones are void: neither a key nor an answer has so many parameters.
  private static let mostParameters = 256
  /// Longer texts are void.
  private static let mostText = 1 << 16

  private var kind: Kind
  private(set) var parameters = ""
  private(set) var final: Character?
  /// The beginning of the text of a command for programs, `ESC _`.
  private(set) var command: String?
  /// What the old report of a mouse has after its letter.
  private var report: [UInt32] = []
  private var count = 0
  /// Whether Escape came in a text, which is ended by `ESC \`.
  private var isEnding = false

  /// Begins after `ESC` and the character that says what kind it is; nil if none does.
  init?(introducer: UInt32) {
    switch Unicode.Scalar(introducer) {
    case "[": kind = .control
    case "O": kind = .singleShift
    case "_": (kind, command) = (.text, "")
    case "]", "P", "X", "^": kind = .text
    default: return nil
    }
  }

  /// Takes the next character.
  mutating func take(_ value: UInt32) -> Step {
    if isEnding { return value == Self.backslash ? .ends : .breaksOffAfterEscape }
    guard value >= 0x20, let scalar = Unicode.Scalar(value) else { return takeControl(value) }
    count += 1
    switch kind {
    case .text:
      if value == Self.stringTerminator { return .ends }
      if count <= Self.mostParameters { command?.unicodeScalars.append(scalar) }
      return count < Self.mostText ? .goesOn : .breaksOff
    case .rest(let left):
      kind = .rest(left - 1)
      report.append(value)
      return left > 1 ? .goesOn : .ends
    case .singleShift where !("0"..."9").contains(scalar) && scalar != ";":
      final = Character(scalar)
      return .ends
    case .control where (0x40...0x7e).contains(value): return takeFinal(scalar)
    case .control, .singleShift:
      guard value < 0x40, count <= Self.mostParameters else { return .breaksOff }
      parameters.unicodeScalars.append(scalar)
      return .goesOn
    }
  }

  private static let (bell, escape, backslash): (UInt32, UInt32, UInt32) = (7, 27, 0x5c)
  /// `ESC \` as one character.
  private static let stringTerminator: UInt32 = 0x9c

  private mutating func takeControl(_ value: UInt32) -> Step {
    guard case .text = kind else { return .breaksOff }
    if value == Self.bell { return .ends }
    isEnding = value == Self.escape
    return isEnding ? .goesOn : .breaksOff
  }

  private mutating func takeFinal(_ scalar: Unicode.Scalar) -> Step {
    if parameters.isEmpty, scalar == "M" || scalar == "[" {
      // The old report of a mouse has three more bytes, a function key of the console one letter.
      kind = .rest(scalar == "M" ? 3 : 1)
      return .goesOn
    }
    final = Character(scalar)
    return .ends
  }

  /// The key it stands for, or nil for anything unknown.
  var chord: KeyChord? {
    guard let final, parameters.allSatisfy({ $0.isNumber || $0 == ";" || $0 == ":" }) else {
      return nil
    }
    let numbers = parameters.split(separator: ";").map { Int($0) ?? 0 }
    guard numbers.count <= 2 else { return nil }
    if final == "~" {
      guard let key = Self.tildeKeys[numbers.first ?? 0] else { return nil }
      return Self.chord(key, numbers)
    }
    // Otherwise it is an answer, such as the place of the cursor.
    guard numbers.first ?? 1 == 1, let key = Self.letterKeys[final] else { return nil }
    return final == "Z" ? KeyChord(key, shift: true) : Self.chord(key, numbers)
  }

  /// What a mouse did, or nil for anything else.
  ///
  /// - Source: XTerm Control Sequences, "Mouse Tracking": the SGR form `CSI < b ; x ; y M` or `m`,
  ///   and the older one of three bytes after `CSI M`.
  var pointer: PointerInput? {
    if report.count == 3 {
      let numbers = report.map { Int($0) - 32 }
      // There the button that goes up is not named.
      return Self.pointer(numbers, isRelease: numbers[0] & 0x63 == 3)
    }
    guard let final, final == "M" || final == "m", parameters.first == "<" else { return nil }
    let numbers = parameters.dropFirst().split(separator: ";").compactMap { Int($0) }
    return numbers.count == 3 ? Self.pointer(numbers, isRelease: final == "m") : nil
  }

  private static func pointer(_ numbers: [Int], isRelease: Bool) -> PointerInput? {
    let (button, column, row) = (numbers[0], numbers[1] - 1, numbers[2] - 1)
    guard (0...mostCells).contains(column), (0...mostCells).contains(row) else { return nil }
    let action: PointerInput.Action
    switch button & ~0x1c {
    case 0: action = isRelease ? .release : .press
    case 3 where isRelease: action = .release
    case 32: action = .drag
    case 64: action = .wheelUp
    case 65: action = .wheelDown
    default: return nil
    }
    return PointerInput(
      action, at: CellPoint(column: column, row: row), control: button & 16 != 0,
      alt: button & 8 != 0, shift: button & 4 != 0)
  }

  /// No window has more columns or rows.
  private static let mostCells = 9999

  private static func chord(_ key: KeyChord.Key, _ numbers: [Int]) -> KeyChord? {
    let modifiers = numbers.count > 1 ? numbers[1] : 1
    return modifiers <= mostModifiers ? KeyNumbers.chord(key, modifiers: modifiers) : nil
  }

  /// Shift, Alt, Control and Meta together.
  private static let mostModifiers = 16

  private static let letterKeys: [Character: KeyChord.Key] = [
    "A": .up, "B": .down, "C": .right, "D": .left, "H": .home, "F": .end, "Z": .tab,
    "P": .function(1), "Q": .function(2), "R": .function(3), "S": .function(4),
  ]

  private static let tildeKeys: [Int: KeyChord.Key] = [
    1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
    11: .function(1), 12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5),
    17: .function(6), 18: .function(7), 19: .function(8), 20: .function(9), 21: .function(10),
    23: .function(11), 24: .function(12),
  ]
}
