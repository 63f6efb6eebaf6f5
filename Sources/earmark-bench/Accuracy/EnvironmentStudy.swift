import Labeling
import Recognition

/// Sounds of the environment: each of three folds is left out in turn.
struct EnvironmentStudy {
  /// The folder of all recordings.
  let data: String
  /// What is drawn.
  let seeds: [UInt64]

  /// Prints the mean over the folds for every seed.
  func run() throws {
    let recipe = try Recipe.environment()
    let pattern = try NamePattern("{group}-{}-{}-{label}")
    let sounds = try Recordings.read(
      "\(data)/esc50/audio", rate: recipe.frontEnd.sampleRate
    ) { pattern.attribution(of: $0) }
    let folds = Set(sounds.clips.compactMap(\.group)).sorted()
    for seed in seeds {
      var sum = 0.0
      for fold in folds {
        let model = try Lesson(recipe: recipe, seed: seed)
          .trained(on: sounds.filtered { $0.group != fold })
        let accuracy = try model.accuracy(on: sounds.filtered { $0.group == fold })
        say("  environment, seed \(seed), without fold \(fold): \(accuracy)")
        sum += accuracy
      }
      say(
        AccuracyRow(
          what: "environment, seed \(seed): mean of folds", measured: sum / Double(folds.count),
          least: 78
        ).line)
    }
  }
}
