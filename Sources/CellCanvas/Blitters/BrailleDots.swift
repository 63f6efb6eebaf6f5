/// Dots of braille where a pixel is at least half bright: for curves.
///
/// They are poor for pictures, because dots cover a third of a cell.
public struct BrailleDots: Blitter {
  /// The name in settings.
  public static let id = "braille"
  /// What it is, in a few words.
  public static let summary = "braille dots, 2 x 4 a cell, for curves"

  private static let threshold: Float = 0.5
  private static let blank: UInt32 = 0x2800
  /// The bit of each dot, row by row from the upper left.
  private static let bits: [UInt32] = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]

  /// Makes the blitter.
  public init() {}

  /// How many pixels one cell shows.
  public var pixelsPerCell: (columns: Int, rows: Int) { (2, 4) }

  /// Chooses a glyph and two levels for every cell; see ``Blitter/blit(levels:columns:rows:)``.
  public func blit(levels: [Float], columns: Int, rows: Int) -> [ImageCell] {
    checkShape(levels, columns: columns, rows: rows)
    let stride = columns * 2
    return levels.withUnsafeBufferPointer { pixels in
      (0..<rows * columns).map { index in
        let (row, column) = index.quotientAndRemainder(dividingBy: columns)
        let start = row * 4 * stride + column * 2
        var dots = Self.blank
        var (lit, dark) = (Mean(), Mean())
        for dot in 0..<8 {
          let value = pixels[start + dot / 2 * stride + dot % 2]
          if value >= Self.threshold {
            dots |= Self.bits[dot]
            lit.add(min(value, 1))
          } else {
            dark.add(value > 0 ? value : 0)
          }
        }
        if dots == Self.blank { return ImageCell(Block.space, ink: dark.value, ground: dark.value) }
        return ImageCell(
          glyph: dots, foreground: ColorMap.level(lit.value),
          background: ColorMap.level(dark.value))
      }
    }
  }

  private struct Mean {
    private var sum: Float = 0
    private var count: Float = 0
    var value: Float { count > 0 ? sum / count : 0 }

    mutating func add(_ value: Float) {
      sum += value
      count += 1
    }
  }
}
