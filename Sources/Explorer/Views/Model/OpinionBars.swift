import CellCanvas
import Labeling

/// The best classes as bars: those of the model in use, or where a label is doubted those of the
/// models that did not learn from the clip.
struct OpinionBars {
  private let guesses: [LabelDoubts.Guess]
  /// Whether scores are written: those that are not calibrated are no percentages.
  private let hasFigures: Bool
  private let nameColumns, barColumns: Int
  private let isMono: Bool

  /// Columns of the names of classes at most and at least.
  private static let names = 6...14
  /// Columns of a bar where there is room, and the least.
  private static let bars = 10...21
  private static let figureColumns = 7
  /// Columns that are left to the words beside them.
  private static let wordColumns = 34

  /// Nil where there is nothing to show, or no room.
  ///
  /// The widths are those of all classes, so that bars stay where they are from clip to clip. Where
  /// room is short, names are cut first, then bars.
  init?(_ state: AppState, columns: Int) {
    isMono = state.colorMode == .mono
    let widest: Int
    if let doubt = state.currentDoubt?.doubt {
      guesses = doubt.guesses
      hasFigures = true
      widest = state.library.labels.names.map { DisplayText($0).columns }.max() ?? 0
    } else {
      guard let card = state.model.card, let clip = state.current,
        state.model.verdict(on: clip) != nil,
        let prediction = state.model.prediction(of: clip)
      else { return nil }
      guesses = prediction.guesses.compactMap { guess in
        card.labels.indices.contains(guess.label)
          ? LabelDoubts.Guess(card.labels[guess.label], guess.score) : nil
      }
      hasFigures = card.isCalibrated
      widest = card.labelColumns
    }
    let room =
      columns - OpinionBars.wordColumns - 1 - (hasFigures ? OpinionBars.figureColumns : 0)
    let (names, bars) = (OpinionBars.names, OpinionBars.bars)
    nameColumns = max(
      names.lowerBound, min(names.upperBound, widest, room - bars.upperBound))
    barColumns = min(bars.upperBound, room - nameColumns)
    guard !guesses.isEmpty, barColumns >= bars.lowerBound else { return nil }
  }

  /// Columns that they take.
  var columns: Int {
    nameColumns + 1 + barColumns + (hasFigures ? OpinionBars.figureColumns : 0)
  }

  func draw(on screen: inout Screen, _ rect: CellRect) {
    for (place, guess) in guesses.prefix(rect.rows).enumerated() {
      let row = rect.row + place
      screen.write(
        DisplayText(guess.label).cutMiddle(to: nameColumns),
        at: CellPoint(column: rect.column, row: row),
        place == 0 ? Style(.model, on: .ground, .bold) : Style(.dim), rect)
      Bar(share: Double(guess.score), columns: barColumns, isMono: isMono).draw(
        on: &screen, at: CellPoint(column: rect.column + nameColumns + 1, row: row),
        filled: .model, ground: .ground)
      guard hasFigures else { continue }
      screen.write(
        Format.percent(Double(guess.score)), endingAt: rect.endColumn, row: row,
        place == 0 ? Style(.text) : Style(.dim))
    }
  }
}
