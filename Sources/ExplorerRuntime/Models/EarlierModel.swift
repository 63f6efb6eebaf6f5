import Explorer
import Foundation
import Labeling
import NeuralNetworks
import Recognition

/// The model that was in use when a training began, measured on clips that neither it nor the new
/// one learnt from.
struct EarlierModel {
  /// Its name.
  let name: String
  /// The share of the clips that it gets right; of other clips where too few can be told.
  let accuracy: Double
  /// The places of the clips among the validation examples; empty where it was measured on others.
  let examples: [Int]

  /// Clips that are compared on at most, and at least.
  private static let clipCounts = 10...400

  /// Measures the model; nil where there is none, or nothing to measure it by.
  ///
  /// - Parameter isCancelled: Asked before each clip.
  init?(
    _ source: String?, _ shelf: ModelShelf, _ lesson: Lesson, _ judge: PartJudge,
    isCancelled: () -> Bool
  ) {
    guard let source else { return nil }
    let model: LoadedModel
    let file: ModelFile
    do throws(Failure) {
      let path = try shelf.path(of: source)
      file = try ModelCatalog.read(path)
      model = try LoadedModel(path, source: source)
    } catch {
      // A model that can't be read any more is none to keep.
      return nil
    }
    name = model.card.name
    let items = lesson.loaded.data.items
    let learnt = LearntClips(file, at: lesson.sampleRate)
    var fair: [Int] = []
    for (example, clip) in judge.clips.enumerated() {
      guard let clip, let hash = items[clip].contentHash else { continue }
      // Of a model that does not say so, it may have learnt from any.
      if learnt?.contains(hash) == false { fair.append(example) }
    }
    guard fair.count >= EarlierModel.clipCounts.lowerBound else {
      guard let accuracy = file.configuration.accuracy else { return nil }
      (self.accuracy, examples) = (accuracy, [])
      return
    }
    let count = min(fair.count, EarlierModel.clipCounts.upperBound)
    let chosen = (0..<count).map { fair[$0 * fair.count / count] }
    var right = 0
    for example in chosen {
      guard !isCancelled(), let clip = judge.clips[example] else { return nil }
      let wanted = lesson.set.labels[judge.truth[example]]
      if model.said(of: items[clip].place) == wanted { right += 1 }
    }
    (accuracy, examples) = (Double(right) / Double(count), chosen)
  }

  /// How the new network does on the same clips; nil where they are others.
  func accuracy(of network: Network, _ judge: PartJudge) throws(TrainingFailure) -> Double? {
    guard !examples.isEmpty else { return nil }
    let opinions = try judge.opinions(of: network)
    let right = examples.count { Evaluation.best(opinions[$0].probabilities) == judge.truth[$0] }
    return Double(right) / Double(examples.count)
  }
}

extension LoadedModel {
  /// The class that it finds most probable; nil for a clip that it can't hear.
  fileprivate func said(of place: ClipPlace) -> String? {
    do {
      let samples = try reading.read(place).samples
      let best = Evaluation.best(try recognizer.opinion(of: samples).probabilities)
      return card.labels[best]
    } catch {
      return nil
    }
  }
}
