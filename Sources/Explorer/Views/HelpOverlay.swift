import CellCanvas

/// The keys of a mode as they are bound now, group by group.
struct HelpOverlay {
  let state: AppState
  let mode: Mode
  let scroll: Int

  /// Cells that the box takes beside its inside.
  private static let frameColumns = 8

  func draw(on screen: inout Screen) {
    let isOfReview = state.isReviewing && [.browse, .spectrogram].contains(mode)
    let layout = HelpLayout(
      HelpLine.lines(state.keymap, mode),
      columns: screen.canvas.size.columns - HelpOverlay.frameColumns,
      first: isOfReview ? .review : nil)
    let longest = layout.rowCount
    let inside = FloatingBox(
      title: "keys in \(isOfReview ? "review" : mode.rawValue)", note: "\(state.keymap.name) keys",
      columns: layout.totalWidth, rows: longest + 3
    ).draw(on: &screen)
    let visible = inside.rows - 3
    let top = max(0, min(scroll, longest - visible))
    for (place, rows) in layout.columns.enumerated() {
      for (line, row) in rows.dropFirst(top).prefix(visible).enumerated() {
        let rect = CellRect(
          column: inside.column + place * (layout.width + HelpLayout.gaps.column),
          row: inside.row + 1 + line, columns: layout.width, rows: 1)
        draw(row, keyWidth: layout.keyWidth, on: &screen, rect)
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

  private func draw(
    _ row: HelpLayout.Row, keyWidth: Int, on screen: inout Screen, _ rect: CellRect
  ) {
    let point = CellPoint(column: rect.column, row: rect.row)
    switch row {
    case .blank: break
    case .heading(let name):
      let end = screen.write(name, at: point, Style(.dim, on: .ground, .bold), within: rect)
      screen.write(
        String(repeating: "─", count: max(0, rect.endColumn - end - 1)),
        at: CellPoint(column: end + 1, row: rect.row), Style(.rule), within: rect)
    case .line(let keys, let meaning):
      screen.write(keys, at: point, Style(.accent, on: .ground, .bold), rect)
      screen.write(
        meaning,
        at: CellPoint(column: rect.column + keyWidth + HelpLayout.gaps.keys, row: rect.row),
        Style(.text), rect)
    }
  }
}
