import Acoustics

/// What of the clip is shown, and how.
public struct Viewport: Sendable, Equatable {
  /// What the picture shows.
  public var view = ClipView.spectrogram
  /// The visible samples at the recording's own rate; nil for the whole clip.
  public var span: Range<Int>?
  /// The spans shown before the last zooms, newest last; nil for the whole clip.
  public private(set) var earlierSpans: [Range<Int>?] = []
  /// The cursor's sample from the start of the recording; nil before it was moved.
  public var cursor: Int?
  /// The visible frequencies in hertz; nil for all.
  public var hertz: ClosedRange<Float>?
  /// The scale of the spectrogram's frequencies.
  public var scale = FrequencyScale.linear
  /// The frequency under the cursor in hertz; nil follows the loudest one.
  public var cursorHertz: Float?
  /// What is drawn over the picture.
  public var tracks: Set<PictureTrack> = []
  /// Whether the frequency ruler has the names of notes.
  public var showsNotes = false
  /// Whether multiples of the frequency under the cursor are marked.
  public var showsHarmonics = false
  /// The darkest and brightest level in decibels; nil follows ``contrast``.
  public var decibels: ClosedRange<Float>?
  /// Whether the levels were kept as they were, not chosen one by one.
  public internal(set) var isLocked = false
  /// What the levels follow where none are chosen.
  public var contrast = ContrastRule.clip
  /// What is done with levels before they are drawn.
  public var treatment = LevelTreatment.none
  /// How several moments become a column.
  public var pooling = LevelPooling.loudest
  /// The channel shown; nil for the mix of all.
  public var channel: Int?

  /// Makes the view of a whole clip.
  public init() {}

  /// Zooms that can be gone back.
  private static let spanLimit = 32

  /// Forgets what belongs to one clip: time zoom and cursor.
  public mutating func resetTime() {
    span = nil
    cursor = nil
    cursorHertz = nil
    earlierSpans = []
  }

  /// Keeps cursor and spans inside of samples, of which there may be fewer than there were.
  mutating func stay(inside samples: Range<Int>) {
    func kept(_ span: Range<Int>?) -> Range<Int>? {
      guard let span else { return nil }
      let length = min(span.count, samples.count)
      let start = max(samples.lowerBound, min(span.lowerBound, samples.upperBound - length))
      return length == samples.count ? nil : start..<(start + length)
    }
    span = kept(span)
    earlierSpans = earlierSpans.map(kept)
    cursor = cursor.map { max(samples.lowerBound, min($0, samples.upperBound - 1)) }
  }

  /// Remembers the span shown, before a zoom changes it.
  mutating func rememberSpan() {
    earlierSpans = earlierSpans.suffix(Viewport.spanLimit - 1) + [span]
  }

  /// Goes back to the span before the last zoom.
  mutating func restoreSpan() {
    if let last = earlierSpans.popLast() { span = last }
  }
}

/// The views of a clip.
public enum ClipView: String, Sendable, Hashable, Codable, CaseIterable {
  /// Peaks and RMS over time.
  case waveform
  /// Power by linear frequency.
  case spectrogram
  /// Power by mel band.
  case mel
  /// Mel-frequency cepstral coefficients.
  case mfcc
  /// Change of the cepstral coefficients over time.
  case delta
  /// Power averaged over several tapers.
  case multitaper
  /// Power moved to where it came from.
  case reassigned
  /// Power by critical band.
  case bark
  /// Power by auditory filter.
  case erb
  /// Power by musical note.
  case cqt
  /// Power by note of the octave.
  case chroma
  /// What lasts.
  case hpss
  /// What is short.
  case percussive
  /// What the model sees: its exact input.
  case input

  /// The views that need no model.
  public static let ofSound = allCases.filter { $0 != .input }

  /// The views that one key goes through; the others have keys of their own.
  static let usual: [ClipView] = [.waveform, .spectrogram, .mel, .mfcc, .delta]

  /// The feature that the view draws; the waveform view has none.
  public var feature: FeatureID? {
    switch self {
    case .waveform, .input: nil
    case .spectrogram: .spectrogram
    case .mel: .mel
    case .mfcc: .mfcc
    case .delta: .delta
    case .multitaper: .multitaper
    case .reassigned: .reassigned
    case .bark: .bark
    case .erb: .erb
    case .cqt: .constantQ
    case .chroma: .chroma
    case .hpss: .harmonic
    case .percussive: .percussive
    }
  }

  /// Whether the view draws decibels.
  var hasLevels: Bool {
    switch self {
    case .waveform, .mfcc, .delta, .input: false
    case .spectrogram, .mel, .multitaper, .reassigned, .bark, .erb, .cqt, .chroma, .hpss,
      .percussive:
      true
    }
  }

  /// Whether the rows of the view have frequencies.
  var hasFrequencies: Bool { hasLevels && self != .chroma }

  /// The scale that the frequencies of the view always lie on; nil where that can be chosen.
  var ownScale: FrequencyScale? {
    switch self {
    case .mel: .mel
    case .bark: .bark
    case .erb: .erb
    case .cqt: .logarithmic
    default: nil
    }
  }

  /// The name as shown.
  public var title: String {
    switch self {
    case .mfcc: "MFCC"
    case .delta: "MFCC delta"
    case .input: "model input"
    case .multitaper: "multitaper spectrogram"
    case .reassigned: "reassigned spectrogram"
    case .bark: "Bark spectrogram"
    case .erb: "ERB spectrogram"
    case .cqt: "constant-Q transform"
    case .chroma: "chromagram"
    case .hpss: "harmonic part"
    case .percussive: "percussive part"
    case .waveform, .spectrogram, .mel: rawValue
    }
  }
}
