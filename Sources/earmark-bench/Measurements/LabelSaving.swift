import Acoustics
import Foundation
import Labeling
import Recognition
import SoundFiles
import Workers

/// What judging clips saves people: labels that a queue needs less, and wrong labels that are found.
///
/// It learns and judges spoken digits, a logistic regression on ``FixedFeatures``; takes 0–4 of each
/// digit and speaker test, the others are labelled.
struct LabelSaving {
  /// Of the labels that labelling by chance needs.
  private static let queueLimit = 0.7
  /// Wrong labels that may be missed.
  private static let missedLimit = 15.0
  /// First suspects, as many as there are wrong labels, that may be right.
  private static let firstLimit = 25.0
  private static let accuracy = 0.9
  private static let seeds: Range<UInt64> = 0..<10
  /// Clips of which one has a wrong label.
  private static let flipInterval = 20
  private static let foldCount = 5
  private static let testTakes = 0...4

  private let clips: [Clip]

  /// A clip by what its name says, and what it is like.
  private struct Clip: Sendable {
    let digit: Int
    let speaker: String
    let take: Int
    let path: String
    var values: [Float] = []
  }

  /// Reads the digits of a folder of data.
  init?(data: String) throws {
    let folder = data + "/fsdd/recordings"
    guard FileManager.default.fileExists(atPath: folder) else { return nil }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    let found = names.compactMap { name -> Clip? in
      let parts = name.split(separator: ".")[0].split(separator: "_")
      guard parts.count == 3, let digit = Int(parts[0]), (0...9).contains(digit),
        let take = Int(parts[2])
      else { return nil }
      return Clip(
        digit: digit, speaker: String(parts[1]), take: take, path: folder + "/" + name)
    }
    clips = try ParallelLoop.map(count: found.count) { place throws(BenchFailure) in
      try Self.described(found[place])
    }.compactMap { try $0?.get() }
  }

  private static func described(_ clip: Clip) throws(BenchFailure) -> Clip {
    var clip = clip
    do {
      let file = try SoundFile(Array(clip.path.utf8))
      let samples = try file.read(SampleRange(0..<file.facts.sampleCount), .mix)
      clip.values = try FixedFeatures(sampleRate: file.facts.sampleRate).values(of: samples)
    } catch {
      throw .system(what: "read the clip \(clip.path)", code: EIO)
    }
    return clip
  }

  /// The rows of both.
  func rows() -> [Row] { queueRows() + errorRows() }

  private func queueRows() -> [Row] {
    let (pool, test) = (
      clips.filter { !Self.testTakes.contains($0.take) },
      clips.filter { Self.testTakes.contains($0.take) }
    )
    let simulation = QueueSimulation(
      pool: pool.map(\.values), poolLabels: pool.map(\.digit), test: test.map(\.values),
      testLabels: test.map(\.digit), classes: 10)
    let queues: [LabelQueue] = [.random, .margin, .entropy]
    let seeds = Array(Self.seeds)
    let needed = ParallelLoop.map(count: queues.count * seeds.count) { place throws(Never) in
      let points = simulation.run(
        queues[place / seeds.count], seed: seeds[place % seeds.count])
      let limit = simulation.labelLimit
      return Double(QueueSimulation.labels(to: Self.accuracy, in: points) ?? limit)
    }.compactMap { $0?.get() }
    let means = queues.indices.map { queue in
      needed[(queue * seeds.count)..<((queue + 1) * seeds.count)].reduce(0, +)
        / Double(seeds.count)
    }
    return [
      Row(what: "labels to 90 %, by chance", measured: means[0], unit: "labels", limit: nil),
      Row(
        what: "labels to 90 %, by margin", measured: means[1], unit: "labels",
        limit: Self.queueLimit * means[0]),
      Row(what: "labels to 90 %, by entropy", measured: means[2], unit: "labels", limit: nil),
    ]
  }

  private func errorRows() -> [Row] {
    var (missed, wrongFirst, flagged) = (0.0, 0.0, 0.0)
    let seeds = Array(Self.seeds.prefix(3))
    for seed in seeds {
      var draws = SeededDraws(seed: seed)
      var labels = clips.map(\.digit)
      let flips = Set(clips.indices.shuffled(using: &draws).prefix(clips.count / Self.flipInterval))
      for clip in flips.sorted() { labels[clip] = (labels[clip] + 1 + draws.whole(below: 9)) % 10 }
      let ranked = suspects(labels, seed: seed)
      let found = ranked.prefix { $0.isFlagged }.map(\.clip)
      let first = ranked.prefix(flips.count).map(\.clip)
      let count = Double(max(1, flips.count))
      missed += Double(flips.subtracting(found).count) / count
      wrongFirst += Double(first.count { !flips.contains($0) }) / count
      flagged += Double(found.count) / count
    }
    let percent = 100 / Double(seeds.count)
    return [
      Row(
        what: "wrong labels that are missed", measured: missed * percent, unit: "%",
        limit: Self.missedLimit),
      Row(
        what: "first suspects that are right", measured: wrongFirst * percent, unit: "%",
        limit: Self.firstLimit),
      Row(
        what: "suspects, of the wrong labels", measured: flagged * percent, unit: "%", limit: nil),
    ]
  }

  private func suspects(_ labels: [Int], seed: UInt64) -> [ConfidentLearning.Suspect] {
    let folds: Folds
    do {
      folds = try Folds.stratified(
        zip(clips, labels).map { clip, label in
          LabeledClip(path: .init(clip.path), label: String(label), group: clip.speaker)
        }, count: Self.foldCount, seed: seed)
    } catch { return [] }
    guard
      let logits = OutOfFold.logits(
        clips.map(\.values), labels: labels, classes: 10, folds: folds)
    else { return [] }
    let probabilities = OutOfFold.probabilities(logits: logits, labels: labels)
    return ConfidentLearning(probabilities: probabilities, labels: labels).ranked
  }
}
