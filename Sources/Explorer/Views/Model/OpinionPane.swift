import CellCanvas
import Labeling

/// What the model says of the clip under the cursor, beside its label: the best classes as bars, and
/// how they stand to the label. In the list of doubted labels it is the suggestion.
struct OpinionPane {
  let state: AppState

  /// Columns before the words, where their caption stands.
  private static let captionColumns = 8

  /// Draws into the row of the label and the two below it.
  func draw(on screen: inout Screen, _ rect: CellRect) {
    guard let clip = state.current else { return }
    let bars = OpinionBars(state, columns: rect.columns)
    let words = CellRect(
      column: rect.column + OpinionPane.captionColumns, row: rect.row + 1,
      columns: rect.columns - OpinionPane.captionColumns - (bars.map { $0.columns + 2 } ?? 0),
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
    guard let bars else { return }
    bars.draw(
      on: &screen,
      CellRect(
        column: rect.endColumn - bars.columns, row: rect.row, columns: bars.columns,
        rows: rect.rows))
  }

  private func drawWords(_ clip: Clip, on screen: inout Screen, _ rect: CellRect) {
    let start = CellPoint(column: rect.column, row: rect.row)
    guard let card = state.model.card else { return }
    if clip.label == nil, card.isTooLong(clip.duration) {
      drawTooLong(card, on: &screen, rect)
      return
    }
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
    let part = card.part(of: clip.duration)
    let scores = card.isCalibrated ? nil : "not calibrated"
    let long = card.isCalibrated ? nil : "not calibrated: bars are no percentages"
    // A phrase that has no room leaves whole.
    let phrases = [[part, long], [part, scores], [part], [scores]].map { words in
      words.compactMap(\.self).map { "  " + $0 }.joined()
    }
    let text = phrases.first { end + $0.count <= rect.endColumn } ?? ""
    screen.write(text, at: CellPoint(column: end, row: rect.row), Style(.dim), within: rect)
    guard rect.rows > 1 else { return }
    drawVerdict(verdict, clip, card, on: &screen, rect)
  }

  /// Of a long recording the model says nothing as a whole.
  private func drawTooLong(_ card: ModelCard, on screen: inout Screen, _ rect: CellRect) {
    let window = Format.number(card.seconds, decimals: 1) + " s"
    for (line, text) in [
      "hears \(window) at a time",
      state.withKeys(
        (state.mode == .spectrogram ? "" : "{go-label}: ")
          + "{accept-prediction} takes what it hears at the cursor"),
    ].prefix(rect.rows).enumerated() {
      screen.write(
        DisplayText(text).cutEnd(to: rect.columns),
        at: CellPoint(column: rect.column, row: rect.row + line), Style(.dim), rect)
    }
  }

  private func drawVerdict(
    _ verdict: ModelState.Verdict, _ clip: Clip, _ card: ModelCard, on screen: inout Screen,
    _ rect: CellRect
  ) {
    let row = rect.row + 1
    let isForeign =
      clip.label.map { !card.labels.contains($0) && $0 != FolderLabel.backgroundNoise } ?? false
    let sentence: (String, ThemeSlot) =
      switch verdict {
      case .agrees: (isForeign ? "has no class for the label" : "agrees with the label", .dim)
      case .differs where isForeign: ("has no class for the label", .dim)
      case .differs: ("differs from the label", .warn)
      case .proposes: ("proposes a label", .dim)
      case .unsure where state.proposal(for: clip) == nil: ("is no label", .dim)
      case .unsure: ("is not sure", .dim)
      }
    let words = isForeign && sentence.0.count > rect.columns ? "no class for it" : sentence.0
    let end = screen.write(
      words.count > rect.columns ? "" : words, at: CellPoint(column: rect.column, row: row),
      Style(sentence.1), within: rect)
    guard verdict != .agrees, state.proposal(for: clip) != nil else { return }
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
}
