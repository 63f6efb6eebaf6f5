/// A line being typed in the status row.
public struct Prompt: Sendable, Equatable {
  /// What the line is for.
  public enum Kind: Sendable, Equatable {
    /// Search in names and labels; the cursor was on `from` before.
    case search(from: Int)
    /// A label, new or old.
    case label
    /// The label of what a search found.
    case segments
    /// The new name of a label, everywhere.
    case rename(String)
    /// The new name of a label where the list shows it.
    case split(String)
    /// What else is said of a label.
    case attributes
    /// The note of a label or a region.
    case note
    /// How sure a label is.
    case confidence
    /// The label of a point.
    case point
    /// The tier that new regions go to.
    case tier
    /// Into how many parts the clip is cut.
    case partCount
    /// Which clips are shown.
    case filter
    /// A model, by its name or path.
    case model
    /// Words that are said in the clip, in order.
    case words
    /// A review, by its queue.
    case review
    /// A moment to go to.
    case time
    /// A command by name.
    case command
    /// The file that the view is written to.
    case export
    /// Whether a file that is there is replaced.
    case replace(name: String)
    /// Whether to leave although labels are not saved.
    case quit

    /// Whether a label is typed.
    var isLabel: Bool {
      switch self {
      case .label, .segments, .rename, .split, .point: true
      default: false
      }
    }

    /// Whether it is a question that single keys answer.
    var isQuestion: Bool {
      switch self {
      case .quit, .replace: true
      default: false
      }
    }
  }

  /// What the line is for.
  public let kind: Kind
  /// The characters typed.
  public private(set) var text: [Character] = []
  /// The place of the insertion point, `0...text.count`.
  public private(set) var cursor = 0
  /// The completion chosen, nil while none is.
  public var choice: Int?
  /// What is wrong with the line, until it is changed.
  public var flaw: String?

  /// Makes an empty line.
  public init(_ kind: Kind) { self.kind = kind }

  /// The line as text.
  public var line: String { String(text) }

  /// Types text at the insertion point; line breaks and other controls become blanks.
  public mutating func insert(_ typed: String) {
    for character in typed {
      let isControl = character.unicodeScalars.allSatisfy {
        $0.properties.generalCategory == .control
      }
      insert(isControl ? " " : character)
    }
  }

  private mutating func insert(_ character: Character) {
    let joined = cursor > 0 ? String(text[cursor - 1]) + String(character) : ""
    if joined.count == 1, let composed = joined.first {
      text[cursor - 1] = composed
    } else {
      text.insert(character, at: cursor)
      cursor += 1
    }
    (choice, flaw) = (nil, nil)
  }

  /// Puts other text in place of the whole line.
  public mutating func replace(with line: String) {
    text = Array(line)
    cursor = text.count
  }

  /// Deletes the character before the insertion point.
  public mutating func deleteBackwards() {
    guard cursor > 0 else { return }
    cursor -= 1
    text.remove(at: cursor)
    (choice, flaw) = (nil, nil)
  }

  /// Deletes the character after the insertion point.
  public mutating func deleteForwards() {
    guard cursor < text.count else { return }
    text.remove(at: cursor)
    (choice, flaw) = (nil, nil)
  }

  /// Deletes the word before the insertion point.
  public mutating func deleteWord() {
    while cursor > 0, text[cursor - 1] == " " { deleteBackwards() }
    while cursor > 0, text[cursor - 1] != " " { deleteBackwards() }
  }

  /// Deletes everything before the insertion point.
  public mutating func deleteLine() {
    text.removeFirst(cursor)
    cursor = 0
    (choice, flaw) = (nil, nil)
  }

  /// Moves the insertion point by characters, kept inside the line.
  public mutating func step(by count: Int) { move(to: cursor + count) }

  /// Moves the insertion point, kept inside the line.
  public mutating func move(to place: Int) {
    cursor = max(0, min(place, text.count))
  }
}
