/// Text ready for cells, split into what a cell can hold, with widths.
///
/// Everything that a terminal could take for a command is written out.
public struct DisplayText: Sendable, Hashable {
  /// One character, or one letter of an escape such as `\x1b`, as it will be shown.
  public struct Part: Sendable, Hashable {
    /// What is shown: one spacing scalar with the marks over it.
    public let text: String
    /// Display columns, 1 or 2.
    public let columns: Int
    /// Whether this is a letter that stands for a character that must not reach the terminal.
    public let isEscape: Bool
  }

  /// The characters in order.
  public private(set) var parts: [Part]
  /// Display columns of the whole.
  public private(set) var columns: Int

  init(parts: [Part]) {
    self.parts = parts
    columns = parts.reduce(0) { $0 + $1.columns }
  }

  /// Splits and measures a text, and writes out what must not be shown as it is.
  ///
  /// Every part is one spacing scalar with at most four marks, as terminals that measure scalar by
  /// scalar show it. Decomposed Hangul is composed. A mark without a base gets a dotted circle.
  /// Of emoji that are joined, or have a skin tone, the first one alone stays, and variation
  /// selectors that choose between text and emoji shapes are left out, because terminals disagree
  /// about the widths. A joiner elsewhere is written out.
  public init(_ text: String) {
    self.init(parts: PartReader.parts(of: text))
  }

  /// What is shown, as one string.
  public var text: String { parts.reduce(into: "") { $0 += $1.text } }
}
