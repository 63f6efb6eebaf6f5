import CellCanvas
import Labeling

/// What the model says of the clip under the cursor, beside its label: the best classes as bars, and
/// how they stand to the label.
struct OpinionPane {
  let state: AppState
  let card: ModelCard

  /// Rows that it takes below the label where there is room.
  static let rows = 2
  private static let barColumns = 21

  /// Columns that bars take of so many, with a blank before them; few are none.
  static func bars(_ columns: Int) -> Int { min(44, columns - 34) }

  /// Draws into the row of the label and the two below it.
  func draw(on screen: inout Screen, _ rect: CellRect) {
    let row = rect.row + 1
    let dim = Style(.dim)
    screen.write("model", at: CellPoint(column: rect.column, row: row), dim, within: rect)
    guard let clip = state.current else { return }
    let bars = OpinionPane.bars(rect.columns)
    let words = CellRect(
      column: rect.column + 8, row: rect.row,
      columns: bars >= 30 ? rect.columns - bars - 9 : rect.columns - 8, rows: rect.rows)
    drawWords(clip, on: &screen, words, row)
    guard bars >= 30 else { return }
    drawBars(
      clip, on: &screen,
      CellRect(column: rect.endColumn - bars, row: rect.row, columns: bars, rows: rect.rows))
  }

  private func drawWords(_ clip: Clip, on screen: inout Screen, _ rect: CellRect, _ row: Int) {
    let start = CellPoint(column: rect.column, row: row)
    guard let best = state.model.best(of: clip), let verdict = state.model.verdict(on: clip) else {
      let why = state.model.failures[clip.id]
      screen.write(
        DisplayText(why ?? (state.model.isJudging ? "…" : "·")).cutEnd(to: rect.columns),
        at: start, Style(why == nil ? .dim : .bad), rect)
      return
    }
    let slot: ThemeSlot = verdict == .differs ? .warn : verdict == .agrees ? .good : .model
    let column = screen.write(
      verdict.sign + " ", at: start, Style(slot, on: .ground, .bold), within: rect)
    let end = screen.canvas.write(
      DisplayText(best.label).cutMiddle(to: max(0, rect.endColumn - column - 1)),
      at: CellPoint(column: column, row: row), Style(.model, on: .ground, .bold), within: rect)
    let facts = card.isCalibrated ? "" : "  not calibrated"
    screen.write(
      DisplayText(facts).cutEnd(to: max(0, rect.endColumn - end)),
      at: CellPoint(column: end, row: row), Style(.dim), rect)
    guard rect.rows >= 3 else { return }
    let sentence: (String, ThemeSlot) =
      switch verdict {
      case .differs: ("differs from the label", .warn)
      case .agrees: ("agrees with the label", .dim)
      case .proposes: ("proposes a label", .dim)
      case .unsure: ("is not sure", .dim)
      }
    let next = screen.write(
      sentence.0, at: CellPoint(column: rect.column, row: row + 1), Style(sentence.1),
      within: rect)
    guard verdict != .agrees, let key = takeKey, next + key.count + 10 < rect.endColumn else {
      return
    }
    let after = screen.write(
      key, at: CellPoint(column: next + 2, row: row + 1), Style(.accent, on: .ground, .bold),
      within: rect)
    screen.write(
      " takes it", at: CellPoint(column: after, row: row + 1), Style(.dim), within: rect)
  }

  private var takeKey: String? {
    CommandRegistry.command("accept-prediction")
      .flatMap { state.keymap.keys(of: $0, in: state.mode).first }
  }

  private func drawBars(_ clip: Clip, on screen: inout Screen, _ rect: CellRect) {
    guard let prediction = state.model.prediction(of: clip) else { return }
    let names = rect.columns - OpinionPane.barColumns - 7
    for (place, guess) in prediction.guesses.prefix(rect.rows).enumerated()
    where card.labels.indices.contains(guess.label) {
      let row = rect.row + place
      screen.write(
        DisplayText(card.labels[guess.label]).cutMiddle(to: names - 1),
        at: CellPoint(column: rect.column, row: row),
        place == 0 ? Style(.model, on: .ground, .bold) : Style(.dim), rect)
      Bar(share: Double(guess.score), columns: OpinionPane.barColumns).draw(
        on: &screen, at: CellPoint(column: rect.column + names, row: row),
        filled: .model, ground: .ground)
      if card.isCalibrated {
        screen.write(
          Format.percent(Double(guess.score)), endingAt: rect.endColumn, row: row,
          place == 0 ? Style(.text) : Style(.dim))
      }
    }
  }
}
