import CellCanvas
import Labeling

/// What the line being typed may become, just above it.
struct CompletionList {
  let state: AppState

  private static let limit = 8

  func draw(on screen: inout Screen) {
    guard let prompt = state.prompt else { return }
    let found = state.completions
    guard !found.isEmpty else {
      drawNew(prompt, on: &screen)
      return
    }
    let visible = min(CompletionList.limit, found.count, screen.canvas.size.rows - 8)
    let top = max(0, min((prompt.choice ?? 0) - visible / 2, found.count - visible))
    let legend = LabelLegend(state.library.labels)
    let rows = found[top..<(top + visible)].map { row($0, prompt, legend) }
    let widths = (
      rows.map { DisplayText($0.name).columns }.max() ?? 0,
      rows.map { DisplayText($0.note).columns }.max() ?? 0
    )
    let size = screen.canvas.size
    let width = min(size.columns - 2, max(30, widths.0 + widths.1 + 9))
    let box = CellRect(
      column: 0, row: size.rows - 2 - visible, columns: width, rows: visible)
    screen.clear(box, Style(.text, on: .raised))
    for (line, row) in rows.enumerated() {
      let isChosen = prompt.choice == top + line
      let ground: ThemeSlot = isChosen ? .select : .raised
      let place = CellRect(column: 0, row: box.row + line, columns: width, rows: 1)
      screen.canvas.fill(place, Style(.text, on: ground, isChosen ? .reverseInMono : []))
      let attributes: TextAttributes = isChosen ? [.bold, .reverseInMono] : []
      screen.write(
        isChosen ? "▌" : " ", at: CellPoint(column: 0, row: place.row),
        Style(.accent, on: ground, attributes))
      screen.write(
        DisplayText(row.name).cutEnd(to: width - widths.1 - 6),
        at: CellPoint(column: 2, row: place.row),
        Style(isChosen ? .bright : .text, on: ground, attributes), place)
      screen.write(
        row.note, endingAt: place.endColumn - 1, row: place.row, Style(.dim, on: ground))
    }
  }

  private func row(
    _ name: String, _ prompt: Prompt, _ legend: LabelLegend
  ) -> (name: String, note: String) {
    guard prompt.kind == .command else {
      return (name, legend.digit(of: name).map { "key \($0)" } ?? "")
    }
    guard let command = CommandRegistry.command(name) else { return (name, "") }
    let keys = state.keymap.keys(of: command, in: state.mode).first ?? ""
    return (name, command.summary + (keys.isEmpty ? "" : "  \(keys)"))
  }

  private func drawNew(_ prompt: Prompt, on screen: inout Screen) {
    guard prompt.kind == .label, !prompt.text.isEmpty else { return }
    let size = screen.canvas.size
    let box = CellRect(column: 0, row: size.rows - 3, columns: min(size.columns, 44), rows: 1)
    screen.clear(box, Style(.text, on: .raised))
    screen.write(
      "Enter makes this a new label.", at: CellPoint(column: 2, row: box.row),
      Style(.dim, on: .raised), within: box)
  }
}
