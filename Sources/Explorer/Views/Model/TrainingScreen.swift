import CellCanvas
import Labeling

/// How a training goes: curves, facts, what it is compared with.
struct TrainingScreen {
  let state: AppState

  private static let sideColumns = 46

  func draw(on screen: inout Screen) {
    let size = state.size
    drawPlace(on: &screen, CellRect(column: 0, row: 0, columns: size.columns, rows: 1))
    let hasSide = size.columns >= 110
    let left = CellRect(
      column: 0, row: 1, columns: size.columns - (hasSide ? TrainingScreen.sideColumns : 0),
      rows: size.rows - 3)
    if let run = state.model.training, hasSide || !run.passes.isEmpty || run.isRunning {
      drawCurves(run, on: &screen, left, hasSide: hasSide)
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
      let rows = state.model.training == nil ? left.rows : min(10, left.rows / 2)
      drawFacts(
        on: &screen,
        CellRect(column: 1, row: left.endRow - rows, columns: left.columns - 2, rows: rows))
    }
    drawStatus(on: &screen, CellRect(column: 0, row: size.rows - 2, columns: size.columns, rows: 1))
  }

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
    case .running:
      let percent = min(99, Int(run.share * 100))
      screen.write("\(percent) %", endingAt: end, row: rect.row, bright)
      let columns = rect.columns < 100 ? 12 : 20
      Bar(share: run.share, columns: columns).draw(
        on: &screen, at: CellPoint(column: end - 6 - columns, row: rect.row), filled: .good,
        ground: .raised)
      screen.write(passWords(run), endingAt: end - 7 - columns, row: rect.row, plain)
    case .saved(let summary):
      screen.write(
        summary.ending, endingAt: end, row: rect.row,
        Style(.good, on: .raised, [.bold, .reverseInMono]))
    case .failed(let failure):
      screen.write(
        DisplayText(failure.what).cutEnd(to: rect.columns / 2).text, endingAt: end, row: rect.row,
        Style(.bad, on: .raised, [.bold, .reverseInMono]))
    case .cancelled: screen.write("given up", endingAt: end, row: rect.row, plain)
    }
  }

  private func passWords(_ run: TrainingCourse) -> String {
    guard let facts = run.facts, facts.passCount > 1 else { return "" }
    return "pass \(min(run.passes.count + 1, facts.passCount)) of \(facts.passCount)"
  }

  // MARK: Curves

  private func drawCurves(
    _ run: TrainingCourse, on screen: inout Screen, _ rect: CellRect, hasSide: Bool
  ) {
    let passes = max(run.facts?.passCount ?? 1, run.passes.count)
    guard passes > 1 else {
      Explanation(
        sign: "·", .dim,
        what: run.isRunning ? "Learning from all clips at once." : "It learnt from all clips at once.",
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
      drawLegend(on: &screen, endingAt: rect.endColumn - 2, row: rect.row)
    }
    let rows = hasSide ? rect.rows - lossRows : rect.rows - min(10, rect.rows / 2)
    let row = rect.row + lossRows
    accuracyPlot(run, passes).draw(
      on: &screen,
      in: CellRect(column: rect.column, row: row, columns: rect.columns - 1, rows: rows))
    if let best = run.best, let accuracy = best.validationAccuracy {
      let text = "best \(Format.number(accuracy * 100, decimals: 1)) % after pass \(best.number)"
      screen.write(text, endingAt: rect.endColumn - 2, row: row, Style(.text))
    } else if !isTall {
      drawLegend(on: &screen, endingAt: rect.endColumn - 2, row: row)
    }
  }

  private func drawLegend(on screen: inout Screen, endingAt end: Int, row: Int) {
    screen.write("━ training   ━ validation", endingAt: end, row: row, Style(.dim))
    screen.write("━", at: CellPoint(column: end - 25, row: row), Style(.accent, on: .ground, .bold))
    screen.write("━", at: CellPoint(column: end - 12, row: row), Style(.cursor, on: .ground, .bold))
  }

  private func lossPlot(_ run: TrainingCourse, _ passes: Int) -> CurvePlot {
    let losses = run.passes.map(\.trainingLoss) + run.passes.compactMap(\.validationLoss)
    let highest = losses.filter(\.isFinite).max() ?? 1
    let top = [0.1, 0.2, 0.5, 1, 2, 3, 5, 10, 20, 50].first { $0 >= highest } ?? 100
    return CurvePlot(
      title: "loss", range: 0...top,
      ticks: [0, 0.25, 0.5, 0.75, 1].map {
        ($0 * top, Format.number($0 * top, decimals: top < 1 ? 2 : 1))
      }, passCount: passes,
      curves: [
        CurvePlot.Curve(
          points: run.passes.map { ($0.number, $0.trainingLoss) }, slot: .accent),
        CurvePlot.Curve(
          points: run.passes.compactMap { pass in
            pass.validationLoss.map { (pass.number, $0) }
          }, slot: .cursor),
      ])
  }

  private func accuracyPlot(_ run: TrainingCourse, _ passes: Int) -> CurvePlot {
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
          points: run.passes.map { ($0.number, $0.trainingAccuracy) }, slot: .accent),
        CurvePlot.Curve(
          points: run.passes.compactMap { pass in
            pass.validationAccuracy.map { (pass.number, $0) }
          }, slot: .cursor),
      ])
  }

  // MARK: Facts

  private func drawFacts(on screen: inout Screen, _ rect: CellRect) {
    var row = rect.row
    func line(_ name: String, _ text: String, _ slot: ThemeSlot = .text) {
      guard row < rect.endRow else { return }
      screen.write(name, at: CellPoint(column: rect.column, row: row), Style(.dim), within: rect)
      screen.canvas.write(
        DisplayText(text).cutEnd(to: rect.columns - 9),
        at: CellPoint(column: rect.column + 9, row: row), Style(slot), within: rect)
      row += 1
    }
    func heading(_ text: String) {
      guard row < rect.endRow else { return }
      screen.write(
        text, at: CellPoint(column: rect.column, row: row), Style(.dim, on: .ground, .bold),
        within: rect)
      row += 1
    }
    if let run = state.model.training {
      heading("run")
      drawRun(run, line)
      row += 1
    }
    if state.model.training?.isRunning != true {
      heading("next run")
      if let refusal = state.trainingRefusal {
        line("", refusal, .warn)
      } else {
        let classes = Set(state.library.clips.compactMap(\.label)).count
        line("clips", "\(Format.count(state.library.labelledCount)) labelled, \(classes) classes")
        line(
          "kind",
          state.model.trainingKind == TrainingRequest.automatic
            ? "automatic: what suits so many labels" : state.model.trainingKind)
        line("", "Enter begins, h l other kinds; labelling goes on", .dim)
      }
    } else {
      let more = state.saving.undoDepth - (state.model.training?.undoDepth ?? 0)
      let count = max(0, more)
      line("", "Labelling goes on: gb is the list.", .dim)
      if count > 0 {
        line("", "\(count) new \(count == 1 ? "edit joins" : "edits join") the next run.", .dim)
      }
    }
    if let recalls = state.model.training?.passes.last?.recalls, !recalls.isEmpty {
      row += 1
      drawRecalls(
        recalls, on: &screen,
        CellRect(
          column: rect.column, row: row, columns: rect.columns, rows: max(0, rect.endRow - row)))
    }
  }

  private func drawRun(_ run: TrainingCourse, _ line: (String, String, ThemeSlot) -> Void) {
    if let facts = run.facts {
      line("model", "\(facts.model)  \(Format.count(facts.parameterCount)) weights", .text)
      line(
        "clips",
        "\(Format.count(facts.trainingCount)) to learn, \(Format.count(facts.validationCount)) to judge",
        .text)
      line("recipe", facts.recipe, .text)
    } else if run.isRunning {
      line("", "reading the clips", .dim)
    }
    let elapsed = Format.clock(run.elapsed(at: state.now), decimals: 0)
    let left = run.left(at: state.now).map { "   left " + Format.clock($0, decimals: 0) } ?? ""
    line("elapsed", elapsed + left, .text)
    let now: Double? =
      if case .saved(let summary) = run.stage {
        summary.validationAccuracy
      } else {
        run.passes.last?.validationAccuracy
      }
    line("now", figure(now), .bright)
    line("before", figure(run.accuracyBefore), .text)
    line("linear", figure(run.baseline), .text)
    if case .saved(let summary) = run.stage, !summary.isCalibrated {
      line("", "too few clips to calibrate its scores", .warn)
    }
    if case .failed(let failure) = run.stage { line("", failure.why, .bad) }
  }

  private func figure(_ share: Double?) -> String {
    share.map { Format.number($0 * 100, decimals: 1) + " %" } ?? Format.dash
  }

  /// The classes that are found least often come first.
  private func drawRecalls(
    _ recalls: [TrainingPass.Recall], on screen: inout Screen, _ rect: CellRect
  ) {
    guard rect.rows > 1 else { return }
    screen.write(
      "per class, validation", at: CellPoint(column: rect.column, row: rect.row),
      Style(.dim, on: .ground, .bold), within: rect)
    let sorted = recalls.enumerated().sorted {
      ($0.element.share, $0.offset) < ($1.element.share, $1.offset)
    }.map(\.element)
    let names = min(12, (sorted.map { DisplayText($0.label).columns }.max() ?? 4) + 1)
    for (place, recall) in sorted.prefix(rect.rows - 1).enumerated() {
      let row = rect.row + 1 + place
      screen.canvas.write(
        DisplayText(recall.label).cutMiddle(to: names),
        at: CellPoint(column: rect.column, row: row), Style(.text), within: rect)
      Bar(share: recall.share, columns: 18).draw(
        on: &screen, at: CellPoint(column: rect.column + names + 1, row: row), filled: .model,
        ground: .ground)
      screen.write(
        Format.number(recall.share * 100, decimals: 1),
        endingAt: rect.column + names + 26, row: row, Style(.text))
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
