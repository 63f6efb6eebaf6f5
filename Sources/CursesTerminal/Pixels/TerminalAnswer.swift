/// What a terminal answers to questions about pictures.
enum TerminalAnswer: Hashable {
  /// Its attributes, the class of the terminal first: 4 among the others stands for sixels.
  case attributes([Int])
  /// Pixels of a cell.
  case cell(width: Int, height: Int)
  /// Whether a graphics command of kitty with this number was understood.
  case graphics(number: Int, isOK: Bool)
  /// How many colours sixels can have; nil if that could not be set.
  case registers(Int?)
  /// Pixels of the largest sixel picture.
  case mostPixels(width: Int, height: Int)

  /// What a sequence answers; nil for any other one.
  ///
  /// - Source: XTerm Control Sequences: "Send Device Attributes", "Window manipulation" 16, "Set or
  ///   request graphics attribute"; *Terminal graphics protocol* of kitty, "Querying support".
  init?(_ sequence: EscapeSequence) {
    if let command = sequence.command {
      guard let graphics = Self.graphics(command) else { return nil }
      self = graphics
      return
    }
    let isPrivate = sequence.parameters.first == "?"
    let numbers = sequence.parameters.drop { $0 == "?" }.split(separator: ";").compactMap {
      Int($0)
    }
    switch (sequence.final, isPrivate) {
    case ("c", true): self = .attributes(numbers)
    case ("t", false) where numbers.count == 3 && numbers[0] == 6:
      self = .cell(width: numbers[2], height: numbers[1])
    case ("S", true) where numbers.count >= 2 && numbers[0] == 1:
      self = .registers(numbers[1] == 0 && numbers.count == 3 ? numbers[2] : nil)
    case ("S", true) where numbers.count == 4 && numbers[0] == 2 && numbers[1] == 0:
      self = .mostPixels(width: numbers[2], height: numbers[3])
    default: return nil
    }
  }

  /// The answer of `Gi=31;OK`.
  private static func graphics(_ command: String) -> TerminalAnswer? {
    let parts = command.split(separator: ";", maxSplits: 1).map(String.init)
    guard parts.count == 2, parts[0].hasPrefix("G") else { return nil }
    let number = parts[0].dropFirst().split(separator: ",").compactMap { part in
      part.hasPrefix("i=") ? Int(part.dropFirst(2)) : nil
    }.first
    return number.map { .graphics(number: $0, isOK: parts[1] == "OK") }
  }
}
