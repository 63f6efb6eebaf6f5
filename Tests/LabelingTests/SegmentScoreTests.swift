import Labeling
import Testing

struct SegmentScoreTests {
  private let truth = [1.0...2, 3...4, 5...6, 7...7.5]

  @Test func theSameSoundsScoreOne() {
    let score = SegmentScore(found: truth.reversed(), truth: truth)
    #expect(score.precision == 1 && score.recall == 1 && score.f1 == 1 && score.onsetF1 == 1)
    #expect(score.meanOnsetError == 0)
  }

  @Test func nothingIsScored() {
    let none = SegmentScore(found: [], truth: [])
    #expect(none.f1 == 1 && none.precision == 1 && none.recall == 1 && none.onsetF1 == 1)
    #expect(none.meanOnsetError == nil)
    let missed = SegmentScore(found: [], truth: truth)
    #expect(missed.f1 == 0 && missed.precision == 0 && missed.recall == 0)
    let wrong = SegmentScore(found: [8.0...9], truth: [])
    #expect(wrong.f1 == 0 && wrong.precision == 0 && wrong.recall == 0 && wrong.onsetF1 == 0)
  }

  @Test func pairsOverlapByHalf() {
    // 0.9 of 1.1, 0.5 of 1, 0.4 of 1, and one that is not there.
    let score = SegmentScore(found: [1.1...2.1, 3.5...4, 5...5.4, 9...10], truth: truth)
    #expect(score.matchedCount == 2)
    #expect(score.precision == 0.5 && score.recall == 0.5 && score.f1 == 0.5)
    #expect(abs((score.meanOnsetError ?? 0) - 0.3) < 1e-9)
    // Only the third begins where a true one does.
    #expect(score.matchedOnsetCount == 1 && score.onsetF1 == 0.25)
  }

  @Test func aTrueSoundIsFoundOnce() {
    let halves = SegmentScore(found: [1.0...1.5, 1.5...2], truth: [1.0...2])
    #expect(halves.matchedCount == 1 && halves.precision == 0.5 && halves.recall == 1)
    let twice = SegmentScore(found: [1.0...2, 1.1...2, 1...1.9], truth: [1.0...2])
    #expect(twice.matchedCount == 1 && twice.meanOnsetError == 0)
    let whole = SegmentScore(found: [0.0...10], truth: truth)
    #expect(whole.matchedCount == 0)
  }

  @Test func overlappingTruthIsPairedBestFirst() {
    let score = SegmentScore(found: [1.0...2, 1.2...2.2], truth: [1.2...2.2, 1.05...2])
    #expect(score.matchedCount == 2)
    #expect(abs((score.meanOnsetError ?? 1) - 0.025) < 1e-9)
  }

  @Test func onsetsArePairedWithinTheTolerance() {
    let found = [0.95...1.5, 3.05...3.2, 5.051...6, 7.02...9]
    let near = SegmentScore(found: found, truth: truth)
    #expect(near.matchedOnsetCount == 3 && near.onsetF1 == 0.75)
    let nearer = SegmentScore(found: found, truth: truth, onsetTolerance: 0.02)
    #expect(nearer.matchedOnsetCount == 1)
    let crowd = SegmentScore(found: [1.0...1.1, 1.04...1.1], truth: [1.04...1.1, 1.08...1.2])
    #expect(crowd.matchedOnsetCount == 2)
  }

  @Test func pointsNeverOverlap() {
    let score = SegmentScore(found: [1.0...1], truth: [1.0...1])
    #expect(score.matchedCount == 0 && score.matchedOnsetCount == 1)
  }
}
