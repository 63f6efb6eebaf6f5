/// A range of a recording, the unit of work: what the list shows and what a label is put on.
public struct Clip: Sendable, Hashable {
  /// Its row in the library.
  public let id: ID<Clip>
  /// The recording it is a range of.
  public var recording: Recording
  /// The samples it covers at the recording's own rate, half-open; nil for the whole recording.
  public var span: Range<Int>?
  /// What people, folders and imports said about it, oldest first.
  public var annotations: [Annotation]

  /// Makes a clip.
  public init(
    id: ID<Clip>, recording: Recording, span: Range<Int>? = nil, annotations: [Annotation] = []
  ) {
    self.id = id
    self.recording = recording
    self.span = span
    self.annotations = annotations
  }

  /// The annotation of the clip as a whole: a decision between annotators, else the newest.
  ///
  /// Flags, second looks and predictions are none.
  public var wholeAnnotation: Annotation? { wholePlace.map { annotations[$0] } }

  /// The label of the clip as a whole.
  public var label: String? {
    // Only the text is copied: this is asked for every clip of large libraries.
    wholePlace.map { annotations[$0].label }
  }

  /// Whether the clip as a whole has a label.
  public var isLabelled: Bool { wholePlace != nil }

  /// The place of the annotation of the clip as a whole, nil if there is none.
  var wholePlace: Int? {
    var newest: Int?
    for place in annotations.indices.reversed() where annotations[place].span == nil {
      switch annotations[place].tier {
      case ReservedTier.decision: return place
      case ReservedTier.flag, ReservedTier.secondLook, ReservedTier.prediction: continue
      default: newest = newest ?? place
      }
    }
    return newest
  }

  /// The samples it covers, `0..<sampleCount` for a whole recording.
  public var samples: Range<Int> { span ?? 0..<recording.sampleCount }

  /// Its length in seconds, nil while unknown.
  public var duration: Double? {
    recording.sampleRate > 0 ? Double(samples.count) / recording.sampleRate : nil
  }
}
