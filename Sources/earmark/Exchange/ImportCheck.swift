import ArgumentParser
import Explorer
import ExplorerRuntime
import Labeling
import Recognition

/// Tries an imported model on clips whose labels are known.
struct ImportCheck {
  /// Clips that it was tried on, and those that it got right.
  let count, correct: Int
  /// Classes that the clips have.
  let classCount: Int

  /// Tries a model.
  ///
  /// - Parameter folder: Clips in folders by label, or what else `evaluate` takes.
  /// - Throws: Why there is nothing to try it on.
  init(
    _ model: ModelFile, named name: String, on folder: String, threads: Int, _ reporter: Reporter
  ) throws {
    let data = try DataOptions.parse(["--", folder])
    let found = try data.find(reporter)
    do {
      try model.configuration.check(labels: found.labels)
    } catch {
      throw Failure(error)
    }
    let loaded = data.load(found, for: model.configuration.frontEnd, threads: threads, reporter)
    guard loaded.isComplete, !Interruption.isSet else { throw ExitCode(ExitStatus.interrupted) }
    let job = try EvaluationJob(
      model, named: name, loaded, groups: try data.groups(found), threads: threads)
    let confusion = try job.evaluation(of: .all, by: .greedy).confusion
    (count, correct) = (confusion.total, confusion.correct)
    classCount = found.labels.count
  }

  /// The share of clips that it got right.
  var accuracy: Double { Double(correct) / Double(max(1, count)) }

  /// A model that is used as it was trained gets more right than that.
  private static let least = 0.5

  /// What looks wrong; nil where nothing does.
  var warning: String? {
    let chance = 1 / Double(max(1, classCount))
    guard accuracy < max(Self.least, min(0.9, 1.5 * chance)) else { return nil }
    return "warning: only \(correct) of \(count) known clips are right, so the front end or the"
      + " order of the labels is probably not that of its training; compare --preset, --mel-bands,"
      + " --hop-ms, --mean and --labels with it"
  }
}
