import CellCanvas
import Labeling

/// What annotators say of the clip, side by side, and which of them the next key takes.
struct OpinionsLine {
  let state: AppState
  let opinions: [Annotation]

  init?(_ state: AppState) {
    opinions = state.opinionsToDecide
    guard !opinions.isEmpty else { return nil }
    self.state = state
  }

  func draw(on screen: inout Screen, _ rect: CellRect) {
    let legend = LabelLegend(state.library.labels)
    let share = max(12, rect.columns / opinions.count)
    for (place, opinion) in opinions.enumerated() {
      let room = CellRect(
        column: rect.column + place * share, row: rect.row,
        columns: min(share - 1, rect.endColumn - rect.column - place * share), rows: 1)
      guard room.columns > 4 else { return }
      draw(opinion, legend, on: &screen, room)
    }
  }

  private func draw(
    _ opinion: Annotation, _ legend: LabelLegend, on screen: inout Screen, _ rect: CellRect
  ) {
    let isChosen = opinion.id == state.chosenOpinion?.id
    var column = screen.write(
      isChosen ? "▸" : " ", at: CellPoint(column: rect.column, row: rect.row),
      Style(.accent, on: .ground, .bold), within: rect)
    let name = DisplayText(opinion.annotator).cutMiddle(to: max(3, rect.columns / 3))
    column = screen.canvas.write(
      name, at: CellPoint(column: column, row: rect.row),
      Style(isChosen ? .bright : .text, on: .ground, isChosen ? .bold : []), within: rect)
    let label = DisplayText(" \(opinion.label) ").cutEnd(to: max(3, rect.columns / 2))
    column = screen.canvas.write(
      label, at: CellPoint(column: column + 1, row: rect.row),
      Style(
        .slot(.ink), on: .label(legend.color(of: opinion.label)), [.bold, .reverseInMono]),
      within: rect)
    let time = String(Timestamp.text(opinion.created).prefix(16)).replacing("T", with: " ")
    guard column + 1 + time.count <= rect.endColumn else { return }
    screen.write(
      time, at: CellPoint(column: column + 1, row: rect.row), Style(.dim), within: rect)
  }
}
