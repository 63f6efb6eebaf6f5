import CellCanvas

/// What is under the ear: a dashed heavy line through picture and waveform, where the cursor's is
/// thin and whole.
struct PlayheadMark {
  let column: Int

  func draw(on screen: inout Screen, _ layout: ScreenLayout) {
    for pane in [layout.picture] + layout.strips {
      for row in pane.row..<max(pane.row, pane.endRow) {
        if screen.images.contains(where: { $0.rect.contains(column: column, row: row) }) {
          screen.overlay("╏", column: column, row: row, .bright)
        } else {
          screen.write("╏", at: CellPoint(column: column, row: row), Style(.bright))
        }
      }
    }
    screen.write(
      "▸", at: CellPoint(column: column, row: layout.timeRuler.row),
      Style(.bright, on: .ground, .bold))
  }
}
