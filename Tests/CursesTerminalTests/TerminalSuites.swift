import CellCanvas
import CursesTerminal
import EarmarkTestSupport
import Testing

/// All tests that open a terminal: ncurses has one state for the process, so one at a time.
@Suite(.serialized) enum TerminalSuites {}

extension VTColor {
  init(_ color: ResolvedColor) {
    switch color {
    case .terminal: self = .standard
    case .indexed(let number): self = .indexed(Int(number))
    case .rgb(let color): self = .rgb(color)
    }
  }
}

extension Stage {
  /// Checks every cell of the screen against what the palette says.
  func expect(
    _ canvas: Canvas, _ images: [PlacedImage], _ palette: Palette,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    var wrong: [String] = []
    for row in 0..<canvas.size.rows {
      for column in 0..<canvas.size.columns {
        let image = images.last { image in
          image.rect.contains(column: column, row: row)
            && image[column: column, row: row].glyph != 0
        }
        var text = palette.substitute(canvas.text(column: column, row: row))
        var style = palette.resolve(canvas[column: column, row: row].style)
        if let image {
          (text, style) = palette.resolve(
            image[column: column, row: row], diverging: image.isDiverging)
        }
        let shown = model[column: column, row: row]
        let isSame =
          shown.text == text && shown.pen.background == VTColor(style.background)
          && (text == " " || shown.pen.foreground == VTColor(style.foreground))
          && shown.pen.reverse == style.reverse && shown.pen.underline == style.underline
        if !isSame { wrong.append("\(column),\(row): \(shown) instead of \(text) \(style)") }
      }
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(3)) in \(palette.mode)", sourceLocation: sourceLocation)
    #expect(model.unknown == [], sourceLocation: sourceLocation)
  }
}
