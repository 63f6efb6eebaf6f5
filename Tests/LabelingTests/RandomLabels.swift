import Foundation
import Labeling

/// Rows of labels made from a seed: regions, points, overlaps, whole clips and nasty texts.
struct RandomLabels: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }

  private static let texts = [
    "yes", "no", "a b", "say \"hi\"", "it's", "co,ma", "semi;colon", "tab\there", "line\nend",
    " x ",
    "개 멍멍", "🦉", "<&>", "back\\slash", "12", "-3.5", "#hash", ";;x", "///", ".", "<NA>",
    "\u{7}bell",
    "'quoted'", "a/b", "_", "!mark", "=1+1", "null", "x\r\ny",
  ]

  /// The labels of one recording.
  mutating func rows(
    of path: RecordingPath, row: Int64, count: Int, rate: Double = 16_000
  ) -> [LabelRow] {
    let length = 160_000
    let recording = Recording(
      id: ID(row: row), path: path, sampleRate: rate, sampleCount: length, channelCount: 1,
      state: .ready)
    var annotations: [Annotation] = []
    for _ in 0..<count {
      let onset = Int.random(in: 0..<length - 10, using: &self)
      let isPoint = Int.random(in: 0..<6, using: &self) == 0
      let offset = isPoint ? onset : Int.random(in: onset + 1...length, using: &self)
      annotations.append(annotation(ID(row: row), onset..<offset))
    }
    annotations.append(annotation(ID(row: row), nil))
    let clip = Clip(id: ID(row: row), recording: recording, annotations: annotations)
    return annotations.map { LabelRow(clip: clip, annotation: $0) }
  }

  private mutating func annotation(_ clip: ID<Clip>, _ span: Range<Int>?) -> Annotation {
    let low = Float(Int.random(in: 0..<4000, using: &self)) / 2
    let high = low + Float(Int.random(in: 0..<4000, using: &self)) / 2
    return Annotation(
      id: UUID(), clip: clip, span: span, hertz: isLucky() ? low...high : nil, label: text(),
      tier: isLucky()
        ? ["birds", "words", "label", "tier \"2\""].randomElement(using: &self) : nil,
      note: isLucky() ? text() : nil,
      confidence: isLucky() ? Float(Int.random(in: 0...64, using: &self)) / 64 : nil,
      origin: .person, annotator: isLucky() ? "ann" : "",
      created: Date(timeIntervalSince1970: Double(Int.random(in: 0..<2_000_000_000, using: &self))))
  }

  private mutating func isLucky() -> Bool { Bool.random(using: &self) }

  private mutating func text() -> String { Self.texts.randomElement(using: &self) ?? "" }
}
