import CellCanvas
import Labeling

/// The row over a tile: the label, and what the model says of it. The score leaves first, then the
/// class.
struct TileCaption {
  let state: AppState
  let clip: Clip
  let legend: LabelLegend
  let isCursor: Bool

  /// Columns that a label keeps while the model's class has any.
  private static let leastLabel = 5
  /// Columns that the model's class keeps, or it leaves whole.
  private static let leastClass = 4

  /// A sign, a class and a score, as many as have room.
  private struct Opinion {
    let verdict: ModelState.Verdict
    var name: String
    var score: String

    var columns: Int {
      1 + [name, score].filter { !$0.isEmpty }.reduce(0) { $0 + 1 + DisplayText($1).columns }
    }
  }

  func draw(on screen: inout Screen, in rect: CellRect) {
    let ground: ThemeSlot = isCursor ? .select : .ground
    let attributes: TextAttributes = isCursor ? [.reverseInMono, .bold] : []
    screen.canvas.fill(rect, Style(.text, on: ground, attributes))
    let annotation = clip.wholeAnnotation
    let label = DisplayText(annotation.map { state.labelText(of: clip, $0) } ?? "·")
    let opinion = opinion(beside: label, rect.columns)
    let right = opinion.map { rect.endColumn - $0.columns } ?? rect.endColumn
    let room = CellRect(
      column: rect.column, row: rect.row,
      columns: max(0, right - rect.column - (opinion == nil ? 0 : 1)), rows: 1)
    let paint: Paint =
      annotation.map { .label(legend.color(of: $0.label)) } ?? .slot(.dim)
    let isOfPerson = annotation.map { $0.origin != .folder } ?? false
    screen.write(
      label.cutMiddle(to: room.columns), at: CellPoint(column: rect.column, row: rect.row),
      Style(paint, on: .slot(ground), isOfPerson ? attributes.union(.bold) : attributes), room)
    if let opinion { draw(opinion, at: right, on: &screen, rect, ground, attributes) }
  }

  /// What the model says, cut to what the label leaves.
  private func opinion(beside label: DisplayText, _ columns: Int) -> Opinion? {
    guard let best = state.model.best(of: clip), let verdict = state.model.verdict(on: clip) else {
      return nil
    }
    let score = state.model.card?.isCalibrated == true ? Format.score(Double(best.score)) : ""
    // What agrees needs no second name.
    let name = verdict == .agrees ? "" : best.label
    let whole = Opinion(verdict: verdict, name: DisplayText(name).text, score: score)
    let room = columns - 1 - label.columns
    if whole.columns <= room { return whole }
    let unscored = Opinion(verdict: verdict, name: whole.name, score: "")
    if unscored.columns <= room { return unscored }
    let least = columns - 1 - min(label.columns, TileCaption.leastLabel)
    guard !name.isEmpty, least - 2 >= TileCaption.leastClass else {
      return Opinion(verdict: verdict, name: "", score: "")
    }
    // Both names are too long: each gets its half, or what the other leaves.
    let wanted = max(least - 2 - (label.columns - TileCaption.leastLabel) / 2, room - 2)
    let kept = max(TileCaption.leastClass, min(wanted, least - 2))
    return Opinion(
      verdict: verdict, name: DisplayText(name).cutMiddle(to: kept).text, score: "")
  }

  private func draw(
    _ opinion: Opinion, at column: Int, on screen: inout Screen, _ rect: CellRect,
    _ ground: ThemeSlot, _ attributes: TextAttributes
  ) {
    let slot: ThemeSlot =
      switch opinion.verdict {
      case .agrees: .good
      case .differs: .warn
      case .proposes: .model
      case .unsure: .dim
      }
    var column = screen.write(
      opinion.verdict.sign, at: CellPoint(column: column, row: rect.row),
      Style(slot, on: ground, opinion.verdict == .differs ? attributes.union(.bold) : attributes),
      within: rect)
    if !opinion.name.isEmpty {
      column = screen.write(
        " " + opinion.name, at: CellPoint(column: column, row: rect.row),
        Style(.model, on: ground, attributes), within: rect)
    }
    if !opinion.score.isEmpty {
      screen.write(
        " " + opinion.score, at: CellPoint(column: column, row: rect.row),
        Style(.dim, on: ground, attributes), within: rect)
    }
  }
}
