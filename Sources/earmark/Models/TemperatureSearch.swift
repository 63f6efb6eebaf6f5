import Explorer
import ExplorerRuntime
import Labeling
import NeuralNetworks
import Recognition

/// Finds how sure a trained network may be, on clips that it did not learn from.
struct TemperatureSearch {
  /// The training that it comes from.
  let run: TrainingRun
  /// The clips, as they were divided.
  let data: TrainingData
  /// Tells people.
  let teller: TrainingTeller
  /// How many threads work.
  let threads: Int

  /// What was found.
  struct Found {
    /// What logits are divided by.
    let temperature: Double
    /// How many clips say so.
    let clips: Int
    /// Which clips these are.
    let words: String
  }

  /// Groups that are named.
  private static let named = 3

  /// The temperature of a network; nil where there are too few clips, or where it was stopped.
  ///
  /// Where whole groups are held out and no part of the others is left to choose on, a second
  /// network learns without one of the others and is asked about it.
  func callAsFunction(_ network: Network) throws(Failure) -> Found? {
    // Labels in order have no temperature.
    guard run.plan.architecture.answers == .label else { return nil }
    let count = data.set.entries(of: .validation).count
    if count >= CalibrationFigures.leastClips {
      guard let temperature = try temperature(of: network, by: run) else { return nil }
      return Found(temperature: temperature, clips: count, words: validationWords)
    }
    guard count == 0, holdsOut, let group = spared else { return nil }
    return try withoutGroup(group)
  }

  /// Which clips of the validation part it was.
  private var validationWords: String {
    let clips = data.loaded.clips
    let inside = Set(
      data.split.places(of: .validation).compactMap { data.groups.group(of: clips[$0]) })
    let known = Set(
      data.split.places(of: .training).compactMap { data.groups.group(of: clips[$0]) })
    guard !inside.isEmpty else { return "validation clips" }
    guard inside.isDisjoint(with: known) else {
      return "validation clips, of groups that it learnt from too"
    }
    let names = inside.sorted().prefix(Self.named).joined(separator: ", ")
    let more =
      inside.count > Self.named ? " and \(Format.count(inside.count - Self.named)) more" : ""
    return "validation clips, all of \(names)\(more)"
  }

  private var holdsOut: Bool {
    switch data.rule {
    case .heldOut, .fold: true
    default: false
    }
  }

  /// The group that the second network does without: one of about the mean size.
  private var spared: String? {
    var sizes: [String: Int] = [:]
    for entry in data.set.entries(of: .training) {
      guard let clip = entry.clip, let group = data.groups.group(of: data.loaded.clips[clip])
      else { continue }
      sizes[group, default: 0] += 1
    }
    guard sizes.count > 1 else { return nil }
    let mean = Double(sizes.values.reduce(0, +)) / Double(sizes.count)
    return sizes.filter { $0.value >= CalibrationFigures.leastClips }
      .min { (abs(Double($0.value) - mean), $0.key) < (abs(Double($1.value) - mean), $1.key) }?.key
  }

  private func withoutGroup(_ group: String) throws(Failure) -> Found? {
    teller.note(
      "learns once more, without \(group), to find how sure its scores may be; Ctrl-C leaves that"
        + " out")
    let clips = data.loaded.clips
    var parts = data.split.parts
    for place in parts.indices
    where parts[place] == .training && data.groups.group(of: clips[place]) == group {
      parts[place] = .validation
    }
    var plan = run.plan
    plan.patience = nil
    let second: TrainingRun
    let outcome: TrainerOutcome
    do {
      let set = try TrainingSet(clips, split: Split(parts), classes: data.classes)
      second = try TrainingRun(
        plan, set: set, clips: data.loaded.samples, noises: data.loaded.noises, threads: threads)
      outcome = try second.run(isCancelled: { Interruption.isSet }) { report in
        if case .step(let step) = report {
          teller.progress(step.number + 1, of: second.stepCount, "calibrating, steps")
        }
        return !Interruption.isSet
      }
    } catch let error as TrainingSetError {
      throw Failure(error)
    } catch let error as TrainingFailure {
      throw Failure(error)
    } catch {
      return nil
    }
    teller.finish()
    guard outcome.ending == .complete, !Interruption.isSet,
      let temperature = try temperature(of: outcome.network, by: second)
    else { return nil }
    return Found(
      temperature: temperature, clips: second.set.entries(of: .validation).count,
      words: "clips of \(group), by a second network that did not learn from them")
  }

  private func temperature(
    of network: Network, by run: TrainingRun
  ) throws(Failure) -> Double? {
    do { return try run.temperature(of: network) } catch { throw Failure(error) }
  }
}
