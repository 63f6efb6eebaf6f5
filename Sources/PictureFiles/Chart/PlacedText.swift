import CellCanvas

/// A line of text at its place in a chart.
package struct PlacedText: Sendable, Hashable {
  /// What it is for.
  package enum Role: Sendable, Hashable {
    /// The heading.
    case title
    /// All else.
    case label
  }

  /// What is written.
  package let text: DisplayText
  /// What it is for.
  package let role: Role
  /// Whether it reads from below to above.
  package let isTurned: Bool
  /// The pixels between the top of a capital and the bottom of a `g`.
  package let rect: PixelRect

  /// The ends and the middle of a line or a column of pixels.
  enum Anchor {
    case start
    case middle
    case end
  }

  /// Places a text by the top of its capitals, or by their left edge where it is turned.
  ///
  /// - Parameters:
  ///   - x: The left edge, the middle or the right edge of the text.
  ///   - y: The top of its capitals; where it is turned, the middle of the text.
  init(_ text: DisplayText, _ role: Role = .label, x: Int, _ anchor: Anchor, y: Int, scale: Int) {
    let width = Lettering.width(columns: text.columns, scale: scale)
    let shift =
      switch anchor {
      case .start: 0
      case .middle: width / 2
      case .end: width
      }
    self.text = text
    self.role = role
    isTurned = false
    rect = PixelRect(x: x - shift, y: y, width: width, height: Lettering.height(scale: scale))
  }

  /// Places a text that reads from below to above.
  ///
  /// - Parameters:
  ///   - x: The top of its capitals, which is to the left.
  ///   - middle: The row that the middle of the text lies on.
  init(turned text: DisplayText, x: Int, middle: Int, scale: Int) {
    let length = Lettering.width(columns: text.columns, scale: scale)
    self.text = text
    role = .label
    isTurned = true
    rect = PixelRect(
      x: x, y: middle - length / 2, width: Lettering.height(scale: scale), height: length)
  }
}
