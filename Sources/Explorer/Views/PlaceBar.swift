import CellCanvas
import Labeling

/// The first row: where this is, and how much of it is labelled.
struct PlaceBar {
  let state: AppState

  func draw(on screen: inout Screen, in rect: CellRect) {
    let ground = Style(.text, on: .raised, .reverseInMono)
    screen.canvas.fill(rect, ground)
    var right = rect.endColumn - 1
    if let words = ReviewWords(state) {
      right = drawVerdicts(words, on: &screen, endingAt: right, row: rect.row)
    } else if state.browser.scope?.kind == .doubts {
      right = drawDecided(on: &screen, endingAt: right, row: rect.row)
    } else if state.isOpen, !state.library.clips.isEmpty {
      right = drawProgress(
        on: &screen, endingAt: right, row: rect.row,
        isNarrow: rect.columns < (state.mode != .browse ? 100 : 70))
    }
    if state.mode == .sheet, rect.columns >= 110 {
      right = SheetWords(state: state).drawEdgeLegend(
        on: &screen, endingAt: right - 3, row: rect.row)
    }
    let parts = state.place.split(separator: "/", omittingEmptySubsequences: true)
    var column = rect.column + 1
    let room = CellRect(
      column: column, row: rect.row, columns: max(0, right - 2 - column), rows: 1)
    let name = DisplayText(parts.map(String.init).joined(separator: " / "))
      .cutMiddle(to: room.columns)
    column = screen.canvas.write(
      name, at: CellPoint(column: column, row: rect.row),
      Style(.bright, on: .raised, [.bold, .reverseInMono]), within: room)
    if let scope = state.browser.scope, state.mode == .browse, column + 8 < right {
      let title = DisplayText(" / " + scope.title).cutMiddle(to: max(0, right - 2 - column))
      screen.canvas.write(
        title, at: CellPoint(column: column, row: rect.row), ground, within: rect)
    }
    if state.mode != .browse, let clip = state.current, column + 8 < right {
      let words =
        state.mode == .sheet
        ? SheetWords(state: state).place : state.sentenceName(of: clip, \.name)
      let title = DisplayText(" / " + words)
        .cutMiddle(to: max(0, right - 2 - column))
      screen.canvas.write(
        title, at: CellPoint(column: column, row: rect.row), ground, within: rect)
    }
  }

  /// How many of the doubted labels somebody decided.
  private func drawDecided(on screen: inout Screen, endingAt end: Int, row: Int) -> Int {
    let total = state.model.doubts.all.count
    let done = state.decidedCount
    let rest = " of \(Format.count(total))"
    return drawShare(
      Double(done) / Double(max(1, total)), "decided ",
      DisplayText(Format.count(done)).paddedLeft(to: rest.count - 4).text, rest, on: &screen,
      endingAt: end, row: row)
  }

  /// How many of the verdicts that are wanted were given.
  private func drawVerdicts(
    _ words: ReviewWords, on screen: inout Screen, endingAt end: Int, row: Int
  ) -> Int {
    let (done, rest, share) = words.progress
    return drawShare(share, "", done, rest, on: &screen, endingAt: end, row: row)
  }

  private func drawShare(
    _ share: Double, _ words: String, _ count: String, _ rest: String, on screen: inout Screen,
    endingAt end: Int, row: Int
  ) -> Int {
    let dim = Style(.dim, on: .raised, .reverseInMono)
    let start = end - 10
    Bar(share: share, columns: 10, isMono: state.colorMode == .mono).draw(
      on: &screen, at: CellPoint(column: start, row: row), filled: .good, ground: .raised)
    screen.write(rest, endingAt: start - 1, row: row, dim)
    screen.write(
      count, endingAt: start - 1 - rest.count, row: row,
      Style(.bright, on: .raised, [.bold, .reverseInMono]))
    let first = start - 1 - rest.count - count.count
    screen.write(words, endingAt: first, row: row, dim)
    return first - words.count
  }

  private func drawProgress(
    on screen: inout Screen, endingAt end: Int, row: Int, isNarrow: Bool
  ) -> Int {
    let done = state.library.labelledCount
    let total = state.library.clips.count
    let share = Double(done) / Double(max(1, total))
    let percent = done == total ? 100 : min(99, Int(share * 100))
    let dim = Style(.dim, on: .raised, .reverseInMono)
    let bright = Style(.bright, on: .raised, [.bold, .reverseInMono])
    screen.write("\(percent) %", endingAt: end, row: row, bright)
    let barColumns = isNarrow ? 10 : 19
    let barStart = end - 6 - barColumns
    Bar(share: share, columns: barColumns, isMono: state.colorMode == .mono).draw(
      on: &screen, at: CellPoint(column: barStart, row: row), filled: .good, ground: .raised)
    let rest = isNarrow ? "/\(Format.count(total))" : " of \(Format.count(total)) labelled"
    screen.write(rest, endingAt: barStart - 1, row: row, dim)
    let count = Format.count(done)
    let start = barStart - 1 - rest.count - count.count
    screen.write(count, at: CellPoint(column: start, row: row), bright)
    return start
  }
}

/// A horizontal bar: `━━━╸───`, without colors `━━━╸···`.
struct Bar {
  let share: Double
  let columns: Int
  /// Whether there are no colors, in which light and heavy lines are hard to tell apart.
  let isMono: Bool

  func draw(on screen: inout Screen, at point: CellPoint, filled: ThemeSlot, ground: ThemeSlot) {
    let halves = Int((max(0, min(1, share)) * Double(2 * columns)).rounded())
    let full = String(repeating: "━", count: halves / 2)
    let half = halves % 2 == 1 ? "╸" : ""
    let empty = String(repeating: isMono ? "·" : "─", count: columns - full.count - half.count)
    let attributes: TextAttributes = ground == .raised ? .reverseInMono : []
    let column = screen.write(full + half, at: point, Style(filled, on: ground, attributes))
    screen.write(
      empty, at: CellPoint(column: column, row: point.row), Style(.rule, on: ground, attributes))
  }
}
