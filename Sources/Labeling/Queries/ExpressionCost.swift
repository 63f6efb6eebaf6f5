/// Whether a regular expression may take without end: where a repeated group repeats something
/// itself, or where much may be repeated at once, there are too many ways to look for a match.
struct ExpressionCost {
  /// Whether it may.
  let isEndless: Bool

  /// Repetitions without end in one expression at most.
  private static let mostRepetitions = 4

  init(_ expression: String) {
    var scan = Scan()
    var previous = Scan.Piece.none
    var isEscaped = false, isInSet = false
    for character in expression {
      if isEscaped {
        isEscaped = false
        previous = .single
      } else if character == "\\" {
        isEscaped = true
      } else if isInSet {
        isInSet = character != "]"
        previous = .single
      } else {
        switch character {
        case "[": isInSet = true
        case "(":
          scan.open()
          previous = .none
        case ")": previous = .group(repeats: scan.close())
        case "*", "+", "{":
          scan.repeat(previous)
          previous = .none
        default: previous = .single
        }
      }
    }
    isEndless = scan.isNested || scan.count > Self.mostRepetitions
  }

  /// What was read so far.
  private struct Scan {
    /// What stands before a sign.
    enum Piece { case none, single, group(repeats: Bool) }

    private(set) var isNested = false
    private(set) var count = 0
    /// For each open group whether something in it is repeated.
    private var groups: [Bool] = []

    mutating func open() { groups.append(false) }

    /// Ends a group; says whether something in it is repeated.
    mutating func close() -> Bool {
      let repeats = groups.popLast() ?? false
      if repeats, !groups.isEmpty { groups[groups.count - 1] = true }
      return repeats
    }

    mutating func `repeat`(_ piece: Piece) {
      if case .none = piece { return }
      count += 1
      if case .group(repeats: true) = piece { isNested = true }
      if !groups.isEmpty { groups[groups.count - 1] = true }
    }
  }
}
