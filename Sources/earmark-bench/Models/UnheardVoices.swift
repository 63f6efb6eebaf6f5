import Foundation
import Labeling
import Recognition

/// What models say of voices that they never heard, fold by fold: it tells how sure the model that
/// heard all of them may be.
struct UnheardVoices {
  /// What one model said, and what it was.
  private struct Fold {
    let logits: [[Float]]
    let truth: [Int]
  }

  private var folds: [Fold] = []

  /// Asks a model about recordings of voices that it did not learn from.
  mutating func add(_ model: ModelFile, on unheard: Recordings) throws {
    let answers = try model.answers(to: unheard)
    folds.append(
      Fold(logits: answers.map { $0.opinion.logits }, truth: answers.map { $0.truth }))
  }

  /// Gives a model the temperature that fits all folds, and says so on its card.
  ///
  /// The error afterwards is that of each fold with the temperature that fits the others.
  ///
  /// - Parameter recordings: What the recordings are, in words.
  func calibrate(_ model: inout ModelFile, recordings: String) {
    let truth = folds.flatMap(\.truth)
    let logits = folds.flatMap(\.logits)
    let temperature = Temperature.fitted(logits: logits, truth: truth)
    let fitted = folds.indices.flatMap { own in
      let others = folds.indices.filter { $0 != own }.map { folds[$0] }
      let temperature = Temperature.fitted(
        logits: others.flatMap(\.logits), truth: others.flatMap(\.truth))
      return folds[own].truth.map { _ in temperature }
    }
    let before = CalibrationError.expected(
      logits: logits, temperatures: truth.map { _ in 1 }, truth: truth)
    let after = CalibrationError.expected(logits: logits, temperatures: fitted, truth: truth)
    let right = zip(logits, truth).count { Evaluation.best($0) == $1 }
    let accuracy = Double(right) / Double(max(1, truth.count))
    model.configuration.temperature = temperature
    model.configuration.metrics["crossValidatedAccuracy"] = accuracy
    model.configuration.metrics["calibrationClips"] = Double(truth.count)
    model.configuration.metrics["calibrationErrorBefore"] = before
    model.configuration.metrics["calibrationError"] = after
    model.configuration.provenance["calibration"] = "\(truth.count) \(recordings)"
    say(
      String(
        format: "  temperature %.3f by %d recordings, calibration error %.3f before, %.3f after",
        temperature, truth.count, before, after),
      String(format: "(%.1f %% right)", 100 * accuracy))
  }
}
