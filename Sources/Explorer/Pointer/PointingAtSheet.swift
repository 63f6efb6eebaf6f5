import CellCanvas

extension AppState {
  /// Takes what the mouse did on the contact sheet: a press goes to a clip, a second one opens it.
  mutating func pointAtSheet(_ input: PointerInput) -> [Effect] {
    switch input.action {
    case .wheelDown: return moveInSheet(lines: 1)
    case .wheelUp: return moveInSheet(lines: -1)
    case .drag, .release: return []
    case .press: break
    }
    let layout = sheetLayout
    let (first, rows) = (sheetRows.lowerBound, sheetRows)
    guard
      let row = rows.first(where: {
        layout.tile($0 - first).contains(column: input.point.column, row: input.point.row)
      })
    else { return [] }
    let isSecond = pointing.isSecondPress(at: input.point, now)
    let effects = moveThroughList(to: row)
    return effects + (isSecond ? run("open-clip") : [])
  }
}
