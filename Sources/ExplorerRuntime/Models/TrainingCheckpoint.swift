import Explorer
import Foundation
import Labeling
import Recognition

/// Keeps a training on the disk while it goes on, so that it can go on after any end.
final class TrainingCheckpoint {
  /// The name of the model that it becomes.
  let name: String
  private let run: TrainingRun
  private let lesson: Lesson
  private let kind: String
  private let shelf: ModelShelf
  private let tell: (Failure) -> Void
  private var lastSaving = Date()
  private var isTold = false

  /// Seconds between checkpoints, after a look and within a pass.
  private static let pauses = (look: 2.0, step: 10.0)
  private static let kindKey = "kind"
  private static let hashKey = "dataHash"
  private static let percentKey = "percent"

  /// Goes on with a training of the same kind on the same clips that was not finished, or begins.
  ///
  /// - Parameter tell: Told once if nothing can be written.
  init(
    _ run: TrainingRun, _ lesson: Lesson, kind: String, _ shelf: ModelShelf,
    tell: @escaping (Failure) -> Void
  ) {
    self.run = run
    self.lesson = lesson
    self.kind = kind
    self.shelf = shelf
    self.tell = tell
    guard run.stepCount > 0, let (name, model) = shelf.unfinished(),
      model.configuration.provenance[Self.kindKey] == kind,
      model.configuration.provenance[Self.hashKey] == lesson.loaded.data.hash,
      model.configuration.provenance["seed"] == String(run.plan.seed)
    else {
      name = shelf.nextName()
      return
    }
    do throws(TrainingFailure) {
      try run.resume(from: model.checkpoint)
      self.name = name
    } catch {
      // It is of another version: what it learnt is lost to this one.
      self.name = shelf.nextName()
    }
  }

  /// Writes where the last time is long enough ago.
  func saveIfDue(_ report: TrainerReport) {
    let pause =
      switch report {
      case .step: Self.pauses.step
      case .evaluation: Self.pauses.look
      }
    if Date().timeIntervalSince(lastSaving) >= pause { save() }
  }

  /// Writes what is there now.
  func save() {
    guard run.stepsTaken > 0, run.stepsTaken < run.stepCount else { return }
    lastSaving = Date()
    var model = run.model(
      of: run.network, split: SplitRecord(lesson.rule),
      provenance: [
        "program": "earmark", "created": Timestamp.text(Date()), "recipe": run.plan.recipe.id,
        "data": TrainingJob.data(lesson), "seed": String(run.plan.seed), "state": "unfinished",
        Self.kindKey: kind, Self.hashKey: lesson.loaded.data.hash,
        Self.percentKey: String(100 * run.stepsTaken / run.stepCount),
      ])
    model.checkpoint = run.checkpoint
    do throws(Failure) {
      _ = try shelf.keep(model, name: name)
    } catch {
      // The earlier checkpoint is whole, and there may be room again for the next one.
      if !isTold { tell(error) }
      isTold = true
    }
  }

  /// The training that was left before its end, if the newest model is one.
  static func left(in shelf: ModelShelf) -> UnfinishedTraining? {
    guard let (name, model) = shelf.unfinished(),
      let kind = model.configuration.provenance[kindKey]
    else { return nil }
    let percent = model.configuration.provenance[percentKey].flatMap { Int($0) }
    return UnfinishedTraining(name: name, kind: kind, percent: percent)
  }

  /// Takes away what was written of a training that was given up.
  func remove() { shelf.removeUnfinished(name) }
}
