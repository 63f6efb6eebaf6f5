import CellCanvas
import Labeling

/// The label of the clip under the cursor, and which key is which label.
struct LabelPane {
  let state: AppState

  func draw(on screen: inout Screen, _ layout: ScreenLayout) {
    let legend = LabelLegend(state.library.labels)
    if layout.label.rows > 0 { drawLabel(legend, on: &screen, layout.label) }
    if layout.opinion.rows > 0 { OpinionPane(state: state).draw(on: &screen, layout.opinion) }
    drawKeys(legend, on: &screen, layout.legend)
  }

  private func drawLabel(_ legend: LabelLegend, on screen: inout Screen, _ rect: CellRect) {
    screen.write(
      String(repeating: "─", count: rect.columns),
      at: CellPoint(column: rect.column, row: rect.row),
      Style(.rule), within: rect)
    let row = rect.row + 1
    let bars = rect.rows > 2 ? OpinionBars(state, columns: rect.columns) : nil
    let rect = CellRect(
      column: rect.column, row: rect.row,
      columns: rect.columns - (bars.map { $0.columns + 2 } ?? 0), rows: rect.rows)
    if let caption = EdgeLine(state) {
      caption.draw(
        on: &screen, CellRect(column: rect.column, row: row, columns: rect.columns, rows: 1))
      return
    }
    if let line = OpinionsLine(state) {
      line.draw(
        on: &screen, CellRect(column: rect.column, row: row, columns: rect.columns, rows: 1))
      return
    }
    screen.write("label", at: CellPoint(column: rect.column, row: row), Style(.dim), within: rect)
    let start = CellPoint(column: rect.column + 8, row: row)
    guard let annotation = state.shownWhole else {
      let flag = state.current?.flags.last.map { "·  flagged: \($0.label)" }
      let note = state.noteHere.map { "·  not labelled   “\($0)”" }
      let text = note ?? flag ?? (legend.keys.isEmpty ? "·  not labelled" : notLabelled)
      screen.write(
        start.column + text.count <= rect.endColumn ? text : flag ?? "·  not labelled", at: start,
        Style(.dim), within: rect)
      return
    }
    let key = legend.digit(of: annotation.label).map { "\($0) " } ?? ""
    var column = drawChip(annotation.label, legend, on: &screen, start, rect)
    for label in state.labelsShown.dropFirst() where column + 8 <= rect.endColumn {
      column = drawChip(
        label, legend, on: &screen, CellPoint(column: column + 1, row: row), rect)
    }
    // What has no room leaves whole.
    let said = [
      state.noteHere.map { "“\($0)”" }, AttributeText.text(annotation.attributes),
    ].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: "   ")
    let origins = origins(of: annotation, hasKey: !key.isEmpty).flatMap { origin in
      said.isEmpty ? [origin] : ["\(said)   \(origin)", said, origin]
    }.map { DisplayText($0) }
    guard let origin = origins.first(where: { column + 2 + $0.columns <= rect.endColumn }) else {
      return
    }
    screen.write(origin, at: CellPoint(column: column + 2, row: row), Style(.dim), rect)
  }

  /// Draws a label with its key.
  ///
  /// - Returns: The column behind it.
  private func drawChip(
    _ label: String, _ legend: LabelLegend, on screen: inout Screen, _ start: CellPoint,
    _ rect: CellRect
  ) -> Int {
    let key = legend.digit(of: label).map { "\($0) " } ?? ""
    let room = CellRect(
      column: start.column, row: start.row, columns: min(rect.endColumn - start.column, 40),
      rows: 1)
    let name = DisplayText(" \(key)\(label) ").cutEnd(to: room.columns)
    return screen.canvas.write(name, at: start, chip(legend.color(of: label)), within: room)
  }

  private var notLabelled: String {
    state.withKeys("·  not labelled: a digit or {type-label} labels it")
  }

  /// Where the label is from, in words, the longest first.
  private func origins(of annotation: Annotation, hasKey: Bool) -> [String] {
    switch annotation.origin {
    case .person: ["by \(annotation.annotator)"]
    case .folder:
      (hasKey ? ["from the folder; the same key confirms it"] : []) + ["from the folder"]
    case .accepted(let model): ["taken from \(model)"]
    case .imported(let format): ["imported from \(format)", "imported"]
    }
  }

  /// Columns of a key and its label, below which fewer are shown.
  private static let leastKeyColumns = 7

  /// The keys of labels, in the order of the digits.
  func drawKeys(_ legend: LabelLegend, on screen: inout Screen, _ rect: CellRect) {
    guard !legend.keys.isEmpty else {
      screen.write(
        "No labels yet: ", at: CellPoint(column: rect.column, row: rect.row), Style(.dim),
        within: rect)
      screen.write(
        "e", at: CellPoint(column: rect.column + 15, row: rect.row),
        Style(.accent, on: .ground, .bold), within: rect)
      screen.write(
        rect.columns < 33 ? "types one." : "types the first.",
        at: CellPoint(column: rect.column + 17, row: rect.row), Style(.dim), within: rect)
      return
    }
    let widest = legend.keys.map { DisplayText($0.name).columns }.max() ?? 0
    let wanted = (legend.keys.count + rect.rows - 1) / rect.rows
    // A label without a key, or a key without room, is told of by a sign at least.
    let isAll =
      legend.keys.count == state.library.labels.names.count
      && wanted * LabelPane.leastKeyColumns <= rect.columns
    let columns = rect.columns - (isAll ? 0 : 1)
    let perRow = max(1, min(wanted, columns / LabelPane.leastKeyColumns))
    let count = min(legend.keys.count, perRow * rect.rows)
    let width = min(columns / perRow, max(widest + 6, 14))
    let focused = state.mode == .label ? state.focusedRegion?.label : nil
    let current =
      state.mode == .live ? [] : focused.map { [$0] } ?? state.labelsShown
    for (place, key) in legend.keys.prefix(count).enumerated() {
      let point = CellPoint(
        column: rect.column + place % perRow * width, row: rect.row + place / perRow)
      drawKey(
        key, isCurrent: current.contains(key.name), legend.color(of: key.name), on: &screen, point,
        width)
    }
    drawRest(state.library.labels.names.count - count, on: &screen, rect, after: perRow * width)
  }

  private func drawKey(
    _ key: (digit: Character, name: String), isCurrent: Bool, _ color: UInt8,
    on screen: inout Screen, _ point: CellPoint, _ width: Int
  ) {
    let room = CellRect(column: point.column, row: point.row, columns: width - 1, rows: 1)
    let keyStyle = isCurrent ? chip(color) : Style(.label(color), on: .slot(.ground), .bold)
    let isTight = width < 12 || DisplayText(key.name).columns + 5 > width
    let keyText = isTight ? "\(key.digit)" : " \(key.digit) "
    screen.write(keyText, at: point, keyStyle, within: room)
    let nameStyle =
      isCurrent ? Style(.label(color), on: .slot(.ground), .bold) : Style(.text)
    let nameColumn = keyText.count + 1
    screen.write(
      DisplayText(key.name).cutMiddle(to: width - 1 - nameColumn),
      at: CellPoint(column: point.column + nameColumn, row: point.row), nameStyle, room)
  }

  private func drawRest(
    _ count: Int, on screen: inout Screen, _ rect: CellRect, after column: Int
  ) {
    guard count > 0 else { return }
    let text = "e  \(count) more"
    let point = CellPoint(column: rect.column + column, row: rect.row + rect.rows - 1)
    guard column + text.count <= rect.columns else {
      screen.write("…", at: point, Style(.dim), within: rect)
      return
    }
    screen.write("e", at: point, Style(.accent, on: .ground, .bold), within: rect)
    screen.write(
      String(text.dropFirst()), at: CellPoint(column: point.column + 1, row: point.row),
      Style(.dim), within: rect)
  }

  private func chip(_ color: UInt8) -> Style {
    Style(.slot(.ink), on: .label(color), [.bold, .reverseInMono])
  }
}
