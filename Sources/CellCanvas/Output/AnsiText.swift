/// A canvas as text with the escape sequences of colours, for `cat` and for pipes.
public enum AnsiText {
  /// One line a row, each ended by a reset; plain text if the palette has no colours.
  /// - Source: ECMA-48, select graphic rendition; colours beyond 8 as xterm takes them.
  public static func render(_ canvas: Canvas, images: [PlacedImage], palette: Palette) -> String {
    if palette.mode == .mono {
      return PlainText.render(canvas, images: images, palette: palette)
    }
    let screen = ComposedScreen(canvas, images: images)
    return (0..<screen.size.rows).reduce(into: "") { lines, row in
      var current = ResolvedStyle()
      for column in 0..<screen.size.columns {
        let (text, style) = screen.resolved(column: column, row: row, palette)
        guard !text.isEmpty else { continue }
        if style != current {
          lines += sequence(style)
          current = style
        }
        lines += text
      }
      lines += "\u{1b}[0m\n"
    }
  }

  private static func sequence(_ style: ResolvedStyle) -> String {
    var codes = ["0"]
    if style.bold { codes.append("1") }
    if style.underline { codes.append("4") }
    if style.reverse { codes.append("7") }
    codes += colorCodes(style.foreground, first: 30, bright: 90, extended: 38)
    codes += colorCodes(style.background, first: 40, bright: 100, extended: 48)
    return "\u{1b}[" + codes.joined(separator: ";") + "m"
  }

  private static func colorCodes(
    _ color: ResolvedColor, first: Int, bright: Int, extended: Int
  ) -> [String] {
    switch color {
    case .terminal: []
    case .indexed(let number) where number < 8: ["\(first + Int(number))"]
    case .indexed(let number) where number < 16: ["\(bright + Int(number) - 8)"]
    case .indexed(let number): ["\(extended)", "5", "\(number)"]
    case .rgb(let color): ["\(extended)", "2", "\(color.red)", "\(color.green)", "\(color.blue)"]
    }
  }
}
