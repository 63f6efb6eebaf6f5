import CellCanvas

/// A card of the tour over the dimmed screen.
struct TourView {
  let state: AppState
  let tour: Tour

  private var lines: [String] { Tour.cards[tour.card] }

  private var box: FloatingBox {
    FloatingBox(
      title: "welcome", note: "\(tour.card + 1) of \(Tour.cards.count)", columns: 52,
      rows: lines.count + 4)
  }

  /// Whether a cell belongs to the card.
  func contains(_ point: CellPoint) -> Bool {
    box.frame(in: state.size).contains(column: point.column, row: point.row)
  }

  func draw(on screen: inout Screen) {
    let room = box.draw(on: &screen)
    for (place, line) in lines.enumerated() {
      draw(
        line, isFirst: place == 0, on: &screen,
        CellRect(column: room.column, row: room.row + 1 + place, columns: room.columns, rows: 1))
    }
    let isLast = tour.next() == nil
    var column = room.column
    for (key, meaning) in [
      ("Enter", isLast ? "begin" : "go on"), ("Esc", "no tour"), (":tour", "later"),
    ] {
      let point = CellPoint(column: column, row: room.endRow - 1)
      let end = screen.write(key, at: point, Style(.accent, on: .ground, .bold), within: room)
      column = screen.write(
        " " + meaning + "   ", at: CellPoint(column: end, row: point.row), Style(.dim), within: room
      )
    }
  }

  /// Draws a line; its keys are chips in the first one, else bright words.
  private func draw(_ line: String, isFirst: Bool, on screen: inout Screen, _ rect: CellRect) {
    var column = rect.column
    let plain: Style = isFirst ? Style(.bright, on: .ground, .bold) : Style(.text)
    for (place, part) in line.split(separator: "{", omittingEmptySubsequences: false).enumerated() {
      let point = { CellPoint(column: column, row: rect.row) }
      guard place > 0, let end = part.firstIndex(of: "}"),
        let command = CommandRegistry.command(String(part[..<end]))
      else {
        column = screen.write(String(part), at: point(), plain, within: rect)
        continue
      }
      let key = state.key(of: command)
      column = screen.write(
        isFirst ? " \(key) " : key, at: point(),
        isFirst
          ? Style(.slot(.ink), on: .slot(.accent), .bold) : Style(.accent, on: .ground, .bold),
        within: rect)
      column = screen.write(
        String(part[part.index(after: end)...]), at: point(), plain, within: rect)
    }
  }
}
