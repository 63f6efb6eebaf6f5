import ArgumentParser
import Explorer
import ExplorerRuntime
import Labeling
import Recognition

/// What networks say of clips that they did not learn from: one is trained for every fold.
struct NetworkFolds {
  /// The clips and their samples.
  let loaded: LoadedData
  /// How networks learn.
  let plan: TrainingPlan
  /// How many threads work.
  let threads: Int
  /// Tells people.
  let reporter: Reporter

  /// The recipe for some clips, with so many passes.
  ///
  /// - Throws: That there is no such recipe.
  static func recipe(
    _ name: String = "default", for found: LabeledData, epochs: Int?
  ) throws -> Recipe {
    let rate = (found.usualRate() ?? 16_000) <= 12_000 ? 8_000.0 : 16_000
    // What fits a last layer alone is chosen by naming a trained model.
    let id = name == FewLabelsRecipe.id ? "default" : name
    do {
      var recipe = try RecipeRegistry.recipe(id, sampleRate: rate)
      if let epochs { recipe.training.length = .passes(epochs, leastSteps: 0) }
      return recipe
    } catch {
      throw UsageFailure(failure: Failure(error))
    }
  }

  /// The places of clips that are no noise.
  var sounds: [Int] {
    loaded.data.items.indices.filter {
      loaded.data.items[$0].label != FolderLabel.backgroundNoise
    }
  }

  /// The logits of every sound by a network of the other folds.
  ///
  /// - Parameters:
  ///   - labels: The classes in the order of the logits.
  ///   - folds: A division of ``sounds``.
  /// - Returns: Nil where it was stopped.
  func logits(labels: [String], folds: Folds) throws -> [[Float]]? {
    let sounds = sounds
    let clips = loaded.clips
    var logits = [[Float]](repeating: [], count: sounds.count)
    let places = Dictionary(uniqueKeysWithValues: sounds.enumerated().map { ($1, $0) })
    for (number, fold) in folds.all.enumerated() {
      var parts = [SplitPart](repeating: .training, count: clips.count)
      for sound in fold.heldOut { parts[sounds[sound]] = .testing }
      do {
        let set = try TrainingSet(clips, split: Split(parts), classes: .all(order: labels))
        let run = try TrainingRun(
          plan, set: set, clips: loaded.samples, noises: loaded.noises, threads: threads)
        let steps = max(1, run.stepCount)
        let outcome = try run.run(isCancelled: { Interruption.isSet }) { report in
          if case .step(let step) = report {
            reporter.progress(
              number * steps + step.number + 1, of: folds.all.count * steps, "learning")
          }
          return !Interruption.isSet
        }
        if Interruption.isSet { return nil }
        let judge = run.judge(.testing)
        for (clip, opinion) in zip(judge.clips, try judge.opinions(of: outcome.network)) {
          if let sound = clip.flatMap({ places[$0] }) { logits[sound] = opinion.logits }
        }
      } catch let error as TrainingSetError {
        throw Failure(error)
      } catch let error as TrainingFailure {
        throw Failure(error)
      }
    }
    return logits
  }
}
