import Acoustics
import CellCanvas
import Labeling

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The regions of the clip, or what a search found, as a list right of the picture.
struct RegionList {
  let state: AppState

  /// A line of the list.
  private struct Line {
    let span: Range<Int>
    let label: String?
    let isFocused: Bool
    var id: UUID?
  }

  /// Where the columns of a line end, and its label begins, from the left edge.
  private struct Places {
    let number, onset, length, label: Int

    /// Makes room for the number of the last line and for its onset in samples.
    init(_ last: Int?, count: Int, rate: Double?) {
      let seconds = Double(last ?? 0) / max(1, rate ?? 1)
      // `59.999`, `9:59.999`, `1:02:07.1`, `12:02:07.1`
      let columns = seconds < 60 ? 6 : seconds < 3600 ? 8 : seconds < 36_000 ? 9 : 10
      number = max(5, "\(count)".count + 1)
      onset = number + 2 + columns
      length = onset + 6
      label = length + 2
    }
  }

  func draw(on screen: inout Screen, _ rect: CellRect) {
    for row in rect.row..<rect.endRow {
      screen.write("│", at: CellPoint(column: rect.column, row: row), Style(.rule))
    }
    let list = rect.inset(left: 1, right: 1)
    let lines = lines
    let places = Places(lines.last?.span.lowerBound, count: lines.count, rate: state.sampleRate)
    drawHeading(lines.count, on: &screen, list, places)
    if lines.isEmpty, state.preview == nil { drawWays(on: &screen, list) }
    let rows = list.rows - 2
    let top = top(lines, rows: rows)
    let legend = LabelLegend(state.library.labels)
    for (line, entry) in lines.dropFirst(top).prefix(max(0, rows)).enumerated() {
      let row = CellRect(
        column: list.column, row: list.row + 2 + line, columns: list.columns, rows: 1)
      draw(entry, number: top + line + 1, legend, on: &screen, row, places)
    }
  }

  private var lines: [Line] {
    if let preview = state.preview {
      return preview.found.map { Line(span: $0.span.range, label: nil, isFocused: false) }
    }
    return state.regionsShown.compactMap { region in
      region.span.map {
        Line(
          span: $0, label: region.label, isFocused: region.id == state.marking.region,
          id: region.id)
      }
    }
  }

  /// The region in the line under a cell.
  func region(at point: CellPoint, _ rect: CellRect) -> UUID? {
    let lines = lines
    let line = point.row - rect.row - 2
    guard line >= 0 else { return nil }
    let place = top(lines, rows: rect.rows - 2) + line
    return lines.indices.contains(place) ? lines[place].id : nil
  }

  /// The first line shown: the one in focus, or else those from the cursor on, stay in view.
  private func top(_ lines: [Line], rows: Int) -> Int {
    let cursor = state.cursorSample ?? 0
    let place =
      lines.firstIndex { $0.isFocused } ?? lines.firstIndex { $0.span.upperBound > cursor }
      ?? lines.count - 1
    return max(0, min(place - rows / 2, lines.count - rows))
  }

  private func drawHeading(
    _ count: Int, on screen: inout Screen, _ list: CellRect, _ places: Places
  ) {
    let point = CellPoint(column: list.column, row: list.row)
    screen.write(
      state.preview == nil ? "regions" : "found", at: point, Style(.bright, on: .ground, .bold),
      within: list)
    screen.write(
      "\(Format.count(count)) in this clip", endingAt: list.endColumn, row: list.row, Style(.dim))
    let row = list.row + 1
    screen.write("onset", endingAt: list.column + places.onset, row: row, Style(.dim))
    screen.write("ms", endingAt: list.column + places.length, row: row, Style(.dim))
    if state.preview == nil {
      screen.write(
        "label", at: CellPoint(column: list.column + places.label, row: row), Style(.dim),
        within: list)
    }
  }

  /// How a clip without regions gets some.
  private func drawWays(on screen: inout Screen, _ list: CellRect) {
    let ways = [
      "None yet.",
      "{set-onset} and {set-offset} mark a part, then a digit or {type-label} makes it a region.",
      "{find-sounds} finds the sounds.",
    ]
    let text = list.inset(left: 2, top: 3)
    let isReadOnly = if case .readOnly = state.access { true } else { false }
    let lines = (isReadOnly ? ["None."] : ways).flatMap {
      WrappedText(state.withKeys($0), columns: text.columns).lines
    }
    for (row, line) in lines.prefix(text.rows).enumerated() {
      screen.write(
        line, at: CellPoint(column: text.column, row: text.row + row), Style(.dim), text)
    }
  }

  private func draw(
    _ line: Line, number: Int, _ legend: LabelLegend, on screen: inout Screen, _ row: CellRect,
    _ places: Places
  ) {
    let ground: ThemeSlot = line.isFocused ? .select : .ground
    let attributes: TextAttributes = line.isFocused ? .reverseInMono : []
    let text = Style(line.isFocused ? .bright : .text, on: ground, attributes)
    let dim = Style(.dim, on: ground, attributes)
    screen.canvas.fill(row, text)
    if line.isFocused {
      screen.write(
        "▌", at: CellPoint(column: row.column, row: row.row),
        Style(.accent, on: ground, attributes))
    }
    screen.write("\(number)", endingAt: row.column + places.number, row: row.row, dim)
    guard let rate = state.sampleRate, rate > 0 else { return }
    let onset = Double(line.span.lowerBound) / rate
    screen.write(
      onset < 60
        ? Format.number(onset, decimals: 3) : Format.clock(onset, decimals: onset < 600 ? 3 : 1),
      endingAt: row.column + places.onset, row: row.row, text)
    let milliseconds = Double(line.span.count) / rate * 1000
    screen.write(
      Format.number(min(99_999, milliseconds), decimals: 0), endingAt: row.column + places.length,
      row: row.row, dim)
    guard let label = line.label else { return }
    let key = legend.digit(of: label).map { "\($0) " } ?? ""
    let start = CellPoint(column: row.column + places.label, row: row.row)
    screen.write(
      DisplayText(key + label).cutMiddle(to: row.endColumn - start.column), at: start,
      Style(.label(legend.color(of: label)), on: .slot(ground), attributes), row)
  }
}
