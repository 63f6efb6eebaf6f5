import Acoustics
import CellCanvas

/// The frequency ruler under a waterfall, or the numbers of coefficients.
struct LevelRuler {
  let raster: PictureRaster

  private static let smallestDistance = 9.0

  func draw(on screen: inout Screen, _ layout: LiveLayout) {
    let rect = layout.picture
    let isHertz = raster.axis.hertz(ofBin: raster.highestBin) != nil
    let low = raster.axis.hertz(ofBin: raster.lowestBin) ?? raster.lowestBin
    let high = raster.axis.hertz(ofBin: raster.highestBin) ?? raster.highestBin
    let scale: Double = isHertz && high >= 1000 ? 1000 : 1
    let range = Double(low) / scale...max(Double(high), Double(low) + 1e-6) / scale
    let step = (range.upperBound - range.lowerBound) / Double(rect.columns)
    let ticks = Ticks(in: range, smallestStep: max(1e-9, step * LevelRuler.smallestDistance))
    var end = rect.column
    for value in ticks.values {
      let bin = isHertz ? raster.axis.bin(ofHertz: Float(value * scale)) : Float(value)
      guard let bin else { continue }
      let share = (bin - raster.lowestBin) / (raster.highestBin - raster.lowestBin)
      let column = rect.column + Int(share * Float(rect.columns))
      let text = Format.number(value, decimals: ticks.decimals)
      guard column >= end, column + text.count < rect.endColumn else { continue }
      screen.write("╵", at: CellPoint(column: column, row: layout.ruler.row), Style(.faint))
      end =
        screen.write(
          text, at: CellPoint(column: column + 1, row: layout.ruler.row), Style(.dim)) + 2
    }
    screen.write(
      isHertz ? (scale == 1 ? "Hz" : "kHz") : "coef", endingAt: layout.axis.endColumn - 1,
      row: layout.ruler.row, Style(.dim))
  }
}
