import Acoustics
import Labeling

/// A search for the sounds of a clip.
public struct SegmentRequest: Sendable, Equatable {
  /// Which search it is; only the newest one counts.
  public var number: Int
  /// The recording.
  public let path: RecordingPath
  /// The samples searched, nil for all.
  public let span: Range<Int>?
  /// The channel, nil for the mix.
  public let channel: Int?
  /// The name of the method.
  public var method: String
  /// The user's choices.
  public var settings: SegmentationSettings

  /// Makes a search.
  public init(
    number: Int, path: RecordingPath, span: Range<Int>?, channel: Int?, method: String,
    settings: SegmentationSettings
  ) {
    self.number = number
    self.path = path
    self.span = span
    self.channel = channel
    self.method = method
    self.settings = settings
  }

  /// Decibels below the loudest frame, where the knob turns those.
  private static let decibels = ["praat": 25.0, "librosa": 60.0]
  private static let decibelRange = 2.0...100.0
  private static let sensitivities = -6.0...6.0

  /// Whether the method compares with the loudest frame, not with the noise.
  var comparesWithLoudest: Bool { SegmentRequest.decibels[method] != nil }

  private var knob: Double {
    SegmentRequest.decibels[method].map { settings.silenceDecibels ?? $0 } ?? settings.sensitivity
  }

  private var knobRange: ClosedRange<Double> {
    comparesWithLoudest ? SegmentRequest.decibelRange : SegmentRequest.sensitivities
  }

  /// Whether the knob is turned up fully.
  var atMost: Bool { knob >= knobRange.upperBound }
  /// Whether the knob is turned down fully.
  var atLeast: Bool { knob <= knobRange.lowerBound }

  /// Turns the knob: above 0 finds more.
  mutating func turnKnob(by steps: Int) {
    let wanted = knob + Double(steps) * (comparesWithLoudest ? 2 : 1)
    let turned = max(knobRange.lowerBound, min(wanted, knobRange.upperBound))
    if comparesWithLoudest {
      settings.silenceDecibels = turned
    } else {
      settings.sensitivity = turned
    }
  }

  /// Goes to the next method with its own usual knob.
  mutating func takeNextMethod() {
    let all = SegmentationRegistry.all
    let place = all.firstIndex { $0.id == method } ?? 0
    method = all[(place + 1) % all.count].id
    settings.silenceDecibels = nil
  }

  /// The knob in words: `sensitivity +1`, `25 dB below the loudest`.
  var knobText: String {
    if comparesWithLoudest { return "\(Int(knob)) dB below the loudest" }
    let value = Int(knob)
    return "sensitivity " + (value < 0 ? "\(Format.minus)\(-value)" : value > 0 ? "+\(value)" : "0")
  }

  /// The band that is listened to, nil for all.
  var bandText: String? {
    guard !comparesWithLoudest, let low = settings.lowHertz, let high = settings.highHertz else {
      return nil
    }
    return Format.hertz(low) + "–" + Format.hertz(high)
  }
}

/// What a search found so far.
public struct FoundSegments: Sendable, Equatable {
  /// The search.
  public let number: Int
  /// Sounds in samples of the recording, in the order of time.
  public let segments: [SoundSegment]
  /// How much of the clip was searched, 0…1.
  public let share: Double
  /// Whether the search is over.
  public let isOver: Bool
  /// Why it can't go on.
  public let failure: Failure?

  /// Makes an answer.
  public init(
    number: Int, segments: [SoundSegment], share: Double, isOver: Bool, failure: Failure? = nil
  ) {
    self.number = number
    self.segments = segments
    self.share = share
    self.isOver = isOver
    self.failure = failure
  }
}

/// Sounds found in the clip under the cursor that are not taken over yet.
public struct SegmentPreview: Sendable, Equatable {
  /// The newest search.
  public var request: SegmentRequest
  /// What was found, by the search before until the newest one has something to say.
  public var found: [SoundSegment] = []
  /// How much of the clip was searched, 0…1.
  public var share = 0.0
  /// Whether the search is over.
  public var isOver = false
  /// Why it can't go on.
  public var failure: Failure?
  /// The mode to go back to.
  let origin: Mode

  /// Makes a preview of a search that has just begun.
  init(_ request: SegmentRequest, from origin: Mode) {
    self.request = request
    self.origin = origin
  }
}

extension AppState {
  /// Begins to look for the sounds of the clip, in the band of the selection if it has one.
  mutating func openPreview() -> [Effect] {
    guard let clip = current else { return [] }
    var settings = SegmentationSettings()
    settings.lowHertz = selection?.hertz.map { Double($0.lowerBound) }
    settings.highHertz = selection?.hertz.map { Double($0.upperBound) }
    searchCount += 1
    let request = SegmentRequest(
      number: searchCount, path: clip.recording.path, span: clip.span,
      channel: viewport.channel, method: SegmentationRegistry.all[0].id, settings: settings)
    preview = SegmentPreview(request, from: mode)
    mode = .segments
    return [.segment(request)]
  }

  /// Turns the knob and searches anew.
  mutating func turnKnob(by steps: Int) -> [Effect] {
    searchAgain { $0.turnKnob(by: steps) }
  }

  /// Searches with the next method.
  mutating func takeNextMethod() -> [Effect] { searchAgain { $0.takeNextMethod() } }

  private mutating func searchAgain(_ change: (inout SegmentRequest) -> Void) -> [Effect] {
    guard var request = preview?.request else { return [] }
    change(&request)
    searchCount += 1
    request.number = searchCount
    preview?.request = request
    preview?.isOver = false
    preview?.failure = nil
    preview?.share = 0
    return [.segment(request)]
  }

  /// Takes what a search found; answers to older searches are void.
  mutating func take(_ found: FoundSegments) -> [Effect] {
    guard preview?.request.number == found.number else { return [] }
    // What the search before found stays until there is more than the beginning of it.
    if found.isOver || found.segments.count >= preview?.found.count ?? 0 {
      preview?.found = found.segments
    }
    preview?.share = found.share
    preview?.isOver = found.isOver
    preview?.failure = found.failure
    if let failure = found.failure { notice = Notice(failure, at: now) }
    return []
  }

  /// Leaves everything as it was before.
  mutating func leavePreview() -> [Effect] {
    if let preview { mode = preview.origin }
    preview = nil
    return [.segment(nil)]
  }

  /// Makes what was found regions with a label, in one edit.
  mutating func takeSegmentsAsRegions(_ label: String) -> [Effect] {
    guard let clip = current, let found = preview?.found, !found.isEmpty else { return [] }
    let edits = found.map { segment in
      LibraryEdit.add(
        Annotation(
          id: ids.uuid(), clip: clip.id, span: segment.span.range, label: label,
          tier: tiers.current, origin: .person, annotator: annotator, created: now))
    }
    lastLabel = LabelChange(label: label)
    let effects = leavePreview()
    mode = .label
    let saved = perform(.batch(edits))
    say(
      "\(Format.count(found.count)) \(found.count == 1 ? "region" : "regions") \(label).",
      "{undo} takes all back")
    return effects + saved
  }

  /// Makes what was found clips, in one edit.
  mutating func takeSegmentsAsClips() -> [Effect] {
    guard let clip = current, let found = preview?.found, !found.isEmpty else { return [] }
    let edits = found.map { segment in
      LibraryEdit.addClip(NewClip(of: clip.recording.id, span: segment.span.range, using: &ids))
    }
    let effects = leavePreview()
    let saved = perform(.batch(edits))
    say("\(Format.count(found.count)) new clips.", "{undo} takes all back")
    return effects + saved
  }
}
