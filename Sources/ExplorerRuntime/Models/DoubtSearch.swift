import Explorer
import Labeling
import Recognition
import Workers

/// Finds labels of the list that are probably wrong, as `errors` does.
struct DoubtSearch {
  private let clips: [ClipToLearn]
  private let location: LibraryLocation
  private let control: TrainingControl
  private let post: (LabelDoubts) -> Void

  private static let foldCount = 4
  private static let seed: UInt64 = 0

  init(
    _ clips: [ClipToLearn], _ location: LibraryLocation, _ control: TrainingControl,
    _ post: @escaping (LabelDoubts) -> Void
  ) {
    self.clips = clips
    self.location = location
    self.control = control
    self.post = post
  }

  func run() {
    do throws(Failure) {
      guard let doubts = try search() else {
        post(LabelDoubts())
        return
      }
      post(doubts)
    } catch {
      post(LabelDoubts(stage: .failed(error)))
    }
  }

  /// Nil where it was given up.
  private func search() throws(Failure) -> LabelDoubts? {
    let items = DoubtableClips(clips.map { LabeledData.Item($0, location) }).items
    let control = control
    let source = try ClipValues.usualSource(items)
    let values = try ClipValues(of: items, by: source, isCancelled: { control.isEnding }) { done in
      post(LabelDoubts(stage: .running(0.8 * Double(done) / Double(max(1, items.count)))))
    }
    guard values.isComplete, !control.isEnding else { return nil }
    let names = Set(values.items.compactMap(\.label)).sorted()
    guard names.count > 1, values.items.count >= 2 * DoubtSearch.foldCount else {
      throw Failure(
        what: "Cannot look for wrong labels", why: "too few labelled clips can be read",
        remedy: "label some clips of two classes or more")
    }
    let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    let labels = values.items.map { places[$0.label ?? ""] ?? 0 }
    let data = LabeledData(folder: location.root, items: values.items)
    let division = try ClipFolds(
      values.items, copies: ClipFolds.copies(values.values), count: DoubtSearch.foldCount,
      groups: data.usualGroups, isAsked: false, seed: DoubtSearch.seed)
    let logits = OutOfFold.logits(
      values.values, labels: labels, classes: names.count, folds: division.folds,
      isCancelled: { control.isEnding }
    ) { done in
      post(
        LabelDoubts(
          stage: .running(0.8 + 0.2 * Double(done) / Double(DoubtSearch.foldCount))))
    }
    guard let logits else { return nil }
    return doubts(
      OutOfFold.probabilities(logits: logits, labels: labels), labels, names, values.items)
  }

  private func doubts(
    _ probabilities: [[Float]], _ labels: [Int], _ names: [String], _ items: [LabeledData.Item]
  ) -> LabelDoubts {
    let learning = ConfidentLearning(probabilities: probabilities, labels: labels)
    let all = learning.flagged.compactMap { suspect -> LabelDoubts.Doubt? in
      guard let clip = items[suspect.clip].clip else { return nil }
      let scores = probabilities[suspect.clip]
      return LabelDoubts.Doubt(
        clip: clip, label: names[suspect.label], suggested: names[suspect.suggested],
        odds: scores[suspect.suggested] / max(1e-6, scores[suspect.label]),
        guesses: Prediction(scores: scores).guesses.prefix(3).map {
          LabelDoubts.Guess(names[$0.label], $0.score)
        })
    }
    let strongest = all.enumerated().sorted {
      (-$0.element.odds, $0.offset) < (-$1.element.odds, $1.offset)
    }.map(\.element)
    var heldOut: [ID<Clip>: String] = [:]
    for (item, scores) in zip(items, probabilities) {
      if let clip = item.clip { heldOut[clip] = names[Evaluation.best(scores)] }
    }
    return LabelDoubts(stage: .over(judged: items.count), all: strongest, heldOut: heldOut)
  }
}

extension LabeledData.Item {
  /// A labelled clip of the list.
  init(_ clip: ClipToLearn, _ location: LibraryLocation) {
    self.init(
      path: clip.clip.path, shown: location.shownPath(of: clip.clip.path),
      place: ClipPlace(clip.clip, location), label: clip.label, group: clip.group,
      split: clip.split, contentHash: nil, clip: clip.clip.clip)
  }
}
