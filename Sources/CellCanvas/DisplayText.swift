/// Text ready for cells, split into user-perceived characters with their widths.
///
/// Everything that a terminal could take for a command is written out.
public struct DisplayText: Sendable, Hashable {
  /// One character, or one letter of an escape such as `\x1b`, as it will be shown.
  public struct Part: Sendable, Hashable {
    /// What is shown: one base character with the marks over it.
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
  /// Decomposed Hangul is composed, so that a syllable is one scalar for every terminal. A mark
  /// without a base gets a dotted circle. A joiner stays only between two emoji. Variation
  /// selectors that choose between text and emoji shapes are left out, because terminals disagree
  /// about them.
  public init(_ text: String) {
    self.init(parts: PartReader.parts(of: text))
  }

  /// What is shown, as one string.
  public var text: String { parts.reduce(into: "") { $0 += $1.text } }
}
