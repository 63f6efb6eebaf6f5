import Explorer
import Labeling
import Recognition

/// What is known of a model that was compared.
struct ComparisonRow {
  /// Its name.
  let model: String
  /// Weights.
  let parameters: Int
  /// Products of values and weights for a clip.
  let multiplies: Int
  /// Test clips that are named rightly.
  let correct: Int
  /// Test clips.
  let count: Int
  /// The same of groups that it did not learn from; nil without groups.
  let heldOut: (correct: Int, count: Int)?
  /// Seconds of learning, on the wall.
  let trainSeconds: Double
  /// Milliseconds from samples to scores, on one thread.
  let millisecondsPerClip: Double
  /// Whether the loss was no number any more.
  let hasDiverged: Bool

  /// The share of test clips that are named rightly.
  var accuracy: Double { Double(correct) / Double(max(1, count)) }
  /// Where the true share lies.
  var interval: ClosedRange<Double> { WilsonInterval.interval(correct, of: count) }
  /// The share of clips of groups that were held out.
  var heldOutAccuracy: Double? {
    heldOut.map { Double($0.correct) / Double(max(1, $0.count)) }
  }

  /// The object of `compare --json`.
  var json: JSONValue {
    .object([
      ("model", .string(model)), ("parameters", .integer(parameters)),
      ("multiplies", .integer(multiplies)), ("accuracy", .number(accuracy)),
      (
        "accuracyInterval",
        .array([.number(interval.lowerBound), .number(interval.upperBound)])
      ),
      ("heldOutAccuracy", heldOutAccuracy.map(JSONValue.number) ?? .null),
      ("trainSeconds", .number((trainSeconds * 1_000).rounded() / 1_000)),
      ("millisecondsPerClip", .number((millisecondsPerClip * 10_000).rounded() / 10_000)),
      ("testClips", .integer(count)), ("diverged", .bool(hasDiverged)),
    ])
  }

  /// Rows as a table for people.
  static func table(_ rows: [ComparisonRow]) -> String {
    var table = TextTable(rightAligned: Set(1...7))
    table.add([
      "model", "parameters", "multiplies", "accuracy", "95 % between", "held out", "training",
      "a clip",
    ])
    for row in rows {
      let (low, high) = (row.interval.lowerBound, row.interval.upperBound)
      table.add([
        row.model, Format.count(row.parameters), Format.count(row.multiplies),
        percent(row.accuracy), "\(number(low)) and \(number(high))",
        row.heldOutAccuracy.map(percent) ?? "–",
        "\(Format.number(row.trainSeconds, decimals: 1)) s",
        "\(Format.number(row.millisecondsPerClip, decimals: 2)) ms",
      ])
    }
    return table.text
  }

  private static func number(_ share: Double) -> String {
    Format.number(100 * share, decimals: 1)
  }

  private static func percent(_ share: Double) -> String { number(share) + " %" }
}
