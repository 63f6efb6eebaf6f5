import Explorer
import Labeling
import Recognition

/// Which of some models to take, in plain sentences.
struct ComparisonAdvice {
  private let rows: [ComparisonRow]

  /// How far accuracy may fall on a group that was not heard before it is said.
  private static let fall = 0.05
  /// Fewer test clips say little.
  private static let fewClips = 100

  /// Takes the rows of a comparison.
  init(_ rows: [ComparisonRow]) { self.rows = rows.filter { !$0.hasDiverged } }

  /// The share that decides: of groups that were held out, where all have it.
  private func share(_ row: ComparisonRow) -> Double {
    decidesByGroups ? row.heldOutAccuracy ?? 0 : row.accuracy
  }

  private var decidesByGroups: Bool { rows.allSatisfy { $0.heldOut != nil } }

  private func interval(_ row: ComparisonRow) -> ClosedRange<Double> {
    guard decidesByGroups, let heldOut = row.heldOut else { return row.interval }
    return WilsonInterval.interval(heldOut.correct, of: heldOut.count)
  }

  /// The sentences.
  var text: String {
    guard let best = rows.max(by: { share($0) < share($1) }) else {
      return "No model learnt anything: look at the labels."
    }
    let near = rows.filter { share($0) >= interval(best).lowerBound }
    let chosen = near.min { $0.trainSeconds < $1.trainSeconds } ?? best
    var sentences = [take(chosen, best: best)]
    if let heldOut = chosen.heldOutAccuracy, chosen.accuracy - heldOut >= Self.fall {
      let points = Format.number(100 * (chosen.accuracy - heldOut), decimals: 0)
      sentences.append(
        "On groups that it never heard it is \(points) points worse: clips of more of them help"
          + " more than another model.")
    }
    if chosen.count < Self.fewClips {
      let width = 50 * (chosen.interval.upperBound - chosen.interval.lowerBound)
      sentences.append(
        "With \(chosen.count) test clips, differences below"
          + " \(Format.number(width, decimals: 0)) points may be chance.")
    }
    return sentences.joined(separator: " ")
  }

  private func take(_ chosen: ComparisonRow, best: ComparisonRow) -> String {
    let what = decidesByGroups ? "of clips of groups that it never heard" : "of the test clips"
    let figure = Format.number(100 * share(chosen), decimals: 1)
    let start = "Take \(chosen.model): it names \(figure) % \(what) rightly"
    guard rows.count > 1 else { return start + "." }
    guard chosen.model != best.model else {
      let faster = rows.filter { $0.trainSeconds < chosen.trainSeconds }
      return start + (faster.isEmpty ? ", and learns fastest." : ", more than all others.")
    }
    return start + ", which is as good as \(best.model)"
      + " (\(Format.number(100 * share(best), decimals: 1)) %) as far as these clips can tell,"
      + " and it learns in \(Format.number(chosen.trainSeconds, decimals: 1)) s"
      + " instead of \(Format.number(best.trainSeconds, decimals: 1)) s."
  }
}
