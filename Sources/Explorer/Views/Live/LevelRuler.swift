import Acoustics
import CellCanvas

/// The frequency ruler under a waterfall, or the names of notes or numbers of coefficients.
struct LevelRuler {
  let axis: PictureAxis

  private static let smallestDistance = 9.0

  func draw(on screen: inout Screen, _ layout: LiveLayout) {
    if case .pitchClasses(let count) = axis.bins {
      return drawNotes(count, on: &screen, layout)
    }
    let rect = layout.picture
    let isHertz = axis.hertz != nil
    let whole = axis.hertz ?? Double(axis.lowestBin)...Double(axis.highestBin)
    let scale = isHertz ? FrequencyRuler.scale(whole) : 1
    let range = whole.lowerBound / scale...whole.upperBound / scale
    let step = (range.upperBound - range.lowerBound) / Double(rect.columns)
    let ticks = Ticks(in: range, smallestStep: max(1e-9, step * LevelRuler.smallestDistance))
    var end = rect.column
    for value in ticks.values {
      let place =
        isHertz ? axis.place(ofHertz: Float(value * scale)) : axis.place(ofBin: Float(value))
      guard let place else { continue }
      let column = rect.column + Int(place * Double(rect.columns))
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

  /// The notes of the octave, each at the beginning of its band.
  private func drawNotes(_ count: Int, on screen: inout Screen, _ layout: LiveLayout) {
    let rect = layout.picture
    for step in 0..<count {
      let place = axis.place(ofBin: Float(step) - 0.5)
      let column = rect.column + Int((place * Double(rect.columns)).rounded(.up))
      screen.write("╵", at: CellPoint(column: column, row: layout.ruler.row), Style(.faint))
      screen.write(
        Note.pitchClass(step), at: CellPoint(column: column + 1, row: layout.ruler.row), Style(.dim)
      )
    }
    screen.write(
      "note", endingAt: layout.axis.endColumn - 1, row: layout.ruler.row, Style(.dim))
  }
}
