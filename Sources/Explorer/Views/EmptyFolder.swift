import CellCanvas

/// A folder without a sound: what was passed over and two ways on.
struct EmptyFolder {
  let state: AppState

  func draw(on screen: inout Screen, _ layout: ScreenLayout) {
    let pane = CellRect(
      column: layout.heading.column, row: layout.heading.row,
      columns: layout.heading.columns, rows: layout.legend.endRow - layout.heading.row)
    explanation.draw(on: &screen, in: pane)
  }

  private var explanation: Explanation {
    guard state.scan.isOver else {
      return Explanation(sign: "◌", .warn, what: "Looking for sound in \(state.place)", rest: [])
    }
    let passedOver = state.scan.passedOver
    let others =
      switch passedOver {
      case 0: "There is no other file either."
      case 1: "1 other file was passed over."
      default: "\(Format.count(passedOver)) other files were passed over."
      }
    return Explanation(
      sign: "○", .dim, what: "No sound in \(state.place)",
      rest: [
        others, "Put sound files there, then :rescan finds them.",
        "q leaves; earmark FOLDER opens another folder.",
      ])
  }
}
