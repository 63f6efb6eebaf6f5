import Labeling
import NeuralNetworks
import Recognition
import Testing

/// Strings that were written down against those that are there.
@Suite struct SequenceFigureTests {
  /// The fewest edits, by trying all.
  private static func distance(_ truth: ArraySlice<Int>, _ said: ArraySlice<Int>) -> Int {
    guard let first = truth.first else { return said.count }
    guard let other = said.first else { return truth.count }
    return min(
      distance(truth.dropFirst(), said.dropFirst()) + (first == other ? 0 : 1),
      distance(truth.dropFirst(), said) + 1, distance(truth, said.dropFirst()) + 1)
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func editsAreTheFewest(_ seed: UInt64) {
    var draws = SeededDraws(seed: seed)
    let truth = (0..<draws.whole(below: 6)).map { _ in draws.whole(below: 3) }
    let said = (0..<draws.whole(below: 6)).map { _ in draws.whole(below: 3) }
    let pairs = EditAlignment(truth: truth, said: said).pairs
    let faults = pairs.count {
      if case .both(let truth, let said) = $0 { truth != said } else { true }
    }
    #expect(faults == Self.distance(truth[...], said[...]))
    let there: [Int] = pairs.compactMap {
      switch $0 {
      case .both(let truth, _), .missing(let truth): truth
      case .extra: nil
      }
    }
    #expect(there == truth)
  }

  @Test func figuresCountFaults() {
    let said = [[0, 1, 2], [0, 2], [1, 1], []].map { Transcription(labels: $0, logarithm: -0.1) }
    let evaluation = Evaluation(
      labels: ["a", "b", "c"], truth: [[0, 1, 2], [0, 1, 2], [1], []], said: said,
      groups: ["x", "x", "y", nil])
    #expect(evaluation.count == 4 && evaluation.correct == 2 && evaluation.accuracy == 0.5)
    #expect(evaluation.sequences?.length == 7)
    #expect(evaluation.sequences?.deletions == 1 && evaluation.sequences?.insertions == 1)
    #expect(evaluation.sequences?.substitutions == 0)
    #expect(evaluation.sequences?.labelErrorRate == 2.0 / 7)
    let second = evaluation.figures(of: 1)
    #expect(second.count == 3 && second.recall == 2.0 / 3 && second.precision == 2.0 / 3)
    #expect(evaluation.figures(of: 0).f1 == 1 && evaluation.presentClasses == [0, 1, 2])
    #expect(evaluation.groups.map(\.correct) == [1, 0])
    let text = evaluation.json.compact
    for key in ["count", "accuracy", "macroF1", "ece", "labelErrorRate", "insertions"] {
      #expect(text.contains("\"\(key)\":"), "\(key)")
    }
    let plain = Evaluation(labels: ["a", "b"], probabilities: [[0.9, 0.1]], truth: [0])
    #expect(plain.count == 1 && plain.accuracy == 1 && plain.sequences == nil)
    #expect(!plain.json.compact.contains("labelErrorRate"))
  }
}
