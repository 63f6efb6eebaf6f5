import CellCanvas
import Labeling

/// The confusion matrix: rows are labels, columns what the model says.
struct ConfusionScreen {
  let state: AppState

  func draw(on screen: inout Screen) {
    let table = state.confusion
    let size = state.size
    let layout = layout(of: table)
    drawPlace(table, on: &screen, CellRect(column: 0, row: 0, columns: size.columns, rows: 1))
    drawStatus(
      table, on: &screen, CellRect(column: 0, row: size.rows - 2, columns: size.columns, rows: 1))
    guard table.total > 0, let cell = state.matrixCell(in: table) else {
      emptiness.draw(
        on: &screen, in: CellRect(column: 0, row: 1, columns: size.columns, rows: size.rows - 3))
      return
    }
    drawHeading(on: &screen, layout)
    drawCells(table, cell, on: &screen, layout)
    if layout.side.columns > 0 { drawSide(table, cell, on: &screen, layout) }
  }

  /// Where everything lies.
  func layout(of table: ConfusionTable) -> Layout {
    Layout(
      state.size, table, hasSigns: hasSigns, showsShares: state.model.matrix.showsShares)
  }

  /// Whether signs tell right cells from wrong ones: because no tints do, of which 256 colors have
  /// too few, or because those that are right do not lie on the diagonal.
  var hasSigns: Bool {
    if state.colorMode != .truecolor { return true }
    let known = state.model.card.map { Set($0.labels) } ?? []
    return !state.library.labels.names.allSatisfy(known.contains)
  }

  /// Why there is no matrix, and what leads to one.
  private var emptiness: Explanation {
    if state.library.labelledCount == 0 {
      return Explanation(
        sign: "·", .dim, what: "No clip has a label yet.",
        rest: [
          "The matrix compares labels with what the model says.",
          state.withKeys("{go-browse}, then digits or {accept-prediction} label."),
        ])
    }
    let count = state.model.sweptCount
    return Explanation(
      sign: "·", .dim, what: "No labelled clip was judged yet.",
      rest: [
        count > 0
          ? "\(Format.count(count)) clips wait for the model; the matrix grows by itself."
          : "The model can hear none of the labelled clips.",
        state.withKeys("{go-browse} goes back to the list."),
      ])
  }

  private func drawPlace(_ table: ConfusionTable, on screen: inout Screen, _ rect: CellRect) {
    let plain = Style(.text, on: .raised, .reverseInMono)
    let bright = Style(.bright, on: .raised, [.bold, .reverseInMono])
    let dim = Style(.dim, on: .raised, .reverseInMono)
    screen.canvas.fill(rect, plain)
    let parts = state.place.split(separator: "/").map(String.init).joined(separator: " / ")
    let start = screen.canvas.write(
      DisplayText(parts).cutMiddle(to: rect.columns / 4), at: CellPoint(column: 1, row: rect.row),
      bright, within: rect)
    let kind = state.model.matrix.source == .heldOut ? " / confusion held out" : " / confusion"
    let end = screen.write(kind, at: CellPoint(column: start, row: rect.row), plain, within: rect)
    guard table.total > 0 else { return }
    let facts = facts(table, columns: rect.endColumn - 1 - (end + 2))
    var column = rect.endColumn - 1 - columns(facts)
    for fact in facts {
      column = screen.write(
        fact.name + " ", at: CellPoint(column: column, row: rect.row), dim, within: rect)
      column = screen.write(
        fact.value, at: CellPoint(column: column, row: rect.row), bright, within: rect)
      column =
        screen.write(
          fact.more, at: CellPoint(column: column, row: rect.row), dim, within: rect)
        + ConfusionScreen.gap
    }
  }

  private static let gap = 3

  /// A figure of the whole table, with what is dim after it.
  private struct Fact {
    let name, value: String
    var more = ""
  }

  private func columns(_ facts: [Fact]) -> Int {
    facts.reduce(-ConfusionScreen.gap) {
      $0 + $1.name.count + 1 + $1.value.count + $1.more.count + ConfusionScreen.gap
    }
  }

  /// The figures that there is room for, the last ones left out first.
  private func facts(_ table: ConfusionTable, columns room: Int) -> [Fact] {
    let interval = WilsonInterval.interval(table.agreeing, of: table.total)
    let bounds = [interval.lowerBound, interval.upperBound].map {
      Format.number($0 * 100, decimals: 1)
    }
    var facts = [
      Fact(
        name: "accuracy", value: share(Double(table.agreeing) / Double(table.total)),
        more: "  " + bounds.joined(separator: "–")),
      Fact(name: "macro F1", value: Format.number(table.macroF1, decimals: 3)),
      Fact(name: "clips", value: Format.count(table.total)),
    ]
    if state.model.isJudging {
      facts.append(Fact(name: "wait", value: Format.count(state.model.sweptCount)))
    }
    while facts.count > 1, columns(facts) > room { facts.removeLast() }
    if columns(facts) > room { facts[0].more = "" }
    return facts
  }

  private func share(_ value: Double) -> String {
    Format.number(value * 100, decimals: 1) + " %"
  }

  private func drawStatus(_ table: ConfusionTable, on screen: inout Screen, _ rect: CellRect) {
    var words: [DisplayText] = []
    if let cell = state.matrixCell(in: table) {
      let count = table.count(cell)
      words = [
        DisplayText("\(table.labels[cell.row]) → \(table.classes[cell.column])"),
        DisplayText("\(Format.count(count)) \(count == 1 ? "clip" : "clips")"),
      ]
    }
    PlainStatus(state: state, words: words).draw(on: &screen, in: rect)
  }

  /// What a model says of clips that it learnt from is better than it is; nil where nothing says
  /// that it learnt from these.
  private var knowledge: String? {
    guard state.model.matrix.source == .model, let card = state.model.card else { return nil }
    if card.isTrainedHere { return "it learnt from most of these" }
    let folder = state.place.split(separator: "/").last.map(String.init) ?? ""
    return card.learnt(fromFolder: folder) ? "it may know these clips" : nil
  }

  private func drawHeading(on screen: inout Screen, _ layout: Layout) {
    let row = 1
    let kind = state.model.matrix.showsShares ? "% of the label" : "counts"
    screen.write("▌", at: CellPoint(column: 0, row: row), Style(.accent))
    let end = screen.write(
      kind, at: CellPoint(column: 1, row: row), Style(.bright, on: .ground, .bold))
    let room = CellRect(column: 0, row: row, columns: layout.matrix.columns - 1, rows: 1)
    let more = layout.cellRows > 1 && !state.model.matrix.showsShares ? "  and % of the label;" : ""
    let said = state.model.matrix.source == .heldOut ? "models that held it out" : "model"
    let axes = "  rows: label, columns: \(said)"
    let note = knowledge.map { "   \($0): f holds them out" } ?? ""
    let choices = [
      (more + axes, note), (axes, note), ("", note),
      (axes, knowledge == nil ? "" : "   f holds out"),
    ]
    let (words, warning) =
      choices.first { end + $0.0.count + $0.1.count < room.endColumn } ?? ("", "")
    let next = screen.write(
      words, at: CellPoint(column: end, row: row), Style(.dim), within: room)
    screen.write(warning, at: CellPoint(column: next, row: row), Style(.warn), within: room)
  }
}
