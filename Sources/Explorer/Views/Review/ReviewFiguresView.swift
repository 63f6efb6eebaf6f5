import CellCanvas
import Labeling

/// The figures of a review, over the screen.
struct ReviewFiguresView {
  let state: AppState

  private static let captionColumns = 22
  /// Labels that are told one by one.
  private static let labelLimit = 12

  private enum Row {
    case fact(String, String)
    case heading(String)
    case blank
  }

  func draw(on screen: inout Screen) {
    guard let session = state.review.session else { return }
    let rows = rows(ReviewSummary(session))
    let widest =
      rows.map { row -> Int in
        if case .fact(_, let value) = row { DisplayText(value).columns } else { 0 }
      }.max() ?? 0
    let inside = FloatingBox(
      title: session.plan.title, note: session.isOver ? "every clip has a verdict" : "",
      columns: max(50, widest + Self.captionColumns + 2), rows: rows.count + 3
    ).draw(on: &screen)
    for (line, row) in rows.prefix(max(0, inside.rows - 3)).enumerated() {
      draw(row, on: &screen, inside, inside.row + 1 + line)
    }
    let foot = CellPoint(column: inside.column, row: inside.endRow - 1)
    let leave = state.review.isWholeProgram ? "q ends the program" : "q leaves the review"
    screen.write("Esc goes back to it   \(leave)", at: foot, Style(.dim), within: inside)
  }

  private func draw(_ row: Row, on screen: inout Screen, _ rect: CellRect, _ line: Int) {
    let point = CellPoint(column: rect.column, row: line)
    switch row {
    case .blank: break
    case .heading(let text):
      screen.write(DisplayText(text), at: point, Style(.bright, on: .ground, .bold), rect)
    case .fact(let caption, let value):
      screen.write(
        DisplayText(caption).cutMiddle(to: Self.captionColumns - 2), at: point, Style(.dim), rect)
      let room = rect.columns - Self.captionColumns
      screen.write(
        DisplayText(value).cutEnd(to: room),
        at: CellPoint(column: rect.column + Self.captionColumns, row: line), Style(.text), rect)
    }
  }

  private func rows(_ summary: ReviewSummary) -> [Row] {
    var rows: [Row] = [
      .fact("verdicts", verdicts(summary))
    ]
    if let pace = summary.pace {
      rows.append(
        .fact(
          "pace",
          "\(Format.number(pace, decimals: 1)) a minute, \(ReviewTime.text(summary.seconds))"
            + " of work"))
    }
    if summary.deferred > 0 { rows.append(.fact("deferred", Format.count(summary.deferred))) }
    rows += twice(summary) + labels(summary)
    rows += summary.flags.map { .fact("× " + $0.name, Format.count($0.count)) }
    return rows + bands(summary)
  }

  /// How many there are of how many that were set, and of how many there could be.
  private func verdicts(_ summary: ReviewSummary) -> String {
    let target = state.review.session?.target ?? summary.total
    let queue = target < summary.total ? ", \(Format.count(summary.total)) in the queue" : ""
    return "\(Format.count(summary.done)) of \(Format.count(target))\(queue)"
  }

  private func twice(_ summary: ReviewSummary) -> [Row] {
    guard summary.twice.both > 0 else { return [] }
    let kappa = summary.kappa.map { agreement in
      let figure = ", kappa " + Format.number(agreement.value, decimals: 2)
      let interval = agreement.interval.map {
        " (\(Format.number($0.lowerBound, decimals: 2)) to "
          + "\(Format.number($0.upperBound, decimals: 2)))"
      }
      return figure + (interval ?? "")
    }
    return [
      .fact(
        "alike with yourself", "\(summary.twice.alike) of \(summary.twice.both)" + (kappa ?? ""))
    ]
  }

  private func labels(_ summary: ReviewSummary) -> [Row] {
    guard !summary.labels.isEmpty else { return [] }
    let rest = summary.labels.dropFirst(Self.labelLimit)
    return [.blank, .heading("labels given")]
      + summary.labels.prefix(Self.labelLimit).map { .fact($0.name, Format.count($0.count)) }
      + (rest.isEmpty
        ? []
        : [.fact("\(rest.count) more", Format.count(rest.reduce(0) { $0 + $1.count }))])
  }

  private func bands(_ summary: ReviewSummary) -> [Row] {
    guard let bands = summary.bands else { return [] }
    return [.blank, .heading("the model is right, from a score on")]
      + bands.bands.indices.filter { bands.bands[$0].total > 0 }.map { place in
        let band = bands.bands[place]
        let scores = Format.number(band.scores.lowerBound, decimals: 2)
        guard let precision = bands.precision(fromBand: place) else {
          return .fact(scores, "\(Format.dash)  \(band.reviewed) of \(Format.count(band.total))")
        }
        return .fact(
          scores,
          Format.percent(precision.value) + "  (\(Format.percent(precision.interval.lowerBound))"
            + " to \(Format.percent(precision.interval.upperBound)))"
            + "  \(band.right) of \(band.reviewed) here")
      }
  }
}
