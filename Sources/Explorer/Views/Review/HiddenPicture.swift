import CellCanvas

/// What stands in the place of a picture that a blind review hides.
struct HiddenPicture {
  let state: AppState

  func draw(on screen: inout Screen, _ layout: ScreenLayout) {
    let rect = layout.picture
    let lines = WrappedText(
      state.withKeys("The picture is hidden: {play-pause} plays the clip."),
      columns: rect.columns
    ).lines
    let top = rect.row + max(0, (rect.rows - lines.count) / 2)
    for (line, text) in lines.enumerated() {
      let column = rect.column + max(0, (rect.columns - text.columns) / 2)
      screen.write(text, at: CellPoint(column: column, row: top + line), Style(.dim), rect)
    }
  }
}
