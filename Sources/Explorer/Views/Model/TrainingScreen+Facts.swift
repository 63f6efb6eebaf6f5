import CellCanvas
import Labeling

extension TrainingScreen {
  /// Facts of the run, of the next one, and the share of each class that is right.
  func drawFacts(on screen: inout Screen, _ rect: CellRect) {
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
      let isShort = rect.rows < TrainingScreen.shortRows
      if !isShort { heading("run") }
      drawRun(run, isShort: isShort, line)
      if !isShort { row += 1 }
    }
    if state.model.training?.isRunning != true {
      heading("next run")
      if let refusal = state.trainingRefusal {
        for text in WrappedText(
          refusal + state.withKeys(" {go-browse}, then a digit or {type-label} labels."),
          columns: rect.columns - 9
        )
        .lines {
          line("", text.text, .warn)
        }
      } else {
        let counts = state.classCounts
        let labelled = counts.values.reduce(0, +)
        line("clips", "\(Format.count(labelled)) labelled, \(counts.count) classes")
        let several = state.severalCount
        if several > 0 {
          line("", "of \(Format.count(several)) with several the first counts", .dim)
        }
        let least = counts.min { ($0.value, $0.key) < ($1.value, $1.key) }
        if let least {
          line(
            "fewest", "\(least.key) has \(Format.count(least.value))",
            least.value < TrainingScreen.fewClips ? .warn : .text)
          if least.value < TrainingScreen.fewClips {
            line("", "with so few, figures say little", .dim)
          }
        }
        line("kind", state.model.trainingKind)
        // The list may have cut what it is.
        let kind = state.model.kinds.first { $0.name == state.model.trainingKind }
        let words = WrappedText(kind?.summary ?? "", columns: rect.columns - 9).lines
        if rect.endRow - row > words.count + 3 { for text in words { line("", text.text, .dim) } }
        if let left = state.model.unfinished {
          line("left", "\(left.name), \(left.kind)" + (left.percent.map { ", \($0) % done" } ?? ""))
          if left.kind == state.model.trainingKind {
            line("", "goes on if labels and clips are the same", .dim)
          }
        }
        line(
          "", state.withKeys("{begin-training} begins, {next-kind} {previous-kind} other kinds"),
          .dim)
      }
    } else {
      let more = state.saving.undoDepth - (state.model.training?.undoDepth ?? 0)
      let count = max(0, more)
      line("", state.withKeys("Labelling goes on: {go-browse} is the list."), .dim)
      line("", state.withKeys("{begin-training} ends it with the best pass."), .dim)
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

  /// Rows below which the figures alone are told.
  private static let shortRows = 9

  private func drawRun(
    _ run: TrainingSession, isShort: Bool, _ line: (String, String, ThemeSlot) -> Void
  ) {
    if let facts = run.facts {
      line("model", "\(facts.model)  \(Format.count(facts.parameterCount)) weights", .text)
      var parts = [(facts.trainingCount, "to learn"), (facts.validationCount, "to judge")]
      if facts.testingCount > 0 { parts.append((facts.testingCount, "kept to test")) }
      line("clips", parts.map { "\(Format.count($0)) \($1)" }.joined(separator: ", "), .text)
      if !isShort { line("recipe", facts.recipe, .text) }
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
    line("now", figure(now) + (now == nil ? "" : "  of the clips to judge"), .bright)
    drawBefore(run, line)
    line("linear", figure(run.baseline) + "  logistic regression", .text)
    if case .saved(let summary) = run.stage, !summary.isCalibrated {
      line("", "its scores are no percentages: too few", .warn)
      line("", "clips were left to calibrate them", .warn)
    }
    if case .failed(let failure) = run.stage { line("", failure.why, .bad) }
  }

  /// The model that was in use when the training began.
  private func drawBefore(
    _ run: TrainingSession, _ line: (String, String, ThemeSlot) -> Void
  ) {
    guard let before = run.before else {
      line(run.isRunning ? "in use" : "before", "no model", .text)
      return
    }
    let name = DisplayText(before.name).text
    let words = run.measuredBefore?.isOnSameClips == true ? "" : ", of other clips"
    let accuracy = run.measuredBefore?.accuracy ?? before.accuracy
    let text = "\(figure(accuracy))  \(name)\(accuracy == nil ? "" : words)"
    guard case .saved(let summary) = run.stage, let comparison = summary.comparison,
      comparison.keepsBefore
    else {
      line(run.isRunning ? "in use" : "before", text, .text)
      return
    }
    line("in use", text + " stays", .good)
    line("", "gm \(run.facts?.name ?? "") takes the new one", .dim)
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
      Bar(share: recall.share, columns: 18, isMono: state.colorMode == .mono).draw(
        on: &screen, at: CellPoint(column: rect.column + names + 1, row: row), filled: .model,
        ground: .ground)
      screen.write(
        Format.number(recall.share * 100, decimals: 1),
        endingAt: rect.column + names + 26, row: row, Style(.text))
    }
  }
}
