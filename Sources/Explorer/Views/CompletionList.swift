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
    let makesNew =
      prompt.kind.isLabel && !prompt.text.isEmpty && prompt.choice == nil
      && !found.contains(state.library.labels.name(of: prompt.line))
    if makesNew { drawNew(prompt, on: &screen) }
    let visible = min(CompletionList.limit, found.count, screen.canvas.size.rows - 9)
    let top = max(0, min((prompt.choice ?? 0) - visible / 2, found.count - visible))
    let legend = LabelLegend(state.library.labels)
    let rows = found[top..<(top + visible)].map { row($0, prompt, legend) }
    let nameColumns = rows.map { DisplayText($0.name).columns }.max() ?? 0
    let noteColumns = rows.map { DisplayText($0.note).columns }.max() ?? 0
    let keyColumns = rows.map { DisplayText($0.key).columns }.max() ?? 0
    let size = screen.canvas.size
    let width = min(size.columns, columns(nameColumns, noteColumns, keyColumns))
    let box = CellRect(
      column: 0, row: size.rows - 2 - visible - (makesNew ? 1 : 0), columns: width,
      rows: visible)
    clearBeside(box, on: &screen)
    screen.clear(box, Style(.text, on: .raised))
    if hasEdge { drawEdge(of: box, on: &screen) }
    for (line, row) in rows.enumerated() {
      let rect = CellRect(column: 0, row: box.row + line, columns: width, rows: 1)
      draw(row, isChosen: prompt.choice == top + line, nameColumns, on: &screen, rect)
    }
  }

  /// Whether its ground is that of the screen.
  private var hasEdge: Bool { [.colors16, .colors8, .mono].contains(state.colorMode) }

  /// Its width: that of the list which it hides, or of what is said in it.
  private func columns(_ names: Int, _ notes: Int, _ keys: Int) -> Int {
    let needed = max(30, names + notes + keys + 8)
    let list = state.layout.list.columns
    return notes == 0 && list > 0 ? list : needed
  }

  /// Keeps it apart from what lies behind: a blank column, and no parts of words beside it.
  private func clearBeside(_ box: CellRect, on screen: inout Screen) {
    let layout = state.layout
    let words = [layout.label, layout.opinion, layout.legend].filter {
      $0.column < box.endColumn
    }
    let top = hasEdge ? box.row - 1 : box.row
    for row in top..<box.endRow where box.endColumn < screen.canvas.size.columns {
      let end = words.reduce(0) { end, rect in
        rect.contains(column: rect.column, row: row) ? max(end, rect.endColumn) : end
      }
      let columns = max(1, end - box.endColumn)
      screen.clear(
        CellRect(column: box.endColumn, row: row, columns: columns, rows: 1), Style(.text))
    }
  }

  /// Lines around it.
  private func drawEdge(of box: CellRect, on screen: inout Screen) {
    let top = CellRect(column: 0, row: box.row - 1, columns: box.columns, rows: 1)
    screen.clear(top, Style(.faint))
    screen.write(
      String(repeating: "─", count: top.columns), at: CellPoint(column: 0, row: top.row),
      Style(.dim))
    guard box.endColumn < screen.canvas.size.columns else { return }
    screen.clear(
      CellRect(column: box.endColumn, row: top.row, columns: 1, rows: 1), Style(.faint))
    for row in top.row..<box.endRow {
      screen.write(
        row == top.row ? "┐" : "│", at: CellPoint(column: box.endColumn, row: row), Style(.dim))
    }
  }

  private typealias Row = (name: String, note: String, key: String)

  private func draw(
    _ row: Row, isChosen: Bool, _ nameColumns: Int, on screen: inout Screen, _ rect: CellRect
  ) {
    let ground: ThemeSlot = isChosen ? .select : .raised
    let attributes: TextAttributes = isChosen ? .reverseInMono : []
    screen.canvas.fill(rect, Style(.text, on: ground, attributes))
    screen.write(
      isChosen ? "▌" : " ", at: CellPoint(column: rect.column, row: rect.row),
      Style(.accent, on: ground, attributes))
    let key = DisplayText(row.key)
    let room = rect.columns - key.columns - 4
    screen.write(
      DisplayText(row.name).cutEnd(to: room), at: CellPoint(column: rect.column + 2, row: rect.row),
      Style(isChosen ? .bright : .text, on: ground, attributes.union(isChosen ? .bold : [])), rect)
    let noteColumn = rect.column + nameColumns + 4
    screen.write(
      DisplayText(row.note).cutEnd(to: room - nameColumns - 2),
      at: CellPoint(column: noteColumn, row: rect.row), Style(.dim, on: ground, attributes), rect)
    screen.write(
      key, at: CellPoint(column: rect.endColumn - 1 - key.columns, row: rect.row),
      Style(.accent, on: ground, attributes.union(.bold)), rect)
  }

  private func row(_ name: String, _ prompt: Prompt, _ legend: LabelLegend) -> Row {
    if prompt.kind == .model {
      let note = state.model.choices.first { $0.name == name }?.note ?? ""
      let isInUse = state.model.card?.source == name
      return (name, note, isInUse ? "in use" : "")
    }
    let label = state.library.labels.definition(of: name)
    let notes = [label.summary, label.parent.map { "a kind of \($0)" }]
    let key = legend.digit(of: name).map(String.init) ?? label.key.map { "`\($0)" }
    return (name, notes.compactMap(\.self).joined(separator: "; "), key ?? "")
  }

  /// What Enter does where nothing that is offered is meant.
  private func drawNew(_ prompt: Prompt, on screen: inout Screen) {
    guard let words = wordsOfNew(prompt) else { return }
    let size = screen.canvas.size
    let box = CellRect(column: 0, row: size.rows - 3, columns: size.columns, rows: 1)
    screen.clear(box, Style(.text, on: .raised))
    screen.write(
      DisplayText(words).cutEnd(to: box.columns - 3), at: CellPoint(column: 2, row: box.row),
      Style(.dim, on: .raised), box)
  }

  private func wordsOfNew(_ prompt: Prompt) -> String? {
    if prompt.kind == .model {
      return state.model.choices.isEmpty
        ? state.withKeys("No model has a name here: type a path, or {go-training} trains one.")
        : "No model has this name; Enter takes it for a path."
    }
    guard prompt.kind.isLabel, !prompt.text.isEmpty else { return nil }
    return state.completions.isEmpty
      ? "Enter makes this a new label." : "Enter makes a new label, Tab takes an old one."
  }
}
