import CellCanvas

/// The keys of a mode as they are bound now, group by group.
struct HelpOverlay {
  let state: AppState
  let mode: Mode
  let scroll: Int

  private static let keyColumns = 16
  private static let columnWidth = 53

  private enum Row {
    case heading(String)
    case key(HelpLine)
    case blank
  }

  func draw(on screen: inout Screen) {
    let size = screen.canvas.size
    let hasTwoColumns = size.columns >= 2 * HelpOverlay.columnWidth + 8
    let columns = layOut(inTwo: hasTwoColumns)
    let longest = columns.map(\.count).max() ?? 0
    let inside = FloatingBox(
      title: "keys in \(mode.rawValue)",
      note: "\(state.keymap.name) keys",
      columns: hasTwoColumns ? 2 * HelpOverlay.columnWidth + 2 : HelpOverlay.columnWidth + 8,
      rows: longest + 4
    ).draw(on: &screen)
    let visible = inside.rows - 3
    let top = max(0, min(scroll, longest - visible))
    let width = hasTwoColumns ? inside.columns / 2 : inside.columns
    for (place, rows) in columns.enumerated() {
      for (line, row) in rows.dropFirst(top).prefix(visible).enumerated() {
        let rect = CellRect(
          column: inside.column + place * width, row: inside.row + 1 + line, columns: width - 2,
          rows: 1)
        draw(row, on: &screen, rect)
      }
    }
    let more = longest > visible ? "j k scroll   " : ""
    let foot = CellPoint(column: inside.column, row: inside.endRow - 1)
    let end = screen.write(
      more + "Tab other modes   ? or Esc close   ", at: foot, Style(.dim), within: inside)
    let problems = state.keymapProblems.count
    let conflicts = problems == 0 ? "no conflicts" : "\(problems) wrong: earmark keys"
    guard end + conflicts.count <= inside.endColumn else { return }
    screen.write(
      conflicts,
      at: CellPoint(column: end, row: foot.row), Style(problems == 0 ? .good : .warn),
      within: inside)
  }

  private func draw(_ row: Row, on screen: inout Screen, _ rect: CellRect) {
    let point = CellPoint(column: rect.column, row: rect.row)
    switch row {
    case .blank: break
    case .heading(let name):
      let end = screen.write(name, at: point, Style(.dim, on: .ground, .bold), within: rect)
      screen.write(
        String(repeating: "─", count: max(0, rect.endColumn - end - 1)),
        at: CellPoint(column: end + 1, row: rect.row), Style(.rule), within: rect)
    case .key(let line):
      let keys = DisplayText(line.keys.joined(separator: " "))
        .cutEnd(to: HelpOverlay.keyColumns).paddedLeft(to: HelpOverlay.keyColumns)
      screen.write(keys, at: point, Style(.accent, on: .ground, .bold), rect)
      screen.write(
        DisplayText(line.meaning).cutEnd(to: rect.columns - HelpOverlay.keyColumns - 2),
        at: CellPoint(column: rect.column + HelpOverlay.keyColumns + 2, row: rect.row),
        Style(.text),
        rect)
    }
  }

  private func layOut(inTwo hasTwoColumns: Bool) -> [[Row]] {
    let lines = HelpLine.lines(state.keymap, mode)
    let groups: [[Row]] = Command.Group.allCases.compactMap { group in
      let own = lines.filter { $0.group == group }
      return own.isEmpty
        ? nil : [.heading(group.rawValue)] + own.map { .key($0) } + [.blank]
    }
    guard hasTwoColumns else { return [Array(groups.joined())] }
    let total = groups.reduce(0) { $0 + $1.count }
    var left: [Row] = []
    var right: [Row] = []
    for group in groups {
      if right.isEmpty, left.isEmpty || left.count + group.count / 2 <= total / 2 {
        left += group
      } else {
        right += group
      }
    }
    return [left, right]
  }
}
