/// A canvas with its images laid over it, for the ways out that need every cell at once.
struct ComposedScreen {
  /// What one cell shows.
  enum Content {
    /// A cell of the canvas; its text is empty for the second half of a wide glyph.
    case text(Cell, String)
    /// A cell of an image.
    case image(ImageCell, diverging: Bool)
  }

  let size: CellSize
  private let canvas: Canvas
  private let images: [PlacedImage]
  /// The index of the image that covers each cell, or -1, `[rows, columns]`.
  private var covers: [Int]

  init(_ canvas: Canvas, images: [PlacedImage]) {
    self.canvas = canvas
    self.images = images
    size = canvas.size
    covers = Array(repeating: -1, count: canvas.cells.count)
    for (index, image) in images.enumerated() {
      let area = image.rect.intersection(CellRect(canvas.size))
      for row in area.row..<area.row + area.rows {
        for column in area.column..<area.column + area.columns
        where image[column: column, row: row].glyph != ImageCell.clear.glyph {
          covers[row * size.columns + column] = index
        }
      }
    }
  }

  func content(column: Int, row: Int) -> Content {
    let cover = covers[row * size.columns + column]
    if cover >= 0 {
      let image = images[cover]
      return .image(image[column: column, row: row], diverging: image.isDiverging)
    }
    let cell = canvas[column: column, row: row]
    return .text(cell, canvas.text(of: cell.glyph))
  }

  /// The text and style of a cell as a palette resolves them; a wide glyph that an image cuts is
  /// blank.
  func resolved(column: Int, row: Int, _ palette: Palette) -> (text: String, style: ResolvedStyle) {
    switch content(column: column, row: row) {
    case .image(let cell, let diverging): return palette.resolve(cell, diverging: diverging)
    case .text(let cell, let text):
      let style = palette.resolve(cell.style)
      if isCut(column: column, row: row, cell) { return (" ", style) }
      return (palette.substitute(text), style)
    }
  }

  /// Whether the other half of a wide glyph lies under an image.
  private func isCut(column: Int, row: Int, _ cell: Cell) -> Bool {
    if cell.glyph == .continuation {
      return column > 0 && covers[row * size.columns + column - 1] >= 0
    }
    guard column + 1 < size.columns else { return false }
    return canvas[column: column + 1, row: row].glyph == .continuation
      && covers[row * size.columns + column + 1] >= 0
  }
}
