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

  /// What is said of the clip as a whole where it may have several labels, the first one first.
  ///
  /// They are those of whoever spoke last; with a decision, those that were decided.
  public var wholeAnnotations: [Annotation] {
    guard hasFurther else { return wholeAnnotation.map { [$0] } ?? [] }
    return wholePlaces.map { annotations[$0] }
  }

  /// The labels of the clip as a whole, the first one first.
  public var labels: [String] {
    guard hasFurther else { return label.map { [$0] } ?? [] }
    return wholePlaces.map { annotations[$0].label }
  }

  /// Whether somebody gave it more labels than one.
  var hasFurther: Bool { annotations.contains(where: \.isFurther) }

  /// The place of the annotation of the clip as a whole, nil if there is none.
  var wholePlace: Int? {
    var newest: Int?
    for place in annotations.indices.reversed() where annotations[place].span == nil {
      switch annotations[place].tier {
      case ReservedTier.decision: return place
      case ReservedTier.flag, ReservedTier.secondLook, ReservedTier.prediction,
        ReservedTier.note:
        continue
      case nil: newest = newest ?? place
      default:
        if annotations[place].isFurther { return wholePlaces.first }
        if annotations[place].isConflict { continue }
        newest = newest ?? place
      }
    }
    return newest
  }

  /// The places of the labels of the clip as a whole.
  private var wholePlaces: [Int] {
    let decision = annotations.lastIndex { $0.tier == ReservedTier.decision && $0.span == nil }
    let all = annotations.indices.filter { place in
      decision == nil
        ? annotations[place].isOpinionOfWhole
        : annotations[place].span == nil && annotations[place].wholeTier == ReservedTier.decision
    }
    guard let newest = decision ?? all.last else { return [] }
    let speaker = annotations[newest].annotator
    let firsts = all.filter { !annotations[$0].isFurther }
    let first =
      annotations[newest].isFurther
      ? firsts.last { annotations[$0].annotator == speaker }
        ?? firsts.last { annotations[$0].annotator.isEmpty } : newest
    let further = all.filter {
      annotations[$0].isFurther && annotations[$0].annotator == speaker
    }
    return (first.map { [$0] } ?? []) + further
  }

  /// The samples it covers, `0..<sampleCount` for a whole recording.
  public var samples: Range<Int> { span ?? 0..<recording.sampleCount }

  /// Its length in seconds, nil while unknown.
  public var duration: Double? {
    recording.sampleRate > 0 ? Double(samples.count) / recording.sampleRate : nil
  }
}
