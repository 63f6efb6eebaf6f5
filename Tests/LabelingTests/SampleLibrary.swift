import Foundation
import Labeling

/// A small library with everything that an annotation can have, and nasty names.
enum SampleLibrary {
  static let nastyPaths: [RecordingPath] = [
    RecordingPath("yes/a.wav"), RecordingPath("a,\"b\"\n.wav"), RecordingPath("=1+1.wav"),
    RecordingPath("esc\u{1b}[31m\u{9b}.wav"), RecordingPath("bidi\u{202e}\u{200b}.wav"),
    RecordingPath(" 한국어 e\u{301} .wav"), RecordingPath("tab\tcr\r.wav"), RecordingPath("🦉\\.wav"),
    RecordingPath(bytes: [0xff, UInt8(ascii: "/"), UInt8(ascii: ","), 0xfe]),
  ]

  static let library = Library(
    clips: nastyPaths.enumerated().map { place, path in
      let id = ID<Clip>(row: Int64(place + 1))
      let recording = Recording(
        id: ID(row: Int64(place + 1)), path: path, sampleRate: 44_100, sampleCount: 88_200,
        channelCount: 1, state: .ready, group: "speaker \(place % 2)", split: "train")
      return Clip(id: id, recording: recording, annotations: annotations(of: id, place))
    } + [
      Clip(
        id: ID(row: 99), recording: Recording(id: ID(row: 99), path: RecordingPath("z/none.wav")))
    ])

  private static func annotations(of clip: ID<Clip>, _ place: Int) -> [Annotation] {
    let created = Date(timeIntervalSince1970: 1_700_000_000.345 + Double(place))
    let whole = Annotation(
      id: UUID(), clip: clip, label: place % 2 == 0 ? "yes" : "no, \"really\"",
      origin: place % 2 == 0 ? .folder : .imported(format: "csv"), annotator: "",
      created: created)
    let region = Annotation(
      id: UUID(), clip: clip, span: (17 + place)..<44_101, hertz: 100.1...7999.9,
      label: "개 \u{7}bell\u{202e}", tier: "birds,1", note: "two\nlines \"quoted\"",
      confidence: 0.1, origin: .accepted(model: "commands"), annotator: "앤 O'Hara",
      created: created.addingTimeInterval(0.001))
    return [whole, region]
  }

  /// An annotation of the first clip by a person.
  static func annotation(
    _ label: String, span: Range<Int>? = nil, hertz: ClosedRange<Float>? = nil
  ) -> Annotation {
    Annotation(
      id: UUID(), clip: ID(row: 1), span: span, hertz: hertz, label: label, origin: .person,
      annotator: "", created: Date(timeIntervalSince1970: 0))
  }

  /// A library of one clip of 80,000 samples, or of none if its rate is not known.
  static func oneClip(rate: Double, _ annotations: [Annotation]) -> Library {
    let recording = Recording(
      id: ID(row: 1), path: RecordingPath("a.wav"), sampleRate: rate,
      sampleCount: rate > 0 ? 80_000 : 0)
    return Library(clips: [
      Clip(id: ID(row: 1), recording: recording, annotations: annotations)
    ])
  }
}
