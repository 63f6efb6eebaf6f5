import CellCanvas
import Labeling

/// What the model says of the clip under the cursor, beside its label: the best classes as bars, and
/// how they stand to the label. In the list of doubted labels it is the suggestion.
struct OpinionPane {
  let state: AppState

  private static let barColumns = 21
  /// Columns of the names of classes beside bars, and of the figures after them.
  private static let nameColumns = 14
  private static let figureColumns = 7
  /// Columns before the words, where their caption stands.
  private static let captionColumns = 8

  /// Columns that bars take of so many, with a blank before them; 0 where there is no room.
  static func bars(_ columns: Int, _ state: AppState) -> Int {
    guard let card = state.model.card, let clip = state.current,
      let prediction = state.model.prediction(of: clip)
    else { return 0 }
    let widest =
      prediction.guesses.prefix(3).map { guess in
        card.labels.indices.contains(guess.label)
          ? DisplayText(card.labels[guess.label]).columns : 0
      }.max() ?? 0
    // Names of little width leave the bars where they are from clip to clip.
    let names = max(6, min(nameColumns, widest))
    let wanted = names + 1 + barColumns + (card.isCalibrated ? figureColumns : 0)
    return columns - wanted >= 34 ? wanted : 0
  }

  /// Draws into the row of the label and the two below it.
  func draw(on screen: inout Screen, _ rect: CellRect) {
    guard let clip = state.current else { return }
    let bars = OpinionPane.bars(rect.columns, state)
    let words = CellRect(
      column: rect.column + OpinionPane.captionColumns, row: rect.row + 1,
      columns: rect.columns - OpinionPane.captionColumns - (bars > 0 ? bars + 2 : 0),
      rows: rect.rows - 1)
    let caption: String
    if let (clip, doubt) = state.currentDoubt {
      caption = "suggest"
      drawDoubt(doubt, clip, on: &screen, words)
    } else {
      caption = state.model.card == nil ? "" : "model"
      drawWords(clip, on: &screen, words)
    }
    screen.write(
      caption, at: CellPoint(column: rect.column, row: rect.row + 1), Style(.dim), within: rect)
    guard bars > 0 else { return }
    drawBars(
      clip, on: &screen,
      CellRect(column: rect.endColumn - bars, row: rect.row, columns: bars, rows: rect.rows))
  }

  private func drawWords(_ clip: Clip, on screen: inout Screen, _ rect: CellRect) {
    let start = CellPoint(column: rect.column, row: rect.row)
    guard let card = state.model.card else { return }
    guard let best = state.model.best(of: clip), let verdict = state.model.verdict(on: clip) else {
      let why = state.model.failures[clip.id]
      let waits = state.model.isJudging ? "has not heard it yet" : "says nothing of it"
      screen.write(
        DisplayText(why ?? waits).cutEnd(to: rect.columns), at: start,
        Style(why == nil ? .dim : .bad), rect)
      return
    }
    let slot: ThemeSlot = verdict == .differs ? .warn : verdict == .agrees ? .good : .model
    let column = screen.write(
      verdict.sign + " ", at: start, Style(slot, on: .ground, .bold), within: rect)
    let end = screen.canvas.write(
      DisplayText(best.label).cutMiddle(to: max(0, rect.endColumn - column - 1)),
      at: CellPoint(column: column, row: rect.row), Style(.model, on: .ground, .bold),
      within: rect)
    if !card.isCalibrated {
      // A phrase that has no room leaves whole.
      let phrases = ["  not calibrated: bars are no percentages", "  not calibrated"]
      let text = phrases.first { end + $0.count <= rect.endColumn } ?? ""
      screen.write(text, at: CellPoint(column: end, row: rect.row), Style(.dim), within: rect)
    }
    guard rect.rows > 1 else { return }
    drawVerdict(verdict, clip, card, on: &screen, rect)
  }

  private func drawVerdict(
    _ verdict: ModelState.Verdict, _ clip: Clip, _ card: ModelCard, on screen: inout Screen,
    _ rect: CellRect
  ) {
    let row = rect.row + 1
    let isForeign = clip.label.map { !card.labels.contains($0) } ?? false
    let sentence: (String, ThemeSlot) =
      switch verdict {
      case .agrees: (isForeign ? "has no class for the label" : "agrees with the label", .dim)
      case .differs where isForeign: ("has no class for the label", .dim)
      case .differs: ("differs from the label", .warn)
      case .proposes: ("proposes a label", .dim)
      case .unsure: ("is not sure", .dim)
      }
    let end = screen.write(
      sentence.0, at: CellPoint(column: rect.column, row: row), Style(sentence.1), within: rect)
    guard verdict != .agrees else { return }
    drawKeys([("accept-prediction", "takes it")], on: &screen, rect, row, from: end + 2)
  }

  /// What another model than that in use suggests, how sure it is, and what became of it.
  private func drawDoubt(
    _ doubt: LabelDoubts.Doubt, _ clip: Clip, on screen: inout Screen, _ rect: CellRect
  ) {
    let row = rect.row
    let column = screen.write(
      "→ ", at: CellPoint(column: rect.column, row: row), Style(.warn, on: .ground, .bold),
      within: rect)
    let end = screen.canvas.write(
      DisplayText(doubt.suggested).cutMiddle(to: max(0, rect.endColumn - column)),
      at: CellPoint(column: column, row: row), Style(.model, on: .ground, .bold), within: rect)
    let odds = "  odds \(LabelDoubts.written(doubt.odds)) : 1"
    let whole = odds + ", by models that did not learn from it"
    if let text = [whole, odds].first(where: { end + $0.count <= rect.endColumn }) {
      screen.write(text, at: CellPoint(column: end, row: row), Style(.dim), within: rect)
    }
    guard rect.rows > 1 else { return }
    let words: String
    switch state.model.decision(on: doubt, clip) {
    case .open:
      drawKeys(
        [("accept-prediction", "takes it"), ("keep-label", "keeps the label")], on: &screen, rect,
        row + 1, from: rect.column)
      return
    case .kept: words = "✓ the label was kept"
    case .taken: words = "✓ taken"
    case .relabelled: words = clip.label == nil ? "✓ the label was cleared" : "✓ relabelled"
    }
    let after = screen.write(
      words, at: CellPoint(column: rect.column, row: row + 1), Style(.good), within: rect)
    guard state.saving.undoDepth > 0 else { return }
    drawKeys([("undo", "takes it back")], on: &screen, rect, row + 1, from: after + 2)
  }

  /// Keys as bound now, with what they do; those that have no room are left out.
  private func drawKeys(
    _ commands: [(name: String, meaning: String)], on screen: inout Screen, _ rect: CellRect,
    _ row: Int, from start: Int
  ) {
    var column = start
    for (name, meaning) in commands {
      guard let command = CommandRegistry.command(name),
        let key = state.keymap.keys(of: command, in: state.mode).first,
        column + key.count + 1 + meaning.count <= rect.endColumn
      else { return }
      let end = screen.write(
        key, at: CellPoint(column: column, row: row), Style(.accent, on: .ground, .bold),
        within: rect)
      column =
        screen.write(
          " " + meaning, at: CellPoint(column: end, row: row), Style(.dim), within: rect) + 3
    }
  }

  private func drawBars(_ clip: Clip, on screen: inout Screen, _ rect: CellRect) {
    guard let card = state.model.card, let prediction = state.model.prediction(of: clip) else {
      return
    }
    let figures = card.isCalibrated ? OpinionPane.figureColumns : 0
    let names = rect.columns - OpinionPane.barColumns - figures
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
