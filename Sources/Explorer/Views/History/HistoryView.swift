import CellCanvas
import Labeling

/// The history: when, who, what and where of every edit, the newest first.
struct HistoryView {
  let state: AppState

  /// Rows of edits in a window.
  static func rows(_ size: CellSize) -> Int { max(1, box(size).inside(size).rows - 2) }

  private static func box(_ size: CellSize) -> FloatingBox {
    FloatingBox(
      title: "history", note: "u undo   / find   Enter go   Esc close",
      columns: size.columns - (size.columns < narrow ? 8 : 12),
      rows: size.rows - 7)
  }

  /// Columns of a window below which the year and parts of names leave for what was done.
  private static let narrow = 70

  func draw(on screen: inout Screen) {
    let room = Self.box(state.size).draw(on: &screen)
    let list = state.history
    drawHead(list, on: &screen, room)
    let rows = Self.rows(state.size)
    let top = max(0, min(list.cursor - rows / 2, list.shown.count - rows))
    for (line, place) in list.shown.dropFirst(top).prefix(rows).enumerated() {
      let rect = CellRect(
        column: room.column, row: room.row + 2 + line, columns: room.columns, rows: 1)
      draw(list.lines[place], isHere: top + line == list.cursor, on: &screen, rect)
    }
    if list.shown.isEmpty {
      let words =
        !list.isComplete
        ? "…"
        : list.filter.isEmpty ? "Nothing was changed yet." : "Nothing fits."
      screen.write(
        words, at: CellPoint(column: room.column + 1, row: room.row + 2), Style(.dim), within: room)
    }
  }

  private func drawHead(_ list: HistoryList, on screen: inout Screen, _ room: CellRect) {
    let all = list.author == nil ? list.lines.count : list.shown.count
    let share =
      list.author != nil || list.filter.isEmpty ? "" : "\(Format.count(list.shown.count)) of "
    let more = list.isComplete ? "" : "…"
    screen.write(
      "\(share)\(Format.count(all))\(more) \(all == 1 ? "edit" : "edits")",
      endingAt: room.endColumn, row: room.row, Style(.dim))
    guard list.isTyping || !list.filter.isEmpty else {
      screen.write(
        list.author == nil
          ? "every edit, the newest first" : "your edits: the review hides those of others",
        at: CellPoint(column: room.column + 1, row: room.row),
        Style(.dim), within: room)
      return
    }
    let start = screen.write(
      "/", at: CellPoint(column: room.column + 1, row: room.row),
      Style(.accent, on: .ground, .bold), within: room)
    let end = screen.write(
      list.filter, at: CellPoint(column: start, row: room.row), Style(.bright), within: room)
    if list.isTyping {
      screen.write(
        " ", at: CellPoint(column: end, row: room.row), Style(.ink, on: .cursor, .reverseInMono),
        within: room)
    }
  }

  private func draw(
    _ line: HistoryLine, isHere: Bool, on screen: inout Screen, _ rect: CellRect
  ) {
    let ground: ThemeSlot = isHere ? .select : .ground
    let mono: TextAttributes = isHere ? .reverseInMono : []
    screen.canvas.fill(rect, Style(.text, on: ground, mono))
    screen.write(
      isHere ? "▌" : " ", at: CellPoint(column: rect.column, row: rect.row),
      Style(.accent, on: ground, mono))
    let isNarrow = state.size.columns < Self.narrow
    let when = String(
      Timestamp.text(line.at).prefix(16).dropFirst(isNarrow ? "2026-".count : 0)
    ).replacing("T", with: " ")
    var column = screen.write(
      when, at: CellPoint(column: rect.column + 1, row: rect.row), Style(.dim, on: ground, mono),
      within: rect)
    let whoColumns = isNarrow ? 5 : rect.columns < 90 ? 8 : 14
    screen.write(
      DisplayText(line.author).cutEnd(to: whoColumns),
      at: CellPoint(column: column + 2, row: rect.row), Style(.text, on: ground, mono), rect)
    column += whoColumns + 4
    let whereColumns = max(12, (rect.endColumn - column) / 2)
    let what = DisplayText(words(of: line))
    let slot: ThemeSlot = line.isUndone || line.kind != .edit ? .dim : isHere ? .bright : .text
    screen.write(
      what.cutEnd(to: rect.endColumn - column - whereColumns - 2),
      at: CellPoint(column: column, row: rect.row),
      Style(slot, on: ground, isHere ? mono.union(.bold) : mono), rect)
    screen.write(
      DisplayText(place(of: line)).cutMiddle(to: whereColumns),
      at: CellPoint(column: rect.endColumn - whereColumns, row: rect.row),
      Style(.dim, on: ground, mono), rect)
  }

  private func words(of line: HistoryLine) -> String {
    switch line.kind {
    case .undo: "undo: \(line.summary)"
    case .redo: "redo: \(line.summary)"
    case .edit, .library: line.isUndone ? "✗ \(line.summary)" : line.summary
    }
  }

  private func place(of line: HistoryLine) -> String {
    guard line.clips.count == 1 else {
      return line.clips.isEmpty ? "" : "\(Format.count(line.clips.count)) clips"
    }
    return library(line.clips[0]) ?? "not here"
  }

  private func library(_ clip: ID<Clip>) -> String? {
    state.library[clip].map { state.sentenceName(of: $0) }
  }
}
