/// A picture of pixels: a canvas as a terminal with a bitmap font would show it.
public struct PixelImage: Sendable, Hashable {
  /// Pixels a cell is wide.
  public static let cellWidth = 8
  /// Pixels a cell is high.
  public static let cellHeight = 16

  /// Pixels from left to right.
  public let width: Int
  /// Pixels from top to bottom.
  public let height: Int
  /// `[height, width, 3]`: red, green, blue, row-major, top row first.
  public package(set) var pixels: [UInt8]

  /// Makes an image of black pixels.
  package init(width: Int, height: Int) {
    self.width = width
    self.height = height
    pixels = Array(repeating: 0, count: width * height * 3)
  }

  /// Draws a canvas with its images, 8 x 16 pixels a cell.
  public static func render(_ canvas: Canvas, images: [PlacedImage], palette: Palette) -> PixelImage
  {
    let screen = ComposedScreen(canvas, images: images)
    var image = PixelImage(
      width: screen.size.columns * cellWidth, height: screen.size.rows * cellHeight)
    for row in 0..<screen.size.rows {
      for column in 0..<screen.size.columns {
        let (text, style) = screen.resolved(column: column, row: row, palette)
        let colors = palette.colors(of: style)
        let (x, y) = (column * cellWidth, row * cellHeight)
        // The second half of a wide glyph holds no text; the glyph has drawn over it already.
        if !text.isEmpty {
          let columns = max(1, TextWidth.columns(of: text))
          image.fill(x: x, y: y, width: columns * cellWidth, height: cellHeight, colors.background)
          image.draw(text, x: x, y: y, columns: columns, colors.foreground, style)
        }
      }
    }
    return image
  }

  /// The colour of a pixel.
  public func color(x: Int, y: Int) -> RGB {
    let index = (y * width + x) * 3
    return RGB(red: pixels[index], green: pixels[index + 1], blue: pixels[index + 2])
  }

  private mutating func draw(
    _ text: String, x: Int, y: Int, columns: Int, _ color: RGB, _ style: ResolvedStyle
  ) {
    if style.underline {
      fill(x: x, y: y + 14, width: columns * Self.cellWidth, height: 1, color)
    }
    guard let character = text.first, character != " " else { return }
    if let scalar = text.unicodeScalars.first, let shape = CellShape.parts(of: scalar.value) {
      for part in shape.parts { draw(part, density: shape.density, x: x, y: y, color) }
    } else if let rows = BitmapFont.rows(of: character) {
      for (line, bits) in rows.enumerated() {
        let inked = style.bold ? bits | bits >> 1 : bits
        for bit in 0..<Self.cellWidth where inked & (0x80 >> UInt8(bit)) != 0 {
          set(x: x + bit, y: y + line, color)
        }
      }
    } else {
      drawBox(x: x, y: y, width: columns * Self.cellWidth, color)
    }
  }

  /// Draws a rectangle of a block; shades are a pattern of dots.
  private mutating func draw(
    _ part: BlockShape.Part, density: Float, x: Int, y: Int, _ color: RGB
  ) {
    // Two pixels are three 24ths, so edges are rounded; a line of one 24th keeps one pixel.
    func pixel(_ step: Int) -> Int {
      (step * Self.cellHeight + BlockShape.height / 2) / BlockShape.height
    }
    let top = pixel(part.top)
    let bottom = max(top + 1, pixel(part.bottom))
    if density == 1 {
      fill(
        x: x + part.left, y: y + top, width: part.right - part.left, height: bottom - top, color)
      return
    }
    for line in top..<bottom {
      for column in part.left..<part.right where Self.isDot(column, line, density) {
        set(x: x + column, y: y + line, color)
      }
    }
  }

  /// Whether a shade inks a pixel: a quarter, half or three quarters of them, evenly strewn.
  private static func isDot(_ column: Int, _ line: Int, _ density: Float) -> Bool {
    let isLight = column % 2 == 0 && (line + column / 2) % 2 == 0
    if density < 0.4 { return isLight }
    if density < 0.6 { return (column + line) % 2 == 0 }
    return !(column % 2 == 1 && (line + column / 2) % 2 == 0)
  }

  /// Draws a hollow box, for characters that the font doesn't have.
  private mutating func drawBox(x: Int, y: Int, width: Int, _ color: RGB) {
    fill(x: x + 1, y: y + 3, width: width - 3, height: 1, color)
    fill(x: x + 1, y: y + 11, width: width - 3, height: 1, color)
    fill(x: x + 1, y: y + 3, width: 1, height: 9, color)
    fill(x: x + width - 3, y: y + 3, width: 1, height: 9, color)
  }

  /// Fills the part of a rectangle that lies in the image.
  package mutating func fill(x: Int, y: Int, width: Int, height: Int, _ color: RGB) {
    let (left, right) = (max(0, x), min(self.width, x + width))
    let (top, bottom) = (max(0, y), min(self.height, y + height))
    guard left < right, top < bottom else { return }
    for line in top..<bottom {
      for column in left..<right { set(x: column, y: line, color) }
    }
  }

  /// Colours a pixel of the image.
  package mutating func set(x: Int, y: Int, _ color: RGB) {
    let index = (y * width + x) * 3
    pixels[index] = color.red
    pixels[index + 1] = color.green
    pixels[index + 2] = color.blue
  }
}
