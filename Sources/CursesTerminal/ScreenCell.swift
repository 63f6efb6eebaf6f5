import CellCanvas

/// What one place of the screen has to show, comparable from one redraw to the next.
struct ScreenCell: Hashable {
  /// What draws the cell.
  enum Content: Hashable {
    /// One scalar of text.
    case scalar(UInt32)
    /// Several scalars, by their number in ``ScreenComposer/clusters``.
    case cluster(Int)
    /// Covered by the wide character to the left.
    case continuation
    /// A cell of an image that ncurses draws.
    case image(ImageCell, isDiverging: Bool)
    /// A cell of an image that `ImagePainter` draws; ncurses only knows that something is there.
    case painted
    /// Whatever was there before the colors changed; it equals nothing that is shown.
    case unknown
  }

  var content: Content
  /// Only for text.
  var style: Style
}

/// A cell of an image on its way to the terminal, and nil where there is text.
struct PaintedCell: Hashable {
  var cell: ImageCell
  var isDiverging: Bool

  /// What lies under pictures in pixels.
  static let blank = PaintedCell(
    cell: ImageCell(glyph: 0x20, foreground: 0, background: 0), isDiverging: false)
}

/// Lays a canvas and its images over each other.
struct ScreenComposer {
  /// Clusters of several scalars; they keep their numbers as long as this value lives.
  private(set) var clusters: [String] = []
  private var clusterNumbers: [String: Int] = [:]
  /// `[rows, columns]`, row-major.
  private(set) var cells: [ScreenCell] = []
  /// `[rows, columns]`: what `ImagePainter` draws.
  private(set) var painted: [PaintedCell?] = []
  /// Images that are shown in pixels.
  private(set) var pictures: [PixelPicture] = []
  /// `[rows, columns]`: the number of the picture that is seen in a cell; -1 for none.
  private(set) var pictured: [Int] = []
  private(set) var size = CellSize(columns: 0, rows: 0)

  /// Makes the cells of a screen; what lies outside of the canvas is blank.
  ///
  /// - Parameters:
  ///   - paintsImages: Whether `ImagePainter` draws images.
  ///   - pixels: How it shows those that have pixels; nil for blocks alone.
  mutating func compose(
    _ canvas: Canvas, images: [PlacedImage], size: CellSize, paintsImages: Bool,
    pixels: PixelScreen.Kind? = nil
  ) {
    self.size = size
    let count = size.columns * size.rows
    cells = Array(repeating: ScreenCell(content: .scalar(32), style: Style()), count: count)
    painted = Array(repeating: nil, count: count)
    pictures = []
    pictured = pixels == nil ? [] : Array(repeating: -1, count: count)
    let area = CellRect(size).intersection(CellRect(canvas.size))
    for row in 0..<area.rows {
      for column in 0..<area.columns {
        let cell = canvas[column: column, row: row]
        cells[row * size.columns + column] = ScreenCell(
          content: content(of: cell.glyph, canvas), style: cell.style)
      }
    }
    for image in images {
      if let pixels, paintsImages, let raster = image.pixels {
        lay(image, raster, pixels)
      } else {
        lay(image, paintsImages: paintsImages)
      }
    }
    for row in 0..<size.rows { repairWideCharacters(row) }
  }

  private mutating func content(of glyph: Glyph, _ canvas: Canvas) -> ScreenCell.Content {
    if glyph == .continuation { return .continuation }
    if glyph.rawValue < 0x110000 { return .scalar(glyph.rawValue) }
    let text = canvas.text(of: glyph)
    if let known = clusterNumbers[text] { return .cluster(known) }
    clusters.append(text)
    clusterNumbers[text] = clusters.count - 1
    return .cluster(clusters.count - 1)
  }

  private mutating func lay(_ image: PlacedImage, paintsImages: Bool) {
    let area = image.rect.intersection(CellRect(size))
    for row in area.row..<max(area.row, area.endRow) {
      for column in area.column..<max(area.column, area.endColumn) {
        let cell = image[column: column, row: row]
        guard cell.glyph != 0 else { continue }
        let index = row * size.columns + column
        let content: ScreenCell.Content =
          paintsImages ? .painted : .image(cell, isDiverging: image.isDiverging)
        cells[index] = ScreenCell(content: content, style: Style())
        painted[index] =
          paintsImages ? PaintedCell(cell: cell, isDiverging: image.isDiverging) : nil
        if !pictured.isEmpty { pictured[index] = -1 }
      }
    }
  }

  /// Lays the pixels of an image over blank cells.
  ///
  /// Under a line over the image kitty shows it too. The last row of the screen keeps its blocks
  /// where sixels there would scroll the screen.
  private mutating func lay(_ image: PlacedImage, _ raster: LevelRaster, _ kind: PixelScreen.Kind) {
    let number = pictures.count
    pictures.append(
      PixelPicture(rect: image.rect, raster: raster, isDiverging: image.isDiverging))
    let area = image.rect.intersection(CellRect(size))
    for row in area.row..<max(area.row, area.endRow) {
      let isBlank = kind == .kitty || row < size.rows - 1
      for column in area.column..<max(area.column, area.endColumn) {
        let index = row * size.columns + column
        let cell = image[column: column, row: row]
        if cell.glyph == 0 {
          if kind == .kitty, cells[index].style.background.isLevel { pictured[index] = number }
          continue
        }
        cells[index] = ScreenCell(content: .painted, style: Style())
        painted[index] =
          isBlank ? .blank : PaintedCell(cell: cell, isDiverging: image.isDiverging)
        pictured[index] = isBlank ? number : -1
      }
    }
  }

  /// Blanks what an image or the edge left of a wide character that it cut.
  private mutating func repairWideCharacters(_ row: Int) {
    let first = row * size.columns
    for index in first..<first + size.columns {
      if cells[index].content == .continuation {
        if index == first || !isWide(at: index - 1) { cells[index].content = .scalar(32) }
      } else if index > first, isWide(at: index - 1) {
        cells[index - 1].content = .scalar(32)
      }
    }
    if size.columns > 0, isWide(at: first + size.columns - 1) {
      cells[first + size.columns - 1].content = .scalar(32)
    }
  }

  /// Mutating, though nothing changes: this value would be copied for every cell otherwise.
  private mutating func isWide(at index: Int) -> Bool {
    switch cells[index].content {
    case .scalar(let value):
      // Lines, blocks and braille, of which there are thousands, need no table.
      value >= 0x1100 && !(0x2500...0x25fc).contains(value) && !(0x2800...0x28ff).contains(value)
        && Unicode.Scalar(value).map { TextWidth.columns(of: Character($0)) } == 2
    case .cluster(let number): TextWidth.columns(of: clusters[number]) == 2
    default: false
    }
  }
}
