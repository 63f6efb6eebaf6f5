/// A format whose files can be written a label at a time, and that tells flags from labels.
public protocol LineFormat: LabelFormat {
  /// What writes the lines.
  associatedtype Lines: LabelLines
}

/// Writes the lines of a file of labels.
public protocol LabelLines: Sendable {
  /// Begins a file.
  init()

  /// What stands before the first label.
  var header: String { get }
  /// What got lost of the labels that were written.
  var losses: [Loss] { get }
  /// What a file must be begun with to hold all that was written; nil if this one holds it.
  var needed: Self? { get }

  /// Appends the line of a label.
  mutating func append(_ row: LabelRow, to text: inout String)
}
