import Acoustics
import CellCanvas

/// Where the time of live sound lies on the screen: its ruler, marks and cursor.
struct LiveTime {
  private let session: LiveSession
  private let history: LiveHistory
  /// The cells from left to right, or from the oldest row to the newest, as numbers along time; nil
  /// where nothing is.
  let cells: [Int?]

  private static let smallestDistance = 9.0

  init(_ session: LiveSession, _ history: LiveHistory, _ layout: LiveLayout) {
    self.session = session
    self.history = history
    let rect = layout.picture
    let count = session.style == .waterfall ? rect.rows : rect.columns
    let last = session.lastCell
    switch session.style {
    case .scroll, .waterfall:
      cells = (0..<max(0, count)).map { last - count + 1 + $0 }.map { $0 < 0 ? nil : $0 }
    case .sweep:
      cells = (0..<max(0, count)).map { place in
        let cell = last - (last - place + count * 2) % count
        // The column ahead is empty, so that the seam is seen.
        return cell < 0 || cell == last - count + 1 ? nil : cell
      }
    }
  }

  /// Where a cell lies: its column, or its row in a waterfall.
  private func place(ofCell cell: Int, _ rect: CellRect) -> Int? {
    guard let place = cells.firstIndex(of: cell) else { return nil }
    return session.style == .waterfall ? rect.endRow - 1 - place : rect.column + place
  }

  /// Seconds from the newest cell that is shown to now.
  private var offset: Double {
    guard let frozen = session.frozen else { return 0 }
    return Double(frozen.now - frozen.end) / Double(LiveColumns.rate)
  }

  func drawRuler(on screen: inout Screen, _ layout: LiveLayout) {
    let count = cells.count
    let seconds = session.secondsPerCell
    let range = offset...(offset + Double(count) * seconds)
    let distance = session.style == .waterfall ? 3 : LiveTime.smallestDistance
    let start = session.style == .sweep ? 0...Double(count) * seconds : range
    let ticks = Ticks.time(in: start, smallestStep: seconds * distance)
    // The unit stands once, at the first number.
    var hasUnit = false
    func text(_ value: Double) -> String { self.text(value, ticks, isFirst: !hasUnit) }
    for value in ticks.values {
      let cell = Int(((value - start.lowerBound) / seconds).rounded())
      guard cell < count else { continue }
      switch session.style {
      case .sweep:
        let isShown = drawTick(text(value), on: &screen, layout, layout.picture.column + cell)
        hasUnit = hasUnit || isShown
      case .scroll:
        let isShown = drawTick(
          value == 0 ? "now" : text(-value), on: &screen, layout,
          layout.picture.endColumn - 1 - cell)
        hasUnit = hasUnit || isShown && value != 0
      case .waterfall:
        let row = layout.picture.row + cell
        // Numbers stand below each other, with the unit or without.
        let number = text(-value)
        let aligned = hasUnit && value < 60 ? number + "  " : number
        screen.write(
          value == 0 ? "now" : aligned, endingAt: layout.axis.endColumn - 1, row: row, Style(.dim))
        hasUnit = hasUnit || value != 0
        screen.write(
          "╴", at: CellPoint(column: layout.axis.endColumn - 1, row: row), Style(.faint))
      }
    }
  }

  /// Draws a tick and its text.
  /// - Returns: Whether the text has room.
  private func drawTick(
    _ text: String, on screen: inout Screen, _ layout: LiveLayout, _ column: Int
  ) -> Bool {
    let row = layout.ruler.row
    screen.write("╵", at: CellPoint(column: column, row: row), Style(.faint))
    let isLast = column + 1 + text.count > layout.ruler.endColumn
    let start = isLast ? column - text.count : column + 1
    // A text that a mark or the cursor would touch leaves whole.
    guard !standing(layout).contains(where: (start..<start + text.count).contains) else {
      return false
    }
    screen.write(text, at: CellPoint(column: start, row: row), Style(.dim))
    return true
  }

  /// The columns of the ruler that marks and the cursor stand on.
  private func standing(_ layout: LiveLayout) -> [Int] {
    let cursor = session.frozen.flatMap {
      place(ofCell: $0.cursor ?? session.lastCell, layout.picture)
    }
    return markCells.compactMap { place(ofCell: $0, layout.picture) } + [cursor].compactMap(\.self)
  }

  /// The cells of the marks.
  private var markCells: [Int] {
    guard let rate = session.sampleRate else { return [] }
    return session.marks.map {
      LiveColumns.column(ofSample: $0, sampleRate: rate) / session.columnsPerCell
    }
  }

  private func text(_ seconds: Double, _ ticks: Ticks, isFirst: Bool) -> String {
    abs(seconds) >= 60
      ? Format.clock(seconds, decimals: 0)
      : Format.number(seconds, decimals: ticks.decimals) + (isFirst ? " s" : "")
  }

  /// What a model heard, on the top row of the picture where it was heard; a name that has no room
  /// beside the one before is left out.
  func drawHeard(on screen: inout Screen, _ layout: LiveLayout) {
    guard let rate = session.sampleRate, session.style != .waterfall else { return }
    let rect = layout.picture
    var taken = rect.column
    for detection in session.hearing.detections {
      let middle = (detection.samples.lowerBound + detection.samples.upperBound) / 2
      let cell = LiveColumns.column(ofSample: middle, sampleRate: rate) / session.columnsPerCell
      guard let place = place(ofCell: cell, rect) else { continue }
      let name = DisplayText(detection.label).cutMiddle(to: LiveTime.nameColumns)
      let box = CellRect(
        column: place - name.columns / 2, row: rect.row, columns: name.columns, rows: 1)
      guard box.column >= (session.style == .scroll ? taken : rect.column),
        box.endColumn <= rect.endColumn
      else { continue }
      let style = Style(.model, on: .raised, [.bold, .reverseInMono])
      screen.clear(box, style)
      screen.write(name, at: CellPoint(column: box.column, row: box.row), style, box)
      taken = box.endColumn + 1
    }
  }

  /// Columns of a name on the picture.
  private static let nameColumns = 10

  /// Marks stand on the ruler, and at its side in a waterfall.
  func drawMarks(on screen: inout Screen, _ layout: LiveLayout) {
    for cell in markCells {
      guard let place = place(ofCell: cell, layout.picture) else { continue }
      let style = Style(.cursor, on: .ground, .bold)
      if session.style == .waterfall {
        screen.write("◆", at: CellPoint(column: layout.picture.endColumn, row: place), style)
      } else {
        screen.write("◆", at: CellPoint(column: place, row: layout.ruler.row), style)
      }
    }
  }

  func drawCursor(on screen: inout Screen, _ layout: LiveLayout) {
    let rect = layout.picture
    if let frozen = session.frozen {
      guard let place = place(ofCell: frozen.cursor ?? session.lastCell, rect) else { return }
      draw("│", "─", at: place, on: &screen, rect)
      if session.style != .waterfall {
        screen.write(
          "▴", at: CellPoint(column: place, row: layout.ruler.row),
          Style(.cursor, on: .ground, .bold))
      }
    } else if session.style == .sweep {
      let next = (session.lastCell + 1) % max(1, cells.count)
      draw("│", "─", at: rect.column + next, on: &screen, rect)
    }
  }

  private func draw(
    _ upright: String, _ flat: String, at place: Int, on screen: inout Screen, _ rect: CellRect
  ) {
    let isFlat = session.style == .waterfall
    for step in 0..<(isFlat ? rect.columns : rect.rows) {
      let point =
        isFlat
        ? CellPoint(column: rect.column + step, row: place)
        : CellPoint(column: place, row: rect.row + step)
      if screen.images.contains(where: { $0.rect.contains(column: point.column, row: point.row) }) {
        screen.overlay(isFlat ? flat : upright, column: point.column, row: point.row, .cursor)
      } else {
        screen.write(isFlat ? flat : upright, at: point, Style(.cursor))
      }
    }
  }
}
