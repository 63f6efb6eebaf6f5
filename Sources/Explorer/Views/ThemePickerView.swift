import CellCanvas

/// The lists of themes and color maps, beside the picture that shows what is chosen.
struct ThemePickerView {
  let state: AppState
  let picker: ThemePicker

  private static let columns = 20

  private var box: FloatingBox {
    FloatingBox(
      title: "theme", note: "Enter keep   Esc as before", columns: 2 * Self.columns + 2,
      rows: max(state.themes.count, state.colorMaps.count + 1) + 1, isAside: true)
  }

  private var chosenTheme: Int? { state.themes.firstIndex(of: state.theme) }

  private var chosenMap: Int {
    state.colorMap.map { map in state.colorMaps.firstIndex(of: map).map { $0 + 1 } ?? 0 } ?? 0
  }

  /// The entry under a cell: its list, and its place in it.
  func entry(at point: CellPoint) -> (list: ThemePicker.List, place: Int)? {
    let room = box.inside(state.size)
    let isLeft = point.column < room.column + Self.columns
    let count = isLeft ? state.themes.count : state.colorMaps.count + 1
    guard room.contains(column: point.column, row: point.row), point.row > room.row else {
      return nil
    }
    let top = Self.top(isLeft ? chosenTheme : chosenMap, of: count, rows: room.rows - 1)
    let place = top + point.row - room.row - 1
    return place < count ? (isLeft ? .themes : .maps, place) : nil
  }

  private static func top(_ chosen: Int?, of count: Int, rows: Int) -> Int {
    max(0, min((chosen ?? 0) - rows / 2, count - rows))
  }

  func draw(on screen: inout Screen) {
    let themes = state.themes
    let maps = ["of the theme"] + state.colorMaps
    let room = box.draw(on: &screen)
    let left = CellRect(
      column: room.column, row: room.row, columns: Self.columns, rows: room.rows)
    let right = CellRect(
      column: room.column + Self.columns + 2, row: room.row, columns: Self.columns, rows: room.rows)
    draw(
      "themes", themes, chosen: chosenTheme,
      hasCursor: picker.list == .themes,
      on: &screen, left)
    draw(
      "colour maps", maps,
      chosen: chosenMap,
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
    let top = Self.top(chosen, of: names.count, rows: room)
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
