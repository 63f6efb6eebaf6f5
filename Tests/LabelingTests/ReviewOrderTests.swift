import Foundation
import Labeling
import Testing

@Suite struct ReviewOrderTests {
  private static func clip(_ row: Int64, _ path: String, _ labels: [(String, String)] = []) -> Clip
  {
    let id = ID<Clip>(row: row)
    return Clip(
      id: id, recording: Recording(id: ID(row: row), path: RecordingPath(path)),
      annotations: labels.enumerated().map { place, pair in
        Annotation(
          id: UUID(), clip: id, label: pair.1, origin: .person, annotator: pair.0,
          created: Date(timeIntervalSince1970: Double(place)))
      })
  }

  private let clips: [Clip] = [
    clip(0, "b/1.wav", [("ann", "yes")]), clip(1, "b/2.wav", [("ann", "no")]),
    clip(2, "a/x/3.wav"), clip(3, "a/4.wav", [("ann", "yes")]), clip(4, "5.wav"),
  ]

  private func rows(_ ids: [ID<Clip>]) -> [Int64] { ids.map(\.row) }

  @Test func ordersWithoutChance() {
    #expect(rows(ReviewOrder.unlabelled(clips)) == [2, 4])
    #expect(rows(ReviewOrder.byFolder(clips)) == [4, 3, 2, 0, 1])
    #expect(rows(ReviewOrder.byLabel(clips, LabelSet(["no", "yes"]))) == [1, 0, 3, 2, 4])
    #expect(ReviewOrder.flagged(clips).isEmpty && ReviewOrder.disputed(clips).isEmpty)
  }

  @Test func disputedAndFlaggedClipsAreFound() {
    var clip = Self.clip(7, "7.wav", [("ann", "yes"), ("bob", "yes"), ("bob", "no")])
    #expect(rows(ReviewOrder.disputed([clip, clips[1]])) == [7])
    var flag = clip.annotations[0]
    flag.tier = ReservedTier.flag
    clip.annotations.append(flag)
    #expect(rows(ReviewOrder.flagged([clip, clips[1]])) == [7])
    var decision = clip.annotations[0]
    decision.tier = ReservedTier.decision
    clip.annotations.append(decision)
    #expect(ReviewOrder.disputed([clip]).isEmpty && clip.label == "yes")
    #expect(clip.opinions.map(\.text) == ["yes", "no"])
  }

  @Test func chanceIsThatOfTheSeed() {
    let one = ReviewOrder.random(clips, seed: 1)
    #expect(one == ReviewOrder.random(clips, seed: 1) && Set(one).count == 5)
    #expect((2...9).contains { ReviewOrder.random(clips, seed: $0) != one })
  }

  @Test func bandsTakeTurns() {
    var scores: [(id: ID<Clip>, score: Double)] = []
    for row in 0..<100 as Range<Int64> { scores.append((ID(row: row), Double(row) / 99)) }
    scores.append((ID(row: 200), Double.nan))
    scores.append((ID(row: 201), 1.5))
    let queue = ReviewOrder.stratified(scores, bandCount: 4, count: 3, seed: 9)
    #expect(queue.map(\.band) == [0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3])
    #expect(Set(queue.map(\.id)).count == 12)
    #expect(queue.allSatisfy { min(3, Int(Double($0.id.row) / 99 * 4)) == $0.band })
    #expect(ReviewOrder.stratified(scores, bandCount: 4, count: 99, seed: 9).count == 100)
  }

  @Test func aShareComesTwice() {
    let order = (0..<200).map { ID<Clip>(row: $0) }
    let queue = ReviewOrder.repeating(order, share: 0.1, gap: 20, seed: 5)
    #expect(queue.count == 220 && queue == ReviewOrder.repeating(order, share: 0.1, seed: 5))
    for id in order {
      let places = queue.indices.filter { queue[$0].clip == id }
      #expect(places.map { queue[$0].isSecond } == Array([false, true].prefix(places.count)))
      if places.count == 2 { #expect(places[1] - places[0] > 20 || places[0] > 170) }
    }
    #expect(ReviewOrder.repeating([], share: 1, seed: 1).isEmpty)
  }

  @Test func precisionIsWeightedByTheClipsOfABand() throws {
    var bands = ScoreBands(count: 2)
    bands.count(900, inBand: 0)
    bands.count(100, inBand: 1)
    #expect(bands.precision(fromBand: 0) == nil)
    for place in 0..<10 {
      bands.review(0.2, isRight: place < 5)
      bands.review(0.9, isRight: place < 9)
    }
    let high = try #require(bands.precision(fromBand: 1))
    #expect(high.value == 0.9 && high.interval == WilsonInterval.interval(9, of: 10))
    let all = try #require(bands.precision(fromBand: 0))
    #expect(abs(all.value - (0.9 * 0.5 + 0.1 * 0.9)) < 1e-12)
    #expect(all.interval.lowerBound < 0.3 && all.interval.upperBound > 0.75)
    #expect(ScoreBands.band(of: 1, of: 2) == 1 && ScoreBands.band(of: 0.5, of: 2) == 1)
  }
}
