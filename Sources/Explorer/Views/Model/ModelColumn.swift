import CellCanvas
import Labeling

/// What the model says of a clip in its row of the list: sign, class, score.
struct ModelColumn {
  /// The column of the sign.
  let sign: Int
  private let name: CellRect
  private let scoreEnd: Int?

  /// Whether there is no room for the class.
  var isSignAlone: Bool { name.columns == 0 }

  /// Takes the right end of a row.
  ///
  /// - Parameter classColumns: Columns of the name of a class; 0 shows the sign alone, one column
  ///   before the label.
  ///   - hasScore: Whether scores are shown; those that are not calibrated are no percentages.
  init(_ row: CellRect, classColumns: Int, hasScore: Bool) {
    scoreEnd = hasScore ? row.endColumn - 1 : nil
    let end = row.endColumn - (hasScore ? 5 : 1)
    name = CellRect(
      column: end - classColumns, row: row.row, columns: classColumns, rows: 1)
    sign = classColumns > 0 ? name.column - 2 : row.endColumn - 9
  }

  func drawHeading(on screen: inout Screen, _ state: AppState) {
    let sort = state.browser.sort
    let dim = Style(.dim)
    let isOfDoubts = state.browser.scope?.isOfDoubts == true
    if name.columns > 0 {
      let mark = sort == .agreement || sort == .predicted ? " ▴" : ""
      screen.write(
        (isOfDoubts ? "to" : "model") + mark,
        at: CellPoint(column: name.column, row: name.row), dim,
        within: CellRect(column: name.column, row: name.row, columns: name.columns + 1, rows: 1))
    }
    if let scoreEnd {
      let mark = sort == .score || sort == .unsure ? "▴ " : ""
      screen.write(
        mark + (isOfDoubts ? "odds" : "%"), endingAt: scoreEnd, row: name.row, dim)
    }
  }

  func draw(
    _ clip: Clip, _ state: AppState, on screen: inout Screen, _ ground: ThemeSlot,
    _ attributes: TextAttributes
  ) {
    if state.browser.scope?.isOfDoubts == true {
      drawDoubt(clip, state, on: &screen, ground, attributes)
      return
    }
    guard let best = state.model.best(of: clip), let verdict = state.model.verdict(on: clip) else {
      if let failure = state.model.failures[clip.id], !failure.isEmpty {
        screen.write(
          "!", at: CellPoint(column: sign, row: name.row), Style(.bad, on: ground, attributes))
      }
      return
    }
    let slot: ThemeSlot =
      switch verdict {
      case .agrees: .dim
      case .differs: .warn
      case .proposes: .model
      case .unsure: .dim
      }
    let isLoud = verdict == .differs
    draw(
      sign: verdict.sign, slot, best.label, isLoud ? .model : verdict == .agrees ? .dim : .model,
      isLoud: isLoud, on: &screen, ground, attributes)
    guard let scoreEnd else { return }
    screen.write(
      Format.score(Double(best.score)), endingAt: scoreEnd, row: name.row,
      Style(.dim, on: ground, attributes))
  }

  private func draw(
    sign glyph: String, _ slot: ThemeSlot, _ label: String, _ labelSlot: ThemeSlot, isLoud: Bool,
    on screen: inout Screen, _ ground: ThemeSlot, _ attributes: TextAttributes
  ) {
    screen.write(
      glyph, at: CellPoint(column: sign, row: name.row),
      Style(slot, on: ground, isLoud ? attributes.union(.bold) : attributes))
    guard name.columns > 0 else { return }
    screen.write(
      DisplayText(label).cutMiddle(to: name.columns),
      at: CellPoint(column: name.column, row: name.row),
      Style(labelSlot, on: ground, isLoud ? attributes.union(.bold) : attributes), name)
  }

  /// A suggestion; once decided it is dim, with the verdict in the place of the arrow.
  private func drawDoubt(
    _ clip: Clip, _ state: AppState, on screen: inout Screen, _ ground: ThemeSlot,
    _ attributes: TextAttributes
  ) {
    guard let doubt = state.model.doubts.about(clip.id) else { return }
    let decision = state.model.decision(on: doubt, clip)
    let isDecided = decision != .open
    draw(
      sign: decision == .open || decision == .taken ? "→" : "✓", isDecided ? .good : .warn,
      doubt.suggested, isDecided ? .dim : .model, isLoud: !isDecided, on: &screen, ground,
      attributes)
    if let scoreEnd {
      screen.write(
        LabelDoubts.written(doubt.odds), endingAt: scoreEnd, row: name.row,
        Style(.dim, on: ground, attributes))
    }
  }
}

extension LabelDoubts {
  /// Odds in at most four characters.
  static func written(_ odds: Float) -> String {
    guard odds.isFinite, odds < 999.5 else { return ">999" }
    return Format.number(Double(odds), decimals: odds < 9.95 ? 1 : 0)
  }
}
