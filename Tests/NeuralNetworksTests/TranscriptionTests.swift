import Foundation
import NeuralNetworks
import Testing

/// Labels in frames against all ways, one by one, and against PyTorch.
///
/// `Figures/transcription.py` says how that was made.
@Suite struct TranscriptionTests {
  private struct Figure: Decodable {
    let classes: Int
    let labels: [Int]
    let logits: [Float]
    let loss: Double
    let gradient: [Double]
  }

  private static func figures() throws -> [Figure] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Figures/transcription.json")
    return try JSONDecoder().decode([Figure].self, from: Data(contentsOf: file))
  }

  @Test(arguments: 0..<6) func lossIsPyTorchs(_ index: Int) throws {
    let figure = try Self.figures()[index]
    let probabilities = FrameProbabilities(logits: figure.logits, classes: figure.classes)
    let loss = try TranscriptionLoss(probabilities, labels: figure.labels)
    #expect(abs(loss.value - figure.loss) < 1e-7 * max(1, figure.loss))
    #expect(loss.gradient.count == figure.gradient.count)
    for (found, wanted) in zip(loss.gradient, figure.gradient) {
      #expect(abs(found - wanted) < 1e-7)
    }
  }

  private static func logits(_ frames: Int, _ classes: Int, seed: UInt64) -> [Float] {
    var source = SeededGenerator(seed: seed)
    return (0..<frames * classes).map { _ in Float(source.normal()) * 2 }
  }

  /// Every way through the frames, and the labels that it gives.
  private static func ways(_ frames: Int, _ classes: Int) -> [[Int]] {
    (0..<frames).reduce([[]]) { ways, _ in
      ways.flatMap { way in (0..<classes).map { way + [$0] } }
    }
  }

  private static func labels(of way: [Int], blank: Int) -> [Int] {
    way.indices.filter { $0 == 0 || way[$0] != way[$0 - 1] }.map { way[$0] }
      .filter { $0 != blank }
  }

  private static func probability(_ way: [Int], _ probabilities: FrameProbabilities) -> Double {
    way.enumerated().reduce(0) { $0 + probabilities[$1.offset, $1.element] }
  }

  @Test(arguments: [[], [0], [1, 0], [1, 1], [0, 1, 0], [2, 2, 2]])
  func lossIsTheSumOverAllWays(_ labels: [Int]) throws {
    let probabilities = FrameProbabilities(
      logits: Self.logits(5, 4, seed: 4), classes: 4)
    let own = Self.ways(5, 4).filter { Self.labels(of: $0, blank: 3) == labels }
    let sum = own.reduce(0) { $0 + exp(Self.probability($1, probabilities)) }
    let loss = try TranscriptionLoss(probabilities, labels: labels)
    #expect(abs(loss.value + log(sum)) < 1e-10)
    let best = own.map { Self.probability($0, probabilities) }.max() ?? 0
    let alignment = try LabelAlignment(probabilities, labels: labels)
    #expect(abs(alignment.logarithm - best) < 1e-10)
    #expect(alignment.spans.map(\.label) == labels)
  }

  @Test func gradientIsTheSlope() throws {
    let logits = Self.logits(7, 5, seed: 5)
    let labels = [3, 0, 0, 2]
    let loss = try TranscriptionLoss(
      FrameProbabilities(logits: logits, classes: 5), labels: labels)
    for place in logits.indices {
      let values = try [Float(1e-3), -1e-3].map { step in
        var moved = logits
        moved[place] += step
        return (
          Double(moved[place]),
          try TranscriptionLoss(
            FrameProbabilities(logits: moved, classes: 5), labels: labels
          ).value
        )
      }
      let slope = (values[0].1 - values[1].1) / (values[0].0 - values[1].0)
      #expect(abs(slope - loss.gradient[place]) < 1e-5)
    }
  }

  /// A share of the loss is that of the frames, the rest that of the sequence.
  @Test func gradientOfKnownFramesIsTheSlope() throws {
    let logits = Self.logits(7, 4, seed: 8)
    let (labels, spans) = ([2, 2], [1..<3, 4..<6])
    func loss(_ logits: [Float]) throws -> TranscriptionLoss {
      try TranscriptionLoss(
        FrameProbabilities(logits: logits, classes: 4), labels: labels, spans: spans, share: 0.3)
    }
    let found = try loss(logits)
    let probabilities = FrameProbabilities(logits: logits, classes: 4)
    let way = [3, 2, 2, 3, 2, 2, 3]
    let sequence = try TranscriptionLoss(probabilities, labels: labels).value
    let frames = -Self.probability(way, probabilities)
    #expect(abs(found.value - (0.7 * sequence + 0.3 * frames)) < 1e-10)
    for place in logits.indices {
      let ends = try [Float(1e-3), -1e-3].map { step in
        var moved = logits
        moved[place] += step
        return (Double(moved[place]), try loss(moved).value)
      }
      let slope = (ends[0].1 - ends[1].1) / (ends[0].0 - ends[1].0)
      #expect(abs(slope - found.gradient[place]) < 1e-5)
    }
  }

  @Test(arguments: [[], [0], [1, 1], [2, 0, 2]])
  func probabilityOfLabelsIsThatOfTheLoss(_ labels: [Int]) throws {
    let probabilities = FrameProbabilities(logits: Self.logits(6, 4, seed: 9), classes: 4)
    let loss = try TranscriptionLoss(probabilities, labels: labels)
    #expect(abs(try probabilities.logProbability(of: labels) + loss.value) < 1e-10)
    let best = Transcription.beam(probabilities, width: 10_000).first { $0.labels == labels }
    #expect(abs((best?.probability ?? 0) - exp(-loss.value)) < 1e-10)
  }

  /// 30,000 frames in which every label is held, and a beam that follows few beginnings.
  @Test func longRecordingsAreReadAndAligned() throws {
    let labels = (0..<1_500).map { ($0 * $0) % 7 }
    let way = labels.flatMap { [Int](repeating: $0, count: 12) + [Int](repeating: 7, count: 8) }
    let probabilities = FrameProbabilities(logits: Self.certain(way, classes: 8), classes: 8)
    #expect(Transcription.beam(probabilities, width: 4)[0].labels == labels)
    #expect(Transcription.greedy(probabilities).labels == labels)
    let spans = try LabelAlignment(probabilities, labels: labels).spans
    #expect(spans.map(\.frames) == labels.indices.map { 20 * $0..<20 * $0 + 12 })
  }

  @Test func alignmentsThatTakeTooMuchMemoryAreRefused() throws {
    let frames = 70_000
    let probabilities = FrameProbabilities(
      logarithms: [Double](repeating: -1, count: frames * 3), classes: 3)
    let labels = (0..<frames / 2).map { $0 % 2 }
    #expect(
      throws: TranscriptionError.alignmentIsTooLong(labels: frames / 2, frames: frames)
    ) {
      try LabelAlignment(probabilities, labels: labels)
    }
  }

  @Test func labelsThatDoNotFitAreRefused() throws {
    let probabilities = FrameProbabilities(logits: Self.logits(3, 4, seed: 6), classes: 4)
    #expect(try TranscriptionLoss(probabilities, labels: [0, 1, 2]).value.isFinite)
    #expect(throws: TranscriptionError.labelsAreTooMany(needed: 4, frames: 3)) {
      try TranscriptionLoss(probabilities, labels: [0, 1, 2, 0])
    }
    // Two equal labels need nothing between them.
    #expect(throws: TranscriptionError.labelsAreTooMany(needed: 4, frames: 3)) {
      try LabelAlignment(probabilities, labels: [0, 0, 1])
    }
    for label in [3, -1, .max] {
      #expect(throws: TranscriptionError.labelIsUnknown(label: label, classes: 4)) {
        try LabelAlignment(probabilities, labels: [label])
      }
    }
    let none = FrameProbabilities(logits: [], classes: 4)
    #expect(throws: TranscriptionError.labelsAreTooMany(needed: 1, frames: 0)) {
      try TranscriptionLoss(none, labels: [])
    }
    #expect(Transcription.greedy(none).labels.isEmpty)
    #expect(Transcription.beam(none).map(\.labels) == [[]])
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func wideBeamFindsTheMostProbableLabels(_ seed: UInt64) {
    let probabilities = FrameProbabilities(
      logits: Self.logits(5, 4, seed: seed), classes: 4)
    var sums: [[Int]: Double] = [:]
    for way in Self.ways(5, 4) {
      sums[Self.labels(of: way, blank: 3), default: 0] += exp(
        Self.probability(way, probabilities))
    }
    let wanted = sums.sorted { $0.value > $1.value }
    let found = Transcription.beam(probabilities, width: 10_000)
    #expect(found.count == wanted.count)
    for (one, other) in zip(found, wanted).prefix(20) {
      #expect(one.labels == other.key)
      #expect(abs(exp(one.logarithm) - other.value) < 1e-10)
    }
    #expect(abs(found.reduce(0) { $0 + exp($1.logarithm) } - 1) < 1e-9)
    let usual = Transcription.beam(probabilities)
    #expect(usual.count == 16 && usual[0].labels == wanted[0].key)
  }

  /// The best way gives "nothing", though the ways of a label are more probable together.
  @Test func beamSumsWhatGreedyDoesNot() {
    let frame: [Float] = [Float(log(0.4)), Float(log(0.6))]
    let probabilities = FrameProbabilities(logits: frame + frame, classes: 2)
    #expect(Transcription.greedy(probabilities).labels.isEmpty)
    let best = Transcription.beam(probabilities)[0]
    #expect(best.labels == [0])
    #expect(abs(exp(best.logarithm) - 0.64) < 1e-6)
  }

  @Test func greedyLeavesOutRepeatsAndNothing() {
    let way = [2, 0, 0, 2, 0, 1, 1, 2, 2]
    let probabilities = FrameProbabilities(logits: Self.certain(way, classes: 3), classes: 3)
    #expect(Transcription.greedy(probabilities).labels == [0, 0, 1])
    #expect(Transcription.beam(probabilities)[0].labels == [0, 0, 1])
  }

  @Test func alignmentSaysTheFramesOfEachLabel() throws {
    let way = [2, 0, 0, 2, 0, 1, 1, 2, 2]
    let probabilities = FrameProbabilities(logits: Self.certain(way, classes: 3), classes: 3)
    let spans = try LabelAlignment(probabilities, labels: [0, 0, 1]).spans
    #expect(spans.map(\.frames) == [1..<3, 4..<5, 5..<7])
    #expect(spans.allSatisfy { $0.probability > 0.9 })
    // What is not there is given the least improbable place, and says so.
    let other = try LabelAlignment(probabilities, labels: [1, 1]).spans
    #expect(other[0].probability < 0.1 || other[1].probability < 0.1)
    #expect(other[0].frames.upperBound < other[1].frames.upperBound)
  }

  /// In the second half of a word the network says another one, as of voices that it never heard.
  @Test func doubtFindsTheEndOfAWordThatIsTakenForAnother() throws {
    let way = [3, 3, 0, 0, 0, 1, 1, 1, 3, 3, 2, 2, 3]
    var logits = Self.certain(way, classes: 4)
    // There, nothing is more probable than the word.
    for frame in 5..<8 { logits[4 * frame + 3] = 1 }
    let probabilities = FrameProbabilities(logits: logits, classes: 4)
    let sure = try LabelAlignment(probabilities, labels: [0, 2])
    let doubting = try LabelAlignment(probabilities, labels: [0, 2], doubt: 0.2)
    #expect(sure.spans.map(\.frames) == [2..<5, 10..<12])
    #expect(doubting.spans.map(\.frames) == [2..<8, 10..<12])
    // How probable a word is where it is found, is said without the doubt.
    #expect(abs(doubting.spans[0].probability - 0.5) < 0.05)
    #expect(doubting.logarithm > sure.logarithm)
  }

  /// The mixture, by hand; the blank and what can not be told from nothing stay as they are.
  @Test func doubtMixesEachLabelWithAll() {
    let probabilities = FrameProbabilities(
      logarithms: [log(0.5), log(0.1), log(0.4), -900, -1_000, 0], classes: 3)
    let mixed = probabilities.doubted(0.2)
    for (value, wanted) in zip(mixed.logarithms, [0.52, 0.2, 0.4]) {
      #expect(abs(exp(value) - wanted) < 1e-12)
    }
    #expect(mixed.logarithms[3...] == [-900, -1_000, 0])
    #expect(probabilities.doubted(0) == probabilities)
  }

  private static func certain(_ way: [Int], classes: Int) -> [Float] {
    way.flatMap { label in (0..<classes).map { $0 == label ? 5 : 0 } }
  }
}
