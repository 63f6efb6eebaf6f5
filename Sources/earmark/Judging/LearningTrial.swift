import Recognition

/// How long a model takes to learn, by its first steps.
struct LearningTrial {
  /// Seconds of a step.
  let stepSeconds: Double
  /// Seconds before the first one.
  let setup: Double
  /// Steps of the whole training.
  let steps: Int
  /// Steps of a pass.
  let passLength: Int
  /// Steps of the trainings that hold groups out.
  let otherSteps: Int

  /// Steps that are timed at most.
  static let steps = 6
  /// What judging and other programs take beside learning.
  private static let slack = 1.15

  /// Takes the durations of the first steps, in seconds.
  init(durations: [Double], setup: Double, steps: Int, passLength: Int, otherSteps: Int) {
    // The first step makes room for all others.
    let timed = (durations.count > 1 ? Array(durations.dropFirst()) : durations).sorted()
    stepSeconds = timed.isEmpty ? 0 : timed[timed.count / 2]
    self.setup = setup
    self.steps = steps
    self.passLength = passLength
    self.otherSteps = otherSteps
  }

  /// One pass at least, and at most what the recipe has.
  var need: TimeShares.Need {
    TimeShares.Need(least: seconds(share: leastShare), full: seconds(share: 1))
  }

  /// Of all steps, those of a pass.
  private var leastShare: Double { min(1, Double(passLength) / Double(max(1, steps))) }

  private func seconds(share: Double) -> Double {
    Self.slack * (overhead + share * stepSeconds * Double(steps + otherSteps))
  }

  private var overhead: Double { otherSteps > 0 ? 2 * setup : setup }

  /// How much of all steps fits into some seconds.
  func share(in seconds: Double) -> Double {
    let learning = seconds / Self.slack - overhead
    return min(1, max(0, learning / max(1e-9, stepSeconds * Double(steps + otherSteps))))
  }
}
