/// A canvas as a scalable picture, for documents and the web.
public enum SVGPicture {
  private static let cellWidth = 8
  private static let cellHeight = 16

  /// The text of an SVG file.
  ///
  /// Grounds are rectangles, blocks and lines exact shapes, letters text in any monospaced font.
  public static func render(_ canvas: Canvas, images: [PlacedImage], palette: Palette) -> String {
    let screen = ComposedScreen(canvas, images: images)
    let (width, height) = (screen.size.columns * cellWidth, screen.size.rows * cellHeight)
    var grounds = ""
    var inks = ""
    for row in 0..<screen.size.rows {
      var run = GroundRun()
      for column in 0..<screen.size.columns {
        let (text, style) = screen.resolved(column: column, row: row, palette)
        let colors = palette.colors(of: style)
        if run.color != colors.background {
          grounds += run.rect(until: column, row: row)
          run = GroundRun(color: colors.background, start: column)
        }
        inks += ink(text, colors.foreground, style, column: column, row: row)
      }
      grounds += run.rect(until: screen.size.columns, row: row)
    }
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" \
      width="\(width)" height="\(height)">
      <g shape-rendering="crispEdges">
      \(grounds)</g>
      <g shape-rendering="crispEdges" font-family="monospace" font-size="13" xml:space="preserve">
      \(inks)</g>
      </svg>

      """
  }

  private struct GroundRun {
    var color: RGB?
    var start = 0

    func rect(until end: Int, row: Int) -> String {
      guard let color else { return "" }
      return SVGPicture.rect(
        x: "\(start * cellWidth)", y: "\(row * cellHeight)",
        width: "\((end - start) * cellWidth)", height: "\(cellHeight)", color)
    }
  }

  private static func ink(
    _ text: String, _ color: RGB, _ style: ResolvedStyle, column: Int, row: Int
  ) -> String {
    var result = ""
    let (x, y) = (column * cellWidth, row * cellHeight)
    if let scalar = text.unicodeScalars.first, let shape = CellShape.parts(of: scalar.value) {
      for part in shape.parts {
        result += rect(
          x: "\(x + part.left)", y: thirds(y * 3 + part.top * 2),
          width: "\(part.right - part.left)", height: thirds((part.bottom - part.top) * 2), color,
          opacity: shape.density)
      }
    } else if text.contains(where: { $0 != " " }) {
      result += "<text x=\"\(x)\" y=\"\(y + 12)\" fill=\"\(color.hex)\""
      result += style.bold ? " font-weight=\"bold\">" : ">"
      result += escaped(text) + "</text>\n"
    }
    if style.underline {
      result += rect(x: "\(x)", y: "\(y + 14)", width: "\(cellWidth)", height: "1", color)
    }
    return result
  }

  private static func rect(
    x: String, y: String, width: String, height: String, _ color: RGB, opacity: Float = 1
  ) -> String {
    let opacity = opacity < 1 ? " fill-opacity=\"\(opacity)\"" : ""
    return "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\""
      + " fill=\"\(color.hex)\"\(opacity)/>\n"
  }

  /// A number of thirds as a decimal: 24ths of a cell's height are two thirds of a unit.
  private static func thirds(_ count: Int) -> String {
    let (whole, rest) = count.quotientAndRemainder(dividingBy: 3)
    return "\(whole)" + ["", ".333", ".667"][rest]
  }

  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      // XML has no place for these two, escaped or not.
      case "\u{fffe}", "\u{ffff}": result += "\u{fffd}"
      default: result.append(character)
      }
    }
  }
}

extension Palette {
  /// The colours that a picture shows for a style, reverse taken into account.
  func colors(of style: ResolvedStyle) -> (foreground: RGB, background: RGB) {
    var foreground = style.foreground
    if mode == .colors8, style.bold, case .indexed(let number) = foreground, number < 8 {
      foreground = .indexed(number + 8)
    }
    let colors = (
      foreground: rgb(foreground, isBackground: false),
      background: rgb(style.background, isBackground: true)
    )
    return style.reverse ? (colors.background, colors.foreground) : colors
  }
}
