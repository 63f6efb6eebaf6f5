import CellCanvas

/// The legend of levels: `−70 ▒▓█ 0 dB`.
struct LevelLegend {
  let decibels: ClosedRange<Float>
  /// Whether levels are no decibels but shares of an average.
  var isNormalized = false
  private static let columns = 7

  /// Draws it before a column.
  /// - Returns: Its first column.
  func draw(on screen: inout Screen, endingAt end: Int, row: Int) -> Int {
    let high =
      isNormalized
      ? Format.decibels(decibels.upperBound) + " PCEN"
      : Format.decibels(decibels.upperBound, decimals: 0) + " dB"
    let low = Format.decibels(decibels.lowerBound, decimals: 0)
    screen.write(high, endingAt: end, row: row, Style(.text))
    let start = end - high.count - 1 - LevelLegend.columns
    let top = Float(ColorMap.levelCount - 1)
    let cells = (0..<LevelLegend.columns).map { column -> ImageCell in
      let step = top / Float(2 * LevelLegend.columns - 1)
      return ImageCell(
        glyph: 0x258C, foreground: UInt8((Float(2 * column) * step).rounded()),
        background: UInt8((Float(2 * column + 1) * step).rounded()))
    }
    screen.images.append(
      PlacedImage(
        rect: CellRect(column: start, row: row, columns: LevelLegend.columns, rows: 1),
        cells: cells))
    screen.write(low, endingAt: start - 1, row: row, Style(.text))
    return start - 1 - low.count
  }
}
