/// A canvas as text without colours.
public enum PlainText {
  /// One line a row, blanks at the ends trimmed.
  ///
  /// Images are shades, because blocks without their colours mean nothing.
  public static func render(_ canvas: Canvas, images: [PlacedImage], palette: Palette) -> String {
    let screen = ComposedScreen(canvas, images: images)
    var colorless = palette
    colorless.mode = .mono
    return (0..<screen.size.rows).reduce(into: "") { lines, row in
      var line = ""
      for column in 0..<screen.size.columns {
        line += screen.resolved(column: column, row: row, colorless).text
      }
      while line.last == " " { line.removeLast() }
      lines += line + "\n"
    }
  }
}
