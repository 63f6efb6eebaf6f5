import Foundation
import Labeling
import Testing

@Suite struct QualityJudgeTests {
  private func findings(_ count: Int) -> [QualityJudge.Finding] {
    (0..<count).map { place in
      QualityJudge.Finding(
        recording: ID(row: Int64(place)), sampleRate: 16_000,
        duration: 1 + Double(place % 3) / 10, hash: "\(place)", flaws: [])
    }
  }

  private func odd(
    _ place: Int, rate: Double = 16_000, duration: Double = 1, hash: String? = nil,
    flaws: SoundFlaws = [], twin: Int? = nil
  ) -> QualityJudge.Finding {
    QualityJudge.Finding(
      recording: ID(row: Int64(place)), sampleRate: rate, duration: duration, hash: hash,
      flaws: flaws, twin: twin)
  }

  @Test func whatIsUnlikeTheOthersIsTold() {
    var all = findings(20)
    all.append(odd(20, rate: 44_100))
    all.append(odd(21, duration: 0.3))
    all.append(odd(22, duration: 5, flaws: SoundFlaws([.clipped])))
    let judged = QualityJudge.judge(all)
    #expect(judged[..<20].allSatisfy { $0.flaws.isEmpty })
    #expect(judged[20...].map(\.flaws.list) == [[.rate], [.short], [.clipped, .long]])
  }

  @Test func lengthsThatDifferByNatureAreNoFlaw() {
    let all = (1...40).map { odd($0, duration: Double($0)) }
    #expect(QualityJudge.judge(all).allSatisfy { $0.flaws.isEmpty })
    #expect(QualityJudge.judge([odd(1), odd(2, rate: 8000)]).allSatisfy { $0.flaws.isEmpty })
  }

  @Test func copiesKnowEachOther() {
    let all = [
      odd(0, hash: "a"), odd(1, hash: "b", twin: 0), odd(2, hash: "a"), odd(3), odd(4),
    ]
    let judged = QualityJudge.judge(all)
    #expect(judged.map(\.twin?.row) == [2, 0, 0, nil, nil])
    #expect(judged.map(\.flaws.list) == [[.duplicate], [.nearDuplicate], [.duplicate], [], []])
  }

  @Test(
    arguments: [
      ("quality:clipped", [1, 2]), ("quality:near-duplicate", [2]), ("!quality:clipped", [3]),
      ("quality!=clipped", [3]), ("flaw:CLIPPED", [1, 2]), ("quality~dup", [2]),
    ] as [(String, [Int64])])
  func flawsAreAskedFor(text: String, rows: [Int64]) throws {
    let flaws: [[SoundFlaw]] = [[.clipped], [.clipped, .nearDuplicate], []]
    let clips = flaws.enumerated().map { place, flaws in
      var recording = Recording(id: ID(row: Int64(place + 1)), path: RecordingPath("\(place).wav"))
      if !flaws.isEmpty { recording.quality = SoundQuality(flaws: SoundFlaws(flaws)) }
      return Clip(id: ID(row: Int64(place + 1)), recording: recording)
    }
    #expect(try ClipQuery(text).places(in: clips).map { clips[$0].id.row } == rows)
  }

  @Test(
    arguments: [
      ("split:test", [1, 4]), ("split:testing", [1, 4]), ("split=train", [2]),
      ("split:validation", [3]), ("split!=test", [2, 3, 5]), ("split=", [5]),
    ] as [(String, [Int64])])
  func partsAreAskedForByAnyOfTheirNames(text: String, rows: [Int64]) throws {
    let known: [(String, String?)] = [
      ("a.wav", "test"), ("b.wav", "training"), ("c.wav", "dev"),
      // The original gives this name to testing.
      ("no/\(hashedForTesting)", nil), ("d.wav", nil),
    ]
    let clips = known.enumerated().map { place, entry in
      let id = Int64(place + 1)
      return Clip(
        id: ID(row: id),
        recording: Recording(id: ID(row: id), path: RecordingPath(entry.0), split: entry.1))
    }
    #expect(try ClipQuery(text).places(in: clips).map { clips[$0].id.row } == rows)
  }

  private var hashedForTesting: String {
    let names = (0..<1000).map { "speaker\($0)_nohash_0.wav" }
    return names.first { HashSplit().part(of: RecordingPath($0)) == .testing } ?? ""
  }

  @Test func onlyWhatStandsBeforeNohashMovesAName() {
    let name = RecordingPath("yes/\(hashedForTesting)")
    let speaker = name.name.text.prefix { $0 != "_" }
    #expect(name.partAfterMoving(to: RecordingPath("no/\(speaker)_nohash_7.wav")) == nil)
    let other = (0..<1000).map { RecordingPath("other\($0)_nohash_0.wav") }
      .first { HashSplit().part(of: $0) == .training }
    #expect(other.map { name.partAfterMoving(to: $0) } == .some(.training))
    #expect(RecordingPath("a.wav").partAfterMoving(to: RecordingPath("b.wav")) == nil)
  }
}
