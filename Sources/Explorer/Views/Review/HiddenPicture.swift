import CellCanvas

/// What stands in the place of a picture that a blind review hides.
struct HiddenPicture {
  let state: AppState

  func draw(on screen: inout Screen, _ layout: ScreenLayout) {
    let keys = state.withKeys("The picture is hidden: {play-pause} plays the clip.")
    let text = DisplayText(keys).cutEnd(to: layout.picture.columns)
    let rect = layout.picture
    screen.write(
      text,
      at: CellPoint(
        column: rect.column + max(0, (rect.columns - text.columns) / 2),
        row: rect.row + rect.rows / 2), Style(.dim), rect)
  }
}
