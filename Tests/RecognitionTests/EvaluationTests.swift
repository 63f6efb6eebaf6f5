import Labeling
import Recognition
import Testing

struct EvaluationTests {
  private struct Figures: Decodable {
    let logits: [[Float]]
    let truth: [Int]
    let temperature: Double
    let loss: Double
    let lossAtOne: Double
    let probabilities: [[Float]]
    let confusion: [[Int]]
    let accuracy: Double
    let macroF1: Double
    let groups: [String]
    let groupAccuracy: [String: Double]
    let calibrationError: Double
    let wilson: [[Double]]
  }

  @Test func equalsFiguresOfAnotherHand() throws {
    let figures: Figures = try Reference.read("evaluation")
    let probabilities = figures.logits.map { Temperature.probabilities($0) }
    for (own, other) in zip(probabilities, figures.probabilities) {
      #expect(zip(own, other).allSatisfy { abs($0 - $1) < 1e-6 })
    }
    let evaluation = Evaluation(
      labels: ["a", "b", "c", "d"], probabilities: figures.probabilities, truth: figures.truth,
      groups: figures.groups)
    #expect(evaluation.confusion.rows == figures.confusion)
    #expect(abs(evaluation.confusion.accuracy - figures.accuracy) < 1e-12)
    #expect(abs(evaluation.confusion.macroF1 - figures.macroF1) < 1e-12)
    #expect(abs(evaluation.calibrationError - figures.calibrationError) < 1e-9)
    #expect(evaluation.groups.map(\.name) == ["ann", "bob", "cem"])
    for group in evaluation.groups {
      #expect(abs(group.accuracy - (figures.groupAccuracy[group.name] ?? -1)) < 1e-12)
    }
    for row in figures.wilson {
      let interval = WilsonInterval.interval(Int(row[0]), of: Int(row[1]))
      #expect(abs(interval.lowerBound - row[2]) < 1e-9 && abs(interval.upperBound - row[3]) < 1e-9)
    }
  }

  @Test func everyClipCanHaveATemperatureOfItsOwn() throws {
    let figures: Figures = try Reference.read("evaluation")
    func error(_ temperature: (Int) -> Double) -> Double {
      CalibrationError.expected(
        logits: figures.logits, temperatures: figures.truth.indices.map(temperature),
        truth: figures.truth)
    }
    #expect(abs(error { _ in 1 } - figures.calibrationError) < 1e-6)
    let scores = figures.logits.enumerated().map { place, logits in
      Double(Temperature.probabilities(logits, temperature: Double(1 + place % 3)).max() ?? 0)
    }
    let isCorrect = zip(figures.logits, figures.truth).map { Evaluation.best($0) == $1 }
    let mixed = CalibrationError.expected(scores: scores, isCorrect: isCorrect)
    #expect(abs(error { Double(1 + $0 % 3) } - mixed) < 1e-9 && mixed != error { _ in 1 })
  }

  @Test func theTemperatureIsTheBest() throws {
    let figures: Figures = try Reference.read("evaluation")
    let fitted = Temperature.fitted(logits: figures.logits, truth: figures.truth)
    #expect(abs(fitted / figures.temperature - 1) < 1e-4)
    let loss = Temperature.loss(
      logits: figures.logits, truth: figures.truth, temperature: fitted)
    #expect(abs(loss - figures.loss) < 1e-9)
    let plain = Temperature.loss(logits: figures.logits, truth: figures.truth, temperature: 1)
    #expect(abs(plain - figures.lossAtOne) < 1e-9 && loss <= plain)
    #expect(Temperature.fitted(logits: [], truth: []) == 1)
    // What is always right gets as cold as is allowed, and stays a number.
    let sure = Temperature.fitted(logits: [[9, 0], [0, 9]], truth: [0, 1])
    #expect(Temperature.limits.contains(sure) && sure < 0.06)
  }

  @Test func jsonHasTheKeysOfTheCommand() {
    let evaluation = Evaluation(
      labels: ["a", "b"], probabilities: [[0.75, 0.25], [0.75, 0.25], [0, 1]], truth: [0, 1, 1])
    #expect(
      evaluation.json.compact.hasPrefix(
        #"{"count":3,"accuracy":0.6666666666666666,"accuracyInterval":["#))
    #expect(evaluation.json.compact.contains(#""labels":["a","b"],"confusion":[[1,0],[1,1]]"#))
    #expect(evaluation.json.compact.hasSuffix(#""perGroup":[]}"#))
    #expect(Evaluation(labels: ["a"], probabilities: [], truth: []).accuracyInterval == 0...1)
  }
}

struct ConfidentLearningTests {
  private struct Figures: Decodable {
    let probabilities: [[Float]]
    let given: [Int]
    let flipped: [Int]
    let thresholds: [Double]
    let joint: [[Double]]
    let flagged: [Int]
  }

  @Test func equalsFiguresOfAnotherHand() throws {
    let figures: Figures = try Reference.read("confident")
    let learning = ConfidentLearning(
      probabilities: figures.probabilities, labels: figures.given, clearLead: .infinity)
    #expect(zip(learning.thresholds, figures.thresholds).allSatisfy { abs($0 - $1) < 1e-9 })
    for (own, other) in zip(learning.joint, figures.joint) {
      #expect(zip(own, other).allSatisfy { abs($0 - $1) < 1e-9 })
    }
    #expect(learning.flagged.map(\.clip).sorted() == figures.flagged)
    #expect(learning.ranked.count == 200 && Set(learning.ranked.map(\.clip)).count == 200)
    let scores = learning.flagged.map(\.score)
    #expect(scores == scores.sorted(by: >))
    let found = Set(figures.flagged).intersection(figures.flipped).count
    #expect(found >= 10, "\(found) of 14 flips are flagged")
  }

  @Test func aClassWithoutClipsIsNeverSuggestedByItsThreshold() {
    let probabilities: [[Float]] = [[0.9, 0.1, 0], [0.2, 0.8, 0], [0.1, 0.2, 0.7]]
    let learning = ConfidentLearning(
      probabilities: probabilities, labels: [0, 1, 1], clearLead: .infinity)
    #expect(learning.thresholds[2].isNaN)
    #expect(learning.flagged.isEmpty)
    #expect(learning.ranked.first?.clip == 2 && learning.ranked.first?.suggested == 2)
    #expect(ConfidentLearning(probabilities: [], labels: []).ranked.isEmpty)
    // What speaks clearly for another class is flagged by itself.
    let clear = ConfidentLearning(probabilities: probabilities, labels: [0, 1, 1])
    #expect(clear.flagged.map(\.clip) == [2])
  }
}

struct LabelQueueTests {
  private let probabilities: [[Float]] = [
    [0.98, 0.01, 0.01], [0.5, 0.45, 0.05], [0.4, 0.3, 0.3], [0.5, 0.45, 0.05],
  ]

  @Test func marginAndEntropyDiffer() {
    let margin = LabelQueue.margin.order(probabilities: probabilities)
    #expect(margin.map(\.clip) == [1, 3, 2, 0])
    #expect(abs(margin[0].score - 0.95) < 1e-6)
    let entropy = LabelQueue.entropy.order(probabilities: probabilities)
    #expect(entropy.map(\.clip) == [2, 1, 3, 0])
    // −0.4 ln 0.4 − 0.6 ln 0.3
    #expect(abs(entropy[0].score - 1.0888999753452238) < 1e-6)
  }

  @Test func baldSeeksDisagreementNotNoise() {
    let passes: [[[Float]]] = [[[0.5, 0.5], [1, 0]], [[0.5, 0.5], [0, 1]]]
    let order = LabelQueue.bald(passes: passes)
    #expect(order.map(\.clip) == [1, 0])
    #expect(abs(order[0].score - 0.6931471805599453) < 1e-9 && abs(order[1].score) < 1e-9)
  }

  @Test func diverseCoversTheDirections() {
    let embeddings: [[Float]] = [[1, 0], [2, 0.1], [0, 3], [-1, 0], [0.1, 1]]
    let order = LabelQueue.diverse(embeddings: embeddings, labelled: [[5, 0]])
    #expect(order.prefix(2).map(\.clip) == [3, 2])
    #expect(abs(order[0].score - 2) < 1e-6 && order.count == 5 && order.last?.clip == 0)
    let few = LabelQueue.diverse(embeddings: embeddings, labelled: [], count: 2)
    #expect(few.count == 5 && few[0].clip == 0 && few[1].clip == 3)
  }

  @Test func chanceIsSeeded() {
    let one = LabelQueue.random(count: 50, seed: 1)
    #expect(one == LabelQueue.random(count: 50, seed: 1))
    #expect(one != LabelQueue.random(count: 50, seed: 2))
    #expect(one.map(\.clip).sorted() == Array(0..<50))
  }
}
