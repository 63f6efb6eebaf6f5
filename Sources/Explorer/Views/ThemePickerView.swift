import CellCanvas

/// The lists of themes and color maps, beside the picture that shows what is chosen.
struct ThemePickerView {
  let state: AppState
  let picker: ThemePicker

  private static let columns = 20

  func draw(on screen: inout Screen) {
    let themes = state.themes
    let maps = ["of the theme"] + state.colorMaps
    let rows = max(themes.count, maps.count) + 1
    let room = FloatingBox(
      title: "theme", note: "Tab Enter Esc", columns: 2 * Self.columns + 2, rows: rows,
      isAside: true
    ).draw(on: &screen)
    let left = CellRect(
      column: room.column, row: room.row, columns: Self.columns, rows: room.rows)
    let right = CellRect(
      column: room.column + Self.columns + 2, row: room.row, columns: Self.columns, rows: room.rows)
    draw(
      "themes", themes, chosen: themes.firstIndex(of: state.theme),
      hasCursor: picker.list == .themes,
      on: &screen, left)
    draw(
      "colour maps", maps,
      chosen: state.colorMap.map { map in state.colorMaps.firstIndex(of: map).map { $0 + 1 } ?? 0 }
        ?? 0,
      hasCursor: picker.list == .maps, on: &screen, right)
  }

  private func draw(
    _ title: String, _ names: [String], chosen: Int?, hasCursor: Bool, on screen: inout Screen,
    _ rect: CellRect
  ) {
    screen.write(
      title, at: CellPoint(column: rect.column + 1, row: rect.row),
      hasCursor ? Style(.bright, on: .ground, .bold) : Style(.dim), within: rect)
    if hasCursor {
      screen.write("▌", at: CellPoint(column: rect.column, row: rect.row), Style(.accent))
    }
    let room = rect.rows - 1
    let top = max(0, min((chosen ?? 0) - room / 2, names.count - room))
    for (line, name) in names.dropFirst(top).prefix(room).enumerated() {
      let isChosen = top + line == chosen
      let ground: ThemeSlot = isChosen ? .select : .ground
      let attributes: TextAttributes = isChosen ? .reverseInMono : []
      let row = CellRect(
        column: rect.column, row: rect.row + 1 + line, columns: rect.columns, rows: 1)
      screen.canvas.fill(row, Style(.text, on: ground, attributes))
      screen.write(
        DisplayText(name).cutMiddle(to: row.columns - 2),
        at: CellPoint(column: row.column + 1, row: row.row),
        Style(isChosen ? .bright : .text, on: ground, attributes.union(isChosen ? .bold : [])), row)
    }
  }
}
