/// A keymap file: tables of modes, in each the keys and the commands they run.
///
/// ```toml
/// base = "praat"            # whose keys hold where this file says nothing
///
/// [all]                     # every mode in which the command works
/// "Ctrl-P" = "play-window"
///
/// [browse]
/// "z z" = "centre-cursor"
/// "T" = "none"              # the key does nothing
/// ```
///
/// It is TOML of the plainest kind and read line by line, so that a problem has a line and all
/// other lines hold nevertheless.
public struct KeymapText: Sendable, Equatable {
  /// What a line binds.
  public struct Binding: Sendable, Equatable {
    /// The line, counted from one.
    public let line: Int
    /// The mode; nil stands for all.
    public let mode: Mode?
    /// The keys as they are written: `g g`.
    public let keys: String
    /// The command's name, or `none`.
    public let command: String
  }

  /// The file's name.
  public let file: String
  /// The keymap whose keys hold where this one says nothing, and the line that says so.
  public private(set) var base: (name: String, line: Int)?
  /// What is bound, in the order of the lines.
  public private(set) var bindings: [Binding] = []
  /// Lines that can't be read.
  public private(set) var problems: [FileProblem] = []

  /// The table of the lines to come.
  private enum Table {
    case top, all
    case mode(Mode)
    case unknown
  }

  /// Reads a text.
  public init(_ text: String, file: String) {
    self.file = file
    var table = Table.top
    let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    for (place, line) in lines.enumerated() {
      read(line, place + 1, &table)
    }
  }

  /// Whether two texts say the same.
  public static func == (one: KeymapText, other: KeymapText) -> Bool {
    one.file == other.file && one.base?.name == other.base?.name
      && one.bindings == other.bindings && one.problems == other.problems
  }

  private mutating func read(_ line: Substring, _ number: Int, _ table: inout Table) {
    var rest = LineReader(line)
    guard !rest.isOver else { return }
    if rest.take("[") {
      let name = rest.word()
      guard rest.take("]"), rest.isOver else {
        problem(number, "\(Self.quoted(line)) is no table", "it is passed over")
        return
      }
      table = name == "all" ? .all : Mode(rawValue: name).map { .mode($0) } ?? .unknown
      if case .unknown = table {
        let modes = (["all"] + Mode.allCases.map(\.rawValue)).joined(separator: ", ")
        problem(number, "\(Self.quoted(name)) is none of \(modes)", "its lines are passed over")
      }
      return
    }
    guard let key = rest.string() ?? rest.bareKey(), rest.take("="), let value = rest.string(),
      rest.isOver
    else {
      problem(
        number, "\(Self.quoted(line)) is no line such as \"g g\" = \"first-clip\"",
        "it is passed over")
      return
    }
    switch table {
    case .top where key == "base":
      if base == nil { base = (value, number) }
    case .top:
      problem(
        number, "\(Self.quoted(key)) stands before any table such as [all] or [browse]",
        "it is passed over")
    case .all: add(number, nil, key, value)
    case .mode(let mode): add(number, mode, key, value)
    case .unknown: break
    }
  }

  private mutating func add(_ line: Int, _ mode: Mode?, _ keys: String, _ command: String) {
    bindings.append(Binding(line: line, mode: mode, keys: keys, command: command))
  }

  private mutating func problem(_ line: Int, _ rule: String, _ instead: String) {
    problems.append(FileProblem(file: file, line: line, rule: rule, instead: instead))
  }

  /// A part of the file for a sentence, cut where it is long.
  static func quoted(_ text: some StringProtocol) -> String {
    let visible = text.drop { $0.isWhitespace }
    let shown = visible.count > 40 ? String(visible.prefix(39)) + "…" : String(visible)
    return "\"" + shown + "\""
  }
}

/// Reads one line of plain TOML from its beginning.
private struct LineReader {
  private var rest: Substring

  init(_ line: Substring) { rest = line }

  /// Whether nothing is left but blanks and a comment.
  var isOver: Bool {
    let next = rest.first { $0 != " " && $0 != "\t" }
    return next == nil || next == "#"
  }

  private mutating func skipBlanks() { rest = rest.drop { $0 == " " || $0 == "\t" } }

  mutating func take(_ sign: Character) -> Bool {
    skipBlanks()
    guard rest.first == sign else { return false }
    rest = rest.dropFirst()
    return true
  }

  /// A key without quotes, up to what can't belong to one.
  mutating func word() -> String {
    skipBlanks()
    let word = rest.prefix {
      $0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "-" || $0 == "_"
    }
    rest = rest.dropFirst(word.count)
    return String(word)
  }

  mutating func bareKey() -> String? {
    let found = word()
    return found.isEmpty ? nil : found
  }

  /// A text in quotes; nil if none begins here or it does not end.
  mutating func string() -> String? {
    skipBlanks()
    guard let quote = rest.first, quote == "\"" || quote == "'" else { return nil }
    var (text, place) = ("", rest.index(after: rest.startIndex))
    while place < rest.endIndex {
      let character = rest[place]
      place = rest.index(after: place)
      if character == quote {
        rest = rest[place...]
        return text
      }
      guard character == "\\", quote == "\"" else {
        text.append(character)
        continue
      }
      guard place < rest.endIndex, let meant = Self.escapes[rest[place]] else { return nil }
      text.append(meant)
      place = rest.index(after: place)
    }
    return nil
  }

  private static let escapes: [Character: Character] = ["\\": "\\", "\"": "\"", "t": "\t"]
}
