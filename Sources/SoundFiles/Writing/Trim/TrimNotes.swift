/// What a written file does not have of its source, and what else is worth knowing.
struct TrimNotes {
  private(set) var losses: [String] = []
  private(set) var notices: [String] = []

  /// Notes that something of the source is not in the file.
  mutating func loss(_ clause: String) {
    if !losses.contains(clause) { losses.append(clause) }
  }

  /// Notes something else.
  mutating func notice(_ clause: String) {
    if !notices.contains(clause) { notices.append(clause) }
  }
}
