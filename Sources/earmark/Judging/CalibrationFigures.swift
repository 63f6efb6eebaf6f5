import Explorer
import Labeling
import Recognition

/// How far scores are from the shares that are right, before and after.
struct CalibrationFigures {
  /// The new temperature, by all clips; that which the model had where a new one does not help.
  let temperature: Double
  /// Whether a new temperature helps on clips that it was not fitted to.
  let helps: Bool
  /// The expected error with the temperature that the model had.
  let errorBefore: Double
  /// The expected error of each half of the clips with the temperature that fits the other half.
  let errorAfter: Double
  private let before: Double
  private let count: Int
  private let accuracy: Double
  private let lossBefore, lossAfter: Double

  /// Fewer clips say nothing.
  static let leastClips = 10

  /// Fits.
  init(logits: [[Float]], truth: [Int], before: Double) {
    self.before = before
    count = truth.count
    accuracy =
      Double(zip(logits, truth).count { Evaluation.best($0) == $1 }) / Double(max(1, truth.count))
    let errorBefore = CalibrationError.expected(
      logits: logits, temperatures: truth.map { _ in before }, truth: truth)
    let lossBefore = Temperature.loss(logits: logits, truth: truth, temperature: before)
    // Every other clip of a class is in one half, so that both have all classes.
    var seen: [Int: Int] = [:]
    let halves = truth.map { label -> Int in
      seen[label, default: 0] += 1
      return (seen[label, default: 0] + label) % 2
    }
    let fitted = (0...1).map { half in
      let others = truth.indices.filter { halves[$0] != half }
      return Temperature.fitted(logits: others.map { logits[$0] }, truth: others.map { truth[$0] })
    }
    let errorAfter = CalibrationError.expected(
      logits: logits, temperatures: halves.map { fitted[$0] }, truth: truth)
    let lossAfter =
      (0...1).reduce(0) { sum, half in
        let own = truth.indices.filter { halves[$0] == half }
        let loss = Temperature.loss(
          logits: own.map { logits[$0] }, truth: own.map { truth[$0] }, temperature: fitted[half])
        return sum + loss * Double(own.count)
      } / Double(max(1, truth.count))
    helps = lossAfter < lossBefore
    temperature = helps ? Temperature.fitted(logits: logits, truth: truth) : before
    (self.errorBefore, self.lossBefore) = (errorBefore, lossBefore)
    self.errorAfter = helps ? errorAfter : errorBefore
    self.lossAfter = helps ? lossAfter : lossBefore
  }

  /// The object of `calibrate --json`.
  func json(path: RecordingPath) -> JSONValue {
    .object(
      path.jsonMembers + [
        ("count", .integer(count)), ("accuracy", .number(accuracy)),
        ("temperatureBefore", .number(before)), ("temperature", .number(temperature)),
        ("eceBefore", .number(errorBefore)), ("eceAfter", .number(errorAfter)),
        ("lossBefore", .number(lossBefore)), ("lossAfter", .number(lossAfter)),
      ])
  }

  /// The figures for people.
  var text: String {
    var table = TextTable(rightAligned: [1, 2])
    func row(_ name: String, _ before: Double, _ after: Double, decimals: Int) {
      table.add([
        name, Format.number(before, decimals: decimals), Format.number(after, decimals: decimals),
      ])
    }
    table.add(["", "before", "after"])
    row("temperature", before, temperature, decimals: 3)
    row("calibration error", errorBefore, errorAfter, decimals: 4)
    row("loss", lossBefore, lossAfter, decimals: 4)
    return table.text + "on \(Format.count(count)) clips, of which "
      + "\(Format.number(100 * accuracy, decimals: 1)) % are named rightly\n"
  }
}
