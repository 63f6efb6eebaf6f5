import Labeling
import NeuralNetworks
import Recognition
import Testing

struct FixedFeaturesTests {
  @Test func aClipIsDescribedByItsSoundNotItsSilence() throws {
    let features = try FixedFeatures(sampleRate: 8_000)
    let sound = congruentSound(3, count: 3_200)
    let values = try features.values(of: sound)
    #expect(values.count == 201 && FixedFeatures.count == 201)
    #expect(values.allSatisfy { $0.isFinite })
    let silence = [Float](repeating: 0, count: 1_600)
    let padded = try features.values(of: silence + sound + silence)
    #expect(zip(values, padded).allSatisfy { abs($0 - $1) < 1e-3 })
    let soft = try features.values(of: sound.map { $0 * 0.1 })
    #expect(abs(soft[200] - values[200]) < 1e-6, "the length does not depend on the level")
  }

  @Test func oddClipsAreDescribedOrRefused() throws {
    let features = try FixedFeatures(sampleRate: 16_000)
    for clip in [[Float](repeating: 0, count: 5_000), [0.5], [0, 0, 0.1]] {
      let described = try features.values(of: clip)
      #expect(described.allSatisfy { $0.isFinite })
    }
    #expect(throws: FrontEndError.empty) { try features.values(of: []) }
    #expect(throws: FrontEndError.sampleNotFinite(sample: 1)) {
      try features.values(of: [0, .infinity])
    }
    #expect(throws: FrontEndError.sampleRate(3)) { try FixedFeatures(sampleRate: 3) }
  }
}

struct OutOfFoldTests {
  /// Points around one center for each class.
  private func points(_ count: Int, classes: Int, spread: Double) -> (
    values: [[Float]], labels: [Int]
  ) {
    var draws = SeededDraws(seed: 4)
    var values: [[Float]] = []
    let labels = (0..<count).map { $0 % classes }
    for label in labels {
      values.append(
        (0..<classes).map { Float(($0 == label ? 2 : 0) + spread * draws.normal()) })
    }
    return (values, labels)
  }

  @Test func everyClipIsJudgedByAModelOfOthers() throws {
    let (values, labels) = points(60, classes: 3, spread: 0.3)
    let clips = labels.enumerated().map {
      LabeledClip(path: RecordingPath("\($0.offset).wav"), label: "\($0.element)")
    }
    let folds = try Folds.stratified(clips, count: 4, seed: 1)
    let logits = try #require(
      OutOfFold.logits(values, labels: labels, classes: 3, folds: folds, threads: 2))
    let right = zip(logits, labels).count { Evaluation.best($0) == $1 }
    #expect(right == 60)
    // The clip itself does not matter: with a wrong label it is still judged by the others.
    var wrong = labels
    wrong[7] = (labels[7] + 1) % 3
    let others = try #require(
      OutOfFold.logits(values, labels: wrong, classes: 3, folds: folds, threads: 1))
    #expect(Evaluation.best(others[7]) == labels[7])
    let probabilities = OutOfFold.probabilities(logits: others, labels: wrong)
    let learning = ConfidentLearning(probabilities: probabilities, labels: wrong)
    #expect(learning.ranked.first?.clip == 7 && learning.flagged.map(\.clip) == [7])
    #expect(
      OutOfFold.logits(
        values, labels: labels, classes: 3, folds: folds, threads: 1, isCancelled: { true }) == nil)
  }

  @Test func theFitSaysWhatTheNetworkSays() {
    let fit = LogisticRegression.Fit(
      weights: NamedTensor(shape: [2, 3], scalars: [1, 2, 3, 4, 5, 6]),
      bias: NamedTensor(shape: [3], scalars: [0.5, 0, -1]))
    #expect(fit.logits([2, -1]) == [-1.5, -1, -1])
  }

  @Test func marginNeedsFewerLabelsThanChance() {
    let (pool, labels) = points(400, classes: 6, spread: 0.9)
    var draws = SeededDraws(seed: 9)
    let test = (0..<120).map { place in
      (0..<6).map { Float(($0 == place % 6 ? 2 : 0) + 0.9 * draws.normal()) }
    }
    var simulation = QueueSimulation(
      pool: pool, poolLabels: labels, test: test, testLabels: (0..<120).map { $0 % 6 }, classes: 6)
    simulation.labelLimit = 60
    let points = simulation.run(.margin, seed: 1)
    #expect(points.map(\.labels) == [20, 30, 40, 50, 60])
    #expect(points == simulation.run(.margin, seed: 1))
    #expect(points[0] == simulation.run(.random, seed: 1)[0], "both begin with the same labels")
    #expect(QueueSimulation.labels(to: 0, in: points) == 20)
    #expect(QueueSimulation.labels(to: 1.1, in: points) == nil)
  }
}

struct MultiplicationTests {
  @Test(arguments: [("tiny-conv", 721_280), ("single-fc", 47_040)])
  func productsOfAClipAreCounted(architecture: String, count: Int) throws {
    let kind = try #require(ArchitectureRegistry.architecture(named: architecture))
    let network = try kind.network(
      input: Shape(time: 98, frequency: 40), classes: 12, seed: 1)
    #expect(try Predictor(network).multiplicationCount == count)
  }
}
