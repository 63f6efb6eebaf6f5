import CellCanvas

/// The legend of levels: `−70 ▒▓█ 0 dB`.
struct LevelLegend {
  /// What stands before the lowest level and after the highest.
  private let names: (low: String, high: String)
  /// Whether levels lie on both sides of zero.
  private let isDiverging: Bool

  private static let columns = 7

  /// The legend of decibels.
  ///
  /// - Parameter isNormalized: Whether levels are no decibels but shares of an average.
  init(decibels: ClosedRange<Float>, isNormalized: Bool = false) {
    names = (
      Format.decibels(decibels.lowerBound, decimals: 0),
      isNormalized
        ? Format.decibels(decibels.upperBound) + " PCEN"
        : Format.decibels(decibels.upperBound, decimals: 0) + " dB"
    )
    isDiverging = false
  }

  /// The legend of coefficients, by their signs: what is large differs from clip to clip.
  static let coefficients = LevelLegend(low: "−", high: "+")

  private init(low: String, high: String) {
    names = (low, high)
    isDiverging = true
  }

  /// Draws it before a column.
  /// - Returns: Its first column.
  func draw(on screen: inout Screen, endingAt end: Int, row: Int) -> Int {
    screen.write(names.high, endingAt: end, row: row, Style(.text))
    let start = end - names.high.count - 1 - LevelLegend.columns
    screen.images.append(
      PlacedImage(
        rect: CellRect(column: start, row: row, columns: LevelLegend.columns, rows: 1),
        cells: cells, isDiverging: isDiverging))
    screen.write(names.low, endingAt: start - 1, row: row, Style(.text))
    return start - 1 - names.low.count
  }

  /// A step a cell where levels diverge, so that zero is one of them; else two.
  private var cells: [ImageCell] {
    let top = Float(ColorMap.levelCount - 1)
    return (0..<LevelLegend.columns).map { column in
      guard !isDiverging else {
        let level = UInt8((Float(column) * top / Float(LevelLegend.columns - 1)).rounded())
        return ImageCell(glyph: 0x2588, foreground: level, background: level)
      }
      let step = top / Float(2 * LevelLegend.columns - 1)
      return ImageCell(
        glyph: 0x258C, foreground: UInt8((Float(2 * column) * step).rounded()),
        background: UInt8((Float(2 * column + 1) * step).rounded()))
    }
  }
}
