/// An annotation with its recording, as lists and tables show it.
public struct LabelRow: Sendable, Hashable {
  /// The recording's path.
  public let path: RecordingPath
  /// Seconds of the first sample; nil: the whole recording, or its rate is unknown.
  ///
  /// What is said of a clip as a whole has the clip's own where that is a part of its recording.
  public private(set) var onset: Double?
  /// Seconds of the sample after the last.
  public private(set) var offset: Double?
  /// What was said.
  public let annotation: Annotation
  /// Samples per second of the recording, 0 while unknown.
  public let sampleRate: Double
  /// The recording's length in seconds, nil while unknown.
  public let recordingDuration: Double?
  /// The seconds that the clip covers, nil while unknown.
  public let clipSeconds: ClosedRange<Double>?

  /// The names of the columns and keys, in order.
  public static let columns = [
    "path", "label", "onset", "offset", "lowHz", "highHz", "tier", "note", "confidence",
    "annotator", "origin", "created",
  ]

  /// Makes the row of an annotation of a clip.
  public init(clip: Clip, annotation: Annotation) {
    let rate = clip.recording.sampleRate
    path = clip.recording.path
    let span = annotation.span ?? clip.span
    onset = span.flatMap {
      Seconds.seconds(ofSample: $0.lowerBound, sampleRate: rate)
    }
    offset = span.flatMap {
      Seconds.seconds(ofSample: $0.upperBound, sampleRate: rate)
    }
    self.annotation = annotation
    sampleRate = rate
    recordingDuration = clip.recording.sampleCount > 0 ? clip.recording.duration : nil
    let samples = clip.samples
    if !samples.isEmpty,
      let first = Seconds.seconds(ofSample: samples.lowerBound, sampleRate: rate),
      let end = Seconds.seconds(ofSample: samples.upperBound, sampleRate: rate)
    {
      clipSeconds = first...end
    } else {
      clipSeconds = nil
    }
  }

  /// Makes the row of an annotation whose recording no library knows.
  ///
  /// - Parameters:
  ///   - seconds: Its onset and offset; nil: the whole clip.
  ///   - sampleRate: Samples per second of the recording, 0 while unknown.
  ///   - recordingDuration: The recording's length in seconds, nil while unknown.
  public init(
    path: RecordingPath, seconds: ClosedRange<Double>?, annotation: Annotation,
    sampleRate: Double = 0, recordingDuration: Double? = nil
  ) {
    self.path = path
    onset = seconds?.lowerBound
    offset = seconds?.upperBound
    self.annotation = annotation
    self.sampleRate = sampleRate
    self.recordingDuration = recordingDuration
    clipSeconds = recordingDuration.map { 0...max(0, $0) }
  }

  /// The row as a list has it.
  ///
  /// What is said of a whole clip has neither onset nor offset, also where the clip is a part of its
  /// recording.
  public var listed: LabelRow {
    guard annotation.span == nil else { return self }
    var row = self
    (row.onset, row.offset) = (nil, nil)
    return row
  }

  /// The row as a JSON object; a path that is not UTF-8 has `pathHex` beside it.
  public var json: JSONValue {
    var members: [(String, JSONValue)] = [("path", .string(path.text))]
    if !path.isText { members.append(("pathHex", .string(path.hex))) }
    members += [
      ("label", .string(annotation.label)),
      ("onset", onset.map(JSONValue.number) ?? .null),
      ("offset", offset.map(JSONValue.number) ?? .null),
      ("lowHz", annotation.hertz.map { .number($0.lowerBound) } ?? .null),
      ("highHz", annotation.hertz.map { .number($0.upperBound) } ?? .null),
      ("tier", .optional(annotation.tier)),
      ("note", .optional(annotation.note)),
      ("confidence", annotation.confidence.map { .number($0) } ?? .null),
      ("annotator", .string(annotation.annotator)),
      ("origin", .string(annotation.origin.name)),
      ("created", .string(Timestamp.text(annotation.created))),
      (
        "attributes",
        .object(
          annotation.attributes.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })
      ),
    ]
    return .object(members)
  }
}

extension Library {
  /// Every annotation: clips in order, the annotations of a clip oldest first.
  ///
  /// Those of one moment come by their onsets.
  public var labelRows: [LabelRow] {
    clips.flatMap { clip in clip.annotations.map { LabelRow(clip: clip, annotation: $0) } }
  }
}
