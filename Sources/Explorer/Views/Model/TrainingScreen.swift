import CellCanvas
import Labeling

/// How a training goes: curves, facts, what it is compared with.
struct TrainingScreen {
  let state: AppState

  private static let sideColumns = 46
  /// Clips of a class below which training is guesswork.
  static let fewClips = 5

  func draw(on screen: inout Screen) {
    let size = state.size
    drawPlace(on: &screen, CellRect(column: 0, row: 0, columns: size.columns, rows: 1))
    let hasSide = size.columns >= 110
    let left = CellRect(
      column: 0, row: 1, columns: size.columns - (hasSide ? TrainingScreen.sideColumns : 0),
      rows: size.rows - 3)
    if let run = state.model.training, run.isRunning || state.model.kinds.count < 2 {
      drawCurves(run, on: &screen, left, hasSide: hasSide)
    } else if let run = state.model.training, run.passes.count > 1 {
      drawCurves(run, on: &screen, left, hasSide: hasSide)
    } else {
      drawKinds(
        on: &screen,
        CellRect(
          column: 1, row: left.row, columns: left.columns - 2,
          rows: hasSide ? left.rows : left.rows - TrainingScreen.factRows(left.rows) - 1))
    }
    if hasSide {
      for row in left.row..<left.endRow {
        screen.write("│", at: CellPoint(column: left.endColumn, row: row), Style(.rule))
      }
      drawFacts(
        on: &screen,
        CellRect(
          column: left.endColumn + 2, row: 1, columns: TrainingScreen.sideColumns - 3,
          rows: left.rows))
    } else {
      let rows = TrainingScreen.factRows(left.rows)
      drawFacts(
        on: &screen,
        CellRect(column: 1, row: left.endRow - rows, columns: left.columns - 2, rows: rows))
    }
    drawStatus(on: &screen, CellRect(column: 0, row: size.rows - 2, columns: size.columns, rows: 1))
  }

  /// Rows of the facts where they are below, of so many.
  static func factRows(_ rows: Int) -> Int { min(10, rows / 2) }

  private func drawPlace(on screen: inout Screen, _ rect: CellRect) {
    let plain = Style(.text, on: .raised, .reverseInMono)
    let bright = Style(.bright, on: .raised, [.bold, .reverseInMono])
    screen.canvas.fill(rect, plain)
    let parts = state.place.split(separator: "/").map(String.init).joined(separator: " / ")
    let start = screen.canvas.write(
      DisplayText(parts).cutMiddle(to: rect.columns / 3), at: CellPoint(column: 1, row: rect.row),
      bright, within: rect)
    let name = state.model.training?.facts?.name ?? ""
    screen.write(
      " / training" + (name.isEmpty ? "" : " " + name),
      at: CellPoint(column: start, row: rect.row), plain, within: rect)
    guard let run = state.model.training else { return }
    let end = rect.endColumn - 1
    switch run.stage {
    case .running where run.paused != nil:
      let percent = min(99, Int(run.share * 100))
      screen.write(
        "paused at \(percent) %", endingAt: end, row: rect.row,
        Style(.warn, on: .raised, [.bold, .reverseInMono]))
    case .running:
      let percent = min(99, Int(run.share * 100))
      screen.write("\(percent) %", endingAt: end, row: rect.row, bright)
      let columns = rect.columns < 100 ? 12 : 20
      Bar(share: run.share, columns: columns, isMono: state.colorMode == .mono).draw(
        on: &screen, at: CellPoint(column: end - 6 - columns, row: rect.row), filled: .good,
        ground: .raised)
      screen.write(passWords(run), endingAt: end - 7 - columns, row: rect.row, plain)
    case .saved(let summary):
      screen.write(
        summary.ending, endingAt: end, row: rect.row,
        Style(.good, on: .raised, [.bold, .reverseInMono]))
    case .failed(let failure):
      screen.write(
        DisplayText(failure.what).cutMiddle(to: rect.columns / 2).text, endingAt: end,
        row: rect.row, Style(.bad, on: .raised, [.bold, .reverseInMono]))
    case .cancelled: screen.write("given up", endingAt: end, row: rect.row, plain)
    }
  }

  func passWords(_ run: TrainingSession) -> String {
    guard let facts = run.facts, facts.passCount > 1 else { return "" }
    let next = (run.passes.last?.number ?? 0) + 1
    return "pass \(min(next, facts.passCount)) of \(facts.passCount)"
  }

  private func drawKinds(on screen: inout Screen, _ rect: CellRect) {
    screen.write(
      "▌", at: CellPoint(column: rect.column - 1, row: rect.row), Style(.accent))
    screen.write(
      "kind of model", at: CellPoint(column: rect.column, row: rect.row),
      Style(.bright, on: .ground, .bold))
    let kinds = state.model.kinds
    let place = kinds.firstIndex { $0.name == state.model.trainingKind } ?? 0
    let count = rect.rows - 1
    let top = max(0, min(place - count / 2, kinds.count - count))
    if count > 0, kinds.count > count {
      screen.write(
        "\(top + 1)–\(top + count) of \(kinds.count)", endingAt: rect.endColumn, row: rect.row,
        Style(.dim))
    }
    let names = min(20, (kinds.map { DisplayText($0.name).columns }.max() ?? 0) + 2)
    for (line, kind) in kinds.dropFirst(top).prefix(max(0, count)).enumerated() {
      let isChosen = top + line == place
      let ground: ThemeSlot = isChosen ? .select : .ground
      let attributes: TextAttributes = isChosen ? .reverseInMono : []
      let row = CellRect(
        column: rect.column, row: rect.row + 1 + line, columns: rect.columns, rows: 1)
      screen.canvas.fill(row, Style(.text, on: ground, attributes))
      if isChosen {
        screen.write(
          "▌", at: CellPoint(column: row.column, row: row.row),
          Style(.accent, on: ground, attributes))
      }
      screen.canvas.write(
        DisplayText(kind.name), at: CellPoint(column: row.column + 1, row: row.row),
        Style(isChosen ? .bright : .text, on: ground, isChosen ? attributes.union(.bold) : []),
        within: row)
      screen.canvas.write(
        DisplayText(kind.summary).cutEnd(to: max(0, row.columns - names - 2)),
        at: CellPoint(column: row.column + 1 + names, row: row.row),
        Style(.dim, on: ground, attributes), within: row)
    }
  }

  private func drawStatus(on screen: inout Screen, _ rect: CellRect) {
    var words: [DisplayText] = []
    if let run = state.model.training {
      let loss = run.passes.last.map { "loss " + Format.number($0.trainingLoss, decimals: 3) }
      let right = run.passes.last?.validationAccuracy.map {
        Format.number($0 * 100, decimals: 1) + " %"
      }
      words = [passWords(run), loss, right].compactMap(\.self).filter { !$0.isEmpty }
        .map { DisplayText($0) }
    }
    PlainStatus(state: state, words: words).draw(on: &screen, in: rect)
  }
}
