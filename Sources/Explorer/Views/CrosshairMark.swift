import Acoustics
import CellCanvas

/// The frequency of the cursor: a short line beside the cursor's, its value on the ruler, and where
/// its multiples lie.
struct CrosshairMark {
  let state: AppState
  let axis: PictureAxis

  /// Columns of the line on either side.
  private static let reach = 4
  private static let harmonicReach = 2
  /// Harmonics nearer than this many rows can't be told apart.
  private static let leastRows = 2

  /// The row of the frequency; nil if it is not visible.
  func row(_ layout: ScreenLayout) -> Int? {
    guard let crosshair = state.crosshair else { return nil }
    let row = axis.row(ofHertz: crosshair.hertz, rows: layout.picture.rows)
    return row >= 0 && row < layout.picture.rows ? row : nil
  }

  func draw(on screen: inout Screen, _ layout: ScreenLayout, column: Int) {
    guard let crosshair = state.crosshair else { return }
    if state.viewport.showsHarmonics {
      drawHarmonics(of: crosshair.hertz, on: &screen, layout, column)
    }
    guard let row = row(layout) else { return }
    drawLine(row, reach: Self.reach, .cursor, on: &screen, layout, column)
    drawValue(crosshair.hertz, row, on: &screen, layout.axis)
  }

  private func drawLine(
    _ row: Int, reach: Int, _ slot: ThemeSlot, on screen: inout Screen, _ layout: ScreenLayout,
    _ column: Int
  ) {
    let picture = layout.picture
    for place in max(picture.column, column - reach)...min(picture.endColumn - 1, column + reach) {
      let glyph = place == column ? "┼" : "─"
      if screen.images.contains(where: { $0.rect.contains(column: place, row: picture.row + row) })
      {
        screen.overlay(glyph, column: place, row: picture.row + row, slot)
      } else {
        screen.write(
          glyph, at: CellPoint(column: place, row: picture.row + row), Style(slot))
      }
    }
  }

  private func drawValue(
    _ hertz: Float, _ row: Int, on screen: inout Screen, _ rect: CellRect
  ) {
    guard axis.hertz != nil else { return }
    let ruler = FrequencyRuler(axis: axis, showsNotes: state.viewport.showsNotes)
    let text = ruler.word(ofHertz: Double(hertz))
    let style = Style(.cursor, on: .ground, .bold)
    screen.write(
      "╴", at: CellPoint(column: rect.endColumn - 1, row: rect.row + row), style)
    screen.write(
      String(repeating: " ", count: max(0, rect.columns - 1 - text.count)) + text,
      endingAt: rect.endColumn - 1, row: rect.row + row, style)
  }

  /// Marks multiples from the second on, as long as they can be told apart.
  private func drawHarmonics(
    of hertz: Float, on screen: inout Screen, _ layout: ScreenLayout, _ column: Int
  ) {
    guard hertz > 0, let highest = axis.hertz?.upperBound else { return }
    var last = axis.row(ofHertz: hertz, rows: layout.picture.rows)
    var number = 2
    while Double(hertz) * Double(number) <= highest, number < 100 {
      let row = axis.row(ofHertz: hertz * Float(number), rows: layout.picture.rows)
      if abs(last - row) >= Self.leastRows, row >= 0, row < layout.picture.rows {
        last = row
        drawLine(
          row, reach: Self.harmonicReach, .accent, on: &screen, layout, column)
        let text = "\(number)"
        let place = column + Self.harmonicReach + 1
        if place + text.count <= layout.picture.endColumn {
          for (offset, digit) in text.enumerated() {
            screen.overlay(
              String(digit), column: place + offset, row: layout.picture.row + row, .accent)
          }
        }
      }
      number += 1
    }
  }
}
