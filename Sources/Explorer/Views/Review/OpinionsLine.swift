import CellCanvas
import Labeling

/// What annotators or libraries say of the clip, side by side, and which of them the next key takes.
struct OpinionsLine {
  let state: AppState
  let sides: [DisputeSide]

  init?(_ state: AppState) {
    sides = state.sidesToDecide
    guard !sides.isEmpty else { return nil }
    self.state = state
  }

  func draw(on screen: inout Screen, _ rect: CellRect) {
    let legend = LabelLegend(state.library.labels)
    let share = max(12, rect.columns / sides.count)
    for (place, side) in sides.enumerated() {
      let room = CellRect(
        column: rect.column + place * share, row: rect.row,
        columns: min(share - 1, rect.endColumn - rect.column - place * share), rows: 1)
      guard room.columns > 4 else { return }
      draw(side, isChosen: place == state.review.choice % sides.count, legend, on: &screen, room)
    }
  }

  private func draw(
    _ side: DisputeSide, isChosen: Bool, _ legend: LabelLegend, on screen: inout Screen,
    _ rect: CellRect
  ) {
    var column = screen.write(
      isChosen ? "▸" : " ", at: CellPoint(column: rect.column, row: rect.row),
      Style(.accent, on: .ground, .bold), within: rect)
    // The label keeps up to half, the name has the rest.
    let text = DisplayText(" \(side.text) ").cutEnd(to: max(3, rect.columns / 2))
    let name = DisplayText(side.name).cutMiddle(to: max(3, rect.columns - 2 - text.columns))
    column = screen.canvas.write(
      name, at: CellPoint(column: column, row: rect.row),
      Style(isChosen ? .bright : .text, on: .ground, isChosen ? .bold : []), within: rect)
    let style =
      side.label.map {
        Style(.slot(.ink), on: .label(legend.color(of: $0)), [.bold, .reverseInMono])
      } ?? Style(.dim)
    column = screen.canvas.write(
      text, at: CellPoint(column: column + 1, row: rect.row), style, within: rect)
    guard column + 1 + side.detail.count <= rect.endColumn else { return }
    screen.write(
      side.detail, at: CellPoint(column: column + 1, row: rect.row), Style(.dim), within: rect)
  }
}
