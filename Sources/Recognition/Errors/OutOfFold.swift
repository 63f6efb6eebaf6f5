import Labeling
import NeuralNetworks
import Workers

/// What models say of clips that they did not learn from: a logistic regression for every fold.
public enum OutOfFold {
  /// The logits of every clip by the model that learned from the other folds.
  ///
  /// A class that no other fold has is never suggested.
  ///
  /// - Parameters:
  ///   - features: `[clips]` of the same number of finite values.
  ///   - labels: The class of each clip.
  ///   - folds: The division of these clips.
  ///   - report: Hears of every fold that is done.
  /// - Returns: `[clips]` of `[classes]`; nil where it was cancelled.
  public static func logits(
    _ features: [[Float]], labels: [Int], classes: Int, folds: Folds,
    regression: LogisticRegression = LogisticRegression(),
    threads: Int = ParallelLoop.processorCount,
    isCancelled: @escaping @Sendable () -> Bool = { false }, report: (Int) -> Void = { _ in }
  ) -> [[Float]]? {
    precondition(features.count == labels.count, "every clip needs values and a class")
    let width = features.first?.count ?? 0
    var logits = [[Float]](repeating: [], count: features.count)
    var done = 0
    ParallelLoop.forEach(
      count: folds.all.count, threads: threads, isCancelled: isCancelled
    ) { place throws(Never) -> [[Float]] in
      let fold = folds.all[place]
      let fit = regression.fit(
        fold.training.flatMap { features[$0] }, width: width,
        targets: fold.training.map { ExampleTarget(label: labels[$0]) }, classes: classes,
        isCancelled: isCancelled)
      return fold.heldOut.map { fit.logits(features[$0]) }
    } deliver: { place, result in
      guard case .success(let answers) = result else { return }
      for (clip, answer) in zip(folds.all[place].heldOut, answers) { logits[clip] = answer }
      done += 1
      report(done)
    }
    return done == folds.all.count && !isCancelled() ? logits : nil
  }

  /// The same as probabilities, with the one temperature that fits best.
  public static func probabilities(logits: [[Float]], labels: [Int]) -> [[Float]] {
    let temperature = Temperature.fitted(logits: logits, truth: labels)
    return logits.map { Temperature.probabilities($0, temperature: temperature) }
  }
}
