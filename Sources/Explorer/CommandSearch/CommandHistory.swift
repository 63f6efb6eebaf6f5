/// The lines that were typed after `:`, and where one looks back among them.
public struct CommandHistory: Sendable, Equatable {
  /// The lines, the newest last.
  public private(set) var lines: [String] = []
  /// How far back the line shown lies; 0 is the line that is being typed.
  public private(set) var depth = 0
  /// What was typed before looking back.
  private var typed = ""

  /// Lines that are kept.
  static let limit = 50

  /// Makes a history of lines, the newest last.
  public init(_ lines: [String] = []) { self.lines = lines.suffix(Self.limit) }

  /// Keeps a line as the newest.
  mutating func add(_ line: String) {
    leave()
    guard !line.isEmpty else { return }
    lines.removeAll { $0 == line }
    lines = lines.suffix(Self.limit - 1) + [line]
  }

  /// Ends looking back.
  mutating func leave() { (depth, typed) = (0, "") }

  /// The line one further back; nil at the oldest.
  mutating func older(than line: String) -> String? {
    guard depth < lines.count else { return nil }
    if depth == 0 { typed = line }
    depth += 1
    return lines[lines.count - depth]
  }

  /// The line one further on, at last what was typed; nil there.
  mutating func newer() -> String? {
    guard depth > 0 else { return nil }
    depth -= 1
    return depth == 0 ? typed : lines[lines.count - depth]
  }
}
