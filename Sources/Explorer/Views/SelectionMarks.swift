import Acoustics
import CellCanvas

/// What is marked, over picture and waveform: its edges, of boxes four lines, and a bracket with
/// its length. The active edge is heavy, so that it is found without colours.
struct SelectionMarks {
  private let layout: ScreenLayout
  private let edge: Edge
  private let onset: Int?
  private let offset: Int?
  /// Columns between the edges that are visible, the edges' own among them.
  private let columns: ClosedRange<Int>
  /// Rows of a box, nil for a stretch of time.
  private let rows: (high: Int?, low: Int?)?
  private let lines: ClosedRange<Int>?
  private let length: String

  /// Nil if nothing is marked or nothing of it is visible.
  init?(_ state: AppState, _ layout: ScreenLayout) {
    guard let marked = state.marked, let visible = state.visibleSamples, !visible.isEmpty,
      let rate = state.sampleRate, layout.picture.columns > 0
    else { return nil }
    let width = layout.picture.columns
    let left = layout.picture.column
    let place = { (sample: Int) -> Int in
      let share = (sample - visible.lowerBound) * width
      return left + Int((Double(share) / Double(visible.count)).rounded(.down))
    }
    let isInside = { (sample: Int) in visible.contains(sample) || sample == visible.upperBound }
    let end = layout.picture.endColumn - 1
    let first = place(marked.span.lowerBound)
    let last = place(marked.span.upperBound)
    guard first <= end, last >= left else { return nil }
    self.layout = layout
    edge = state.marking.edge
    onset = isInside(marked.span.lowerBound) ? min(end, first) : nil
    offset = isInside(marked.span.upperBound) ? min(end, last) : nil
    columns = max(left, first)...max(max(left, first), min(end, last))
    length =
      marked.span.isEmpty ? "point" : SelectionText.length(Double(marked.span.count) / rate)
    if let hertz = marked.hertz, let axis = state.pictureAxis, axis.hertz != nil {
      let top = layout.picture.row
      let high = axis.row(ofHertz: hertz.upperBound, rows: layout.picture.rows)
      let low = axis.row(ofHertz: hertz.lowerBound, rows: layout.picture.rows)
      let isIn = { (row: Int) in row >= 0 && row < layout.picture.rows }
      rows = (isIn(high) ? top + high : nil, isIn(low) ? top + low : nil)
      let bounds = (max(0, high), min(layout.picture.rows - 1, low))
      lines = bounds.0 <= bounds.1 ? (top + bounds.0)...(top + bounds.1) : nil
    } else {
      rows = nil
      lines =
        layout.picture.rows > 0 ? layout.picture.row...(layout.picture.endRow - 1) : nil
    }
  }

  /// Whether an edge stands in a cell, so that the cursor gives way.
  func takes(column: Int, row: Int) -> Bool {
    guard column == onset || column == offset else { return false }
    return lines?.contains(row) == true
      || layout.strips.contains { $0.contains(column: column, row: row) }
  }

  func draw(on screen: inout Screen) {
    if let lines {
      if let high = rows?.high { drawAcross(high, .high, on: &screen) }
      if let low = rows?.low, low != rows?.high { drawAcross(low, .low, on: &screen) }
      for row in lines {
        for (column, side) in edges { put(glyph(side, row), column, row, on: &screen) }
      }
    }
    for strip in layout.strips {
      for row in strip.row..<strip.endRow {
        for (column, side) in edges { put(edge == side ? "┃" : "│", column, row, on: &screen) }
      }
    }
    drawBracket(on: &screen)
  }

  /// The columns with an edge in time; the active one where both are in one column.
  private var edges: [(column: Int, side: Edge)] {
    if let onset, onset == offset { return [(onset, edge == .offset ? .offset : .onset)] }
    return [onset.map { ($0, .onset) }, offset.map { ($0, .offset) }].compactMap(\.self)
  }

  private func glyph(_ side: Edge, _ row: Int) -> String {
    if rows?.high == row { return side == .onset ? "┌" : "┐" }
    if rows?.low == row { return side == .onset ? "└" : "┘" }
    return side == edge ? "┃" : "│"
  }

  private func drawAcross(_ row: Int, _ side: Edge, on screen: inout Screen) {
    for column in columns {
      if column == onset || column == offset { continue }
      put(side == edge ? "━" : "─", column, row, on: &screen)
    }
  }

  private func put(_ glyph: String, _ column: Int, _ row: Int, on screen: inout Screen) {
    if screen.images.contains(where: { $0.rect.contains(column: column, row: row) }) {
      screen.overlay(glyph, column: column, row: row, .accent)
    } else {
      screen.write(
        glyph, at: CellPoint(column: column, row: row), Style(.accent, on: .ground, .bold))
    }
  }

  /// `├──── 75 ms ────┤`, the length beside it where there is no room inside.
  private func drawBracket(on screen: inout Screen) {
    guard layout.bracket.rows > 0 else { return }
    let style = Style(.accent)
    let row = layout.bracket.row
    for column in columns {
      let glyph =
        columns.count == 1
        ? "┃" : column == onset ? "├" : column == offset ? "┤" : "─"
      screen.write(glyph, at: CellPoint(column: column, row: row), style)
    }
    let text = " \(length) "
    let bold = Style(.accent, on: .ground, .bold)
    if columns.count >= text.count + 4 {
      let start = columns.lowerBound + (columns.count - text.count) / 2
      screen.write(text, at: CellPoint(column: start, row: row), bold)
    } else if columns.upperBound + text.count < layout.bracket.endColumn {
      screen.write(text, at: CellPoint(column: columns.upperBound + 1, row: row), bold)
    } else if columns.lowerBound - text.count >= layout.bracket.column {
      screen.write(text, endingAt: columns.lowerBound, row: row, bold)
    }
  }
}

/// Times of what is marked, as the status line says them.
enum SelectionText {
  /// A length: `75 ms` under a second, else as a time.
  static func length(_ seconds: Double) -> String {
    guard seconds < 0.9995 else { return Format.time(seconds) }
    let milliseconds = seconds * 1000
    return Format.number(milliseconds, decimals: milliseconds < 9.95 ? 1 : 0) + " ms"
  }

  /// From where to where: `1.943–2.018 s`, `3:07.120–3:08.000`; of a point, where.
  static func span(_ span: Range<Int>, rate: Double) -> String {
    let onset = Double(span.lowerBound) / rate
    let offset = Double(span.upperBound) / rate
    let from = Format.time(onset)
    guard !span.isEmpty else { return from }
    let to = Format.time(offset)
    if from == to, offset < 60 {
      return Format.number(onset, decimals: 5) + "–" + Format.number(offset, decimals: 5) + " s"
    }
    let isShort = from.hasSuffix(" s") && to.hasSuffix(" s")
    return (isShort ? String(from.dropLast(2)) : from) + "–" + to
  }

  /// A band: `500–1500 Hz`, `1.20–3.40 kHz`.
  static func band(_ hertz: ClosedRange<Float>) -> String {
    let low = Format.hertz(Double(hertz.lowerBound))
    let high = Format.hertz(Double(hertz.upperBound))
    let unit = high.split(separator: " ").last.map(String.init) ?? ""
    return (low.hasSuffix(" " + unit) ? String(low.dropLast(unit.count + 1)) : low) + "–" + high
  }
}
