import LabelStore
import Labeling

/// What an entry of the history did to one label or clip, as people and programs are told.
struct HistoryChange {
  /// The recording; nil if the library does not know it any more.
  let path: RecordingPath?
  /// The label before, nil if it is new.
  let before: LabelRow?
  /// The label after, nil if it was taken off.
  let after: LabelRow?
  /// What happened to the clip itself, nil if it is about a label.
  private let clipChange: ClipChange?

  private struct ClipChange {
    let words: String
    let onset, offset: Double?

    init(_ words: String, _ span: Range<Int>?, sampleRate: Double?) {
      self.words = words
      let bounds = span.flatMap { span in sampleRate.map { (span, $0) } }
      onset = bounds.flatMap { Seconds.seconds(ofSample: $0.lowerBound, sampleRate: $1) }
      offset = bounds.flatMap { Seconds.seconds(ofSample: $0.upperBound, sampleRate: $1) }
    }
  }

  /// What an entry changed, in order.
  ///
  /// - Parameter clips: The clips of the library.
  static func all(of entry: HistoryEntry, clips: [ID<Clip>: Clip]) -> [HistoryChange] {
    entry.edit.steps.compactMap { step in
      switch step {
      case .add(let new): HistoryChange(nil, new, clips)
      case .remove(let old): HistoryChange(old, nil, clips)
      case .replace(let old, let new): HistoryChange(old, new, clips)
      case .trim(let clip, _, let span):
        HistoryChange(
          clips[clip]?.recording, span == nil ? "the whole recording again" : "trimmed to", span)
      case .addClip(let new):
        HistoryChange(recording(of: new, clips), "new clip", new.span)
      case .removeClip(let old):
        HistoryChange(recording(of: old, clips), "clip removed", old.span)
      case .labelSet, .batch: nil
      }
    }
  }

  private static func recording(
    of clip: NewClip, _ clips: [ID<Clip>: Clip]
  ) -> Recording? {
    (clips[clip.clip] ?? clips.values.first { $0.recording.id == clip.recording })?.recording
  }

  private init(_ recording: Recording?, _ words: String, _ span: Range<Int>?) {
    path = recording?.path
    (before, after) = (nil, nil)
    clipChange = ClipChange(words, span, sampleRate: recording?.sampleRate)
  }

  private init(_ old: Annotation?, _ new: Annotation?, _ clips: [ID<Clip>: Clip]) {
    let clip = (new ?? old).flatMap { clips[$0.clip] }
    path = clip?.recording.path
    before = clip.flatMap { clip in old.map { LabelRow(clip: clip, annotation: $0) } }
    after = clip.flatMap { clip in new.map { LabelRow(clip: clip, annotation: $0) } }
    clipChange = nil
  }

  /// The object of `history --json`; onset and offset are those after the change.
  var json: JSONValue {
    let row = after ?? before
    return .object(
      (path?.jsonMembers ?? [("path", .null)]) + [
        ("before", .optional(before?.annotation.label)),
        ("after", .optional(after?.annotation.label)),
        ("onset", (row?.onset ?? clipChange?.onset).map(JSONValue.number) ?? .null),
        ("offset", (row?.offset ?? clipChange?.offset).map(JSONValue.number) ?? .null),
      ])
  }

  /// The change in a few words: `yes → no`, `yes confirmed`, `yes`, `yes cleared`.
  var text: String {
    let row = after ?? before
    let region = (row?.onset ?? clipChange?.onset).flatMap { onset in
      (row?.offset ?? clipChange?.offset).map {
        " \(Seconds.text(onset))–\(Seconds.text($0)) s"
      }
    }
    return words + (region ?? "")
  }

  private var words: String {
    if let clipChange { return clipChange.words }
    return switch (before?.annotation, after?.annotation) {
    case (nil, nil): ""
    case (nil, let new?): new.label
    case (let old?, nil): "\(old.label) cleared"
    case (let old?, let new?) where old.label != new.label: "\(old.label) → \(new.label)"
    case (let old?, let new?) where old.origin != .person && new.origin == .person:
      "\(new.label) confirmed"
    case (let old?, let new?): new.difference(from: old) ?? "\(new.label) again"
    }
  }
}
