import CellCanvas
import Explorer
import Labeling
import Recognition

/// A confusion matrix and the figures beside it, for people.
struct ConfusionText {
  /// What is shown.
  let evaluation: Evaluation

  /// Classes up to which the matrix is shown whole.
  private static let wholeLimit = 20
  private static let headingWidth = 6

  /// The matrix, rows truth and columns what was said; of many classes the worst confusions.
  var text: String {
    evaluation.labels.count <= Self.wholeLimit ? matrix : confusions
  }

  private var matrix: String {
    let labels = evaluation.labels
    var table = TextTable(rightAligned: Set(1...(labels.count + 2)))
    table.add(
      ["truth \\ said"] + labels.map { DisplayText($0).cutEnd(to: Self.headingWidth).text }
        + ["clips", "right"])
    for (truth, label) in labels.enumerated() {
      let figures = evaluation.figures(of: truth)
      let cells = labels.indices.map { said in
        let count = evaluation.confusion[truth, said]
        return count == 0 ? "·" : Format.count(count)
      }
      table.add(
        [label] + cells
          + [Format.count(figures.count), figures.count == 0 ? "" : Percent.text(figures.recall)])
    }
    return table.text
  }

  private var confusions: String {
    var found: [(count: Int, truth: Int, said: Int)] = []
    for truth in evaluation.labels.indices {
      for said in evaluation.labels.indices where said != truth {
        let count = evaluation.confusion[truth, said]
        if count > 0 { found.append((count, truth, said)) }
      }
    }
    var table = TextTable(rightAligned: [2])
    table.add(["truth", "said", "clips"])
    for pair in found.sorted(by: { ($1.count, $0.truth) < ($0.count, $1.truth) }).prefix(20) {
      table.add([
        evaluation.labels[pair.truth], evaluation.labels[pair.said], Format.count(pair.count),
      ])
    }
    return found.isEmpty ? "no clip was taken for another class\n" : table.text
  }
}

/// Shares as percentages.
enum Percent {
  /// `97.3 %`.
  static func text(_ share: Double) -> String { Format.number(100 * share, decimals: 1) + " %" }

  /// `97.3 %  (94.2 to 98.9)`, of so many that were right.
  static func text(_ correct: Int, of count: Int) -> String {
    guard count > 0 else { return "no clip" }
    let interval = WilsonInterval.interval(correct, of: count)
    let (low, high) = (interval.lowerBound, interval.upperBound)
    return text(Double(correct) / Double(count))
      + "  (\(Format.number(100 * low, decimals: 1)) to \(Format.number(100 * high, decimals: 1)))"
  }
}
