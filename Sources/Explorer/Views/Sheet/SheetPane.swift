import CellCanvas
import Labeling

/// A page of the list as small pictures.
struct SheetPane {
  let state: AppState

  func draw(on screen: inout Screen) {
    let layout = state.sheetLayout
    let legend = LabelLegend(state.library.labels)
    let style = state.thumbnailStyle
    let range = state.browser.range
    for (place, row) in state.sheetRows.enumerated() {
      let clip = state.library.clips[state.browser.order[row]]
      let isPicked =
        state.browser.picks.contains(clip.id) || range?.contains(row) == true
      SheetTile(
        state: state, clip: clip, legend: legend, style: style,
        isCursor: row == state.browser.cursor, isPicked: isPicked
      ).draw(on: &screen, in: layout.tile(place))
    }
    if layout.legend.rows > 0 {
      LabelPane(state: state).drawKeys(legend, on: &screen, layout.legend)
    }
  }
}
