import CellCanvas

extension TrainingScreen {
  /// Loss and accuracy over the passes.
  func drawCurves(
    _ run: TrainingSession, on screen: inout Screen, _ rect: CellRect, hasSide: Bool
  ) {
    let passes = max(run.facts?.passCount ?? 1, run.passes.count)
    guard passes > 1 else {
      Explanation(
        sign: "·", .dim,
        what: run.isRunning
          ? "Learning from all clips at once." : "It learnt from all clips at once.",
        rest: ["There are no passes, so there is no curve."]
      ).draw(
        on: &screen,
        in: CellRect(
          column: rect.column + 2, row: rect.row + 2, columns: rect.columns - 4,
          rows: max(1, rect.rows / 2)))
      return
    }
    let isTall = hasSide && rect.rows >= 20
    let lossRows = isTall ? rect.rows / 2 : 0
    if isTall {
      lossPlot(run, passes).draw(
        on: &screen,
        in: CellRect(column: rect.column, row: rect.row, columns: rect.columns - 1, rows: lossRows))
      drawLegend(
        on: &screen, CellPoint(column: rect.endColumn - 2 - legendColumns, row: rect.row))
    }
    let rows = hasSide ? rect.rows - lossRows : rect.rows - TrainingScreen.factRows(rect.rows)
    let row = rect.row + lossRows
    accuracyPlot(run, passes).draw(
      on: &screen,
      in: CellRect(column: rect.column, row: row, columns: rect.columns - 1, rows: rows))
    var start = rect.column + TrainingScreen.titleColumns
    if !isTall {
      drawLegend(on: &screen, CellPoint(column: start, row: row))
      start += legendColumns + 2
    }
    guard let best = run.best, let accuracy = best.validationAccuracy else { return }
    let short = "best \(Format.number(accuracy * 100, decimals: 1)) %"
    let end = rect.endColumn - 2
    let text = [short + " after pass \(best.number)", short].first { start + $0.count <= end }
    if let text { screen.write(text, endingAt: end, row: row, Style(.text)) }
  }

  /// Columns of the title of a plot, with blanks after it.
  private static let titleColumns = 14
  private static let mono = "+"

  /// What tells the curve of the training clips apart: its colour, or its glyph.
  private var trainingGlyph: String? { state.colorMode == .mono ? TrainingScreen.mono : nil }

  private var legendColumns: Int { "━ training   ━ validation".count }

  private func drawLegend(on screen: inout Screen, _ point: CellPoint) {
    var column = point.column
    for (glyph, slot, name) in [
      (trainingGlyph ?? "━", ThemeSlot.accent, " training   "), ("━", .cursor, " validation"),
    ] {
      column = screen.write(
        glyph, at: CellPoint(column: column, row: point.row), Style(slot, on: .ground, .bold))
      column = screen.write(
        name, at: CellPoint(column: column, row: point.row), Style(.dim))
    }
  }

  private func lossPlot(_ run: TrainingSession, _ passes: Int) -> CurvePlot {
    let losses = run.passes.map(\.trainingLoss) + run.passes.compactMap(\.validationLoss)
    let highest = losses.filter(\.isFinite).max() ?? 1
    let top = [0.2, 0.4, 0.8, 1.2, 2, 2.4, 4, 6, 8, 20, 40].first { $0 >= highest } ?? 100
    return CurvePlot(
      title: "loss", range: 0...top,
      ticks: [0, 0.25, 0.5, 0.75, 1].map {
        ($0 * top, Format.number($0 * top, decimals: top < 0.4 ? 2 : 1))
      }, passCount: passes,
      curves: [
        CurvePlot.Curve(
          points: run.passes.map { ($0.number, $0.trainingLoss) }, slot: .accent,
          glyph: trainingGlyph),
        CurvePlot.Curve(
          points: run.passes.compactMap { pass in
            pass.validationLoss.map { (pass.number, $0) }
          }, slot: .cursor),
      ])
  }

  private func accuracyPlot(_ run: TrainingSession, _ passes: Int) -> CurvePlot {
    let values = run.passes.map(\.trainingAccuracy) + run.passes.compactMap(\.validationAccuracy)
    let lowest = values.min() ?? 0
    let bottom = [0.9, 0.8, 0.5].first { $0 <= lowest } ?? 0
    return CurvePlot(
      title: "accuracy  %", range: bottom...1,
      ticks: [0, 0.25, 0.5, 0.75, 1].map { share in
        let value = bottom + share * (1 - bottom)
        return (value, Format.number(value * 100, decimals: bottom > 0.8 ? 1 : 0))
      }, passCount: passes,
      curves: [
        CurvePlot.Curve(
          points: run.passes.map { ($0.number, $0.trainingAccuracy) }, slot: .accent,
          glyph: trainingGlyph),
        CurvePlot.Curve(
          points: run.passes.compactMap { pass in
            pass.validationAccuracy.map { (pass.number, $0) }
          }, slot: .cursor),
      ], best: run.best?.number)
  }
}
