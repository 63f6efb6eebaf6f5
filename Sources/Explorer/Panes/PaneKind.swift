import Acoustics

/// What a pane under the picture shows of the same moments.
public enum PaneKind: String, Sendable, Hashable, Codable, CaseIterable {
  /// Power by mel band.
  case mel
  /// Mel-frequency cepstral coefficients.
  case mfcc
  /// Change of the cepstral coefficients over time.
  case delta
  /// Level over time.
  case energy
  /// Pitch over time.
  case pitch
  /// How much louder the bands become.
  case onsets
  /// Power by linear frequency.
  case spectrogram
  /// Peaks and RMS over time.
  case waveform
  /// Pitch over time by pYIN.
  case pyin
  /// Pitch over time by autocorrelation.
  case praatPitch = "praat-pitch"
  /// Formants over time.
  case formants
  /// Level over time without the periods of a voice.
  case intensity
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

  /// The kinds that one key goes through; the others have keys of their own.
  static let usual: [PaneKind] = [
    .mel, .mfcc, .delta, .energy, .pitch, .onsets, .spectrogram, .waveform,
  ]

  /// The pane of a view; nil for what the model sees, which has a time axis of its own.
  init?(_ view: ClipView) {
    switch view {
    case .input: return nil
    case .waveform, .spectrogram, .mel, .mfcc, .delta, .multitaper, .reassigned, .bark, .erb,
      .cqt, .chroma, .hpss, .percussive:
      self.init(rawValue: view.rawValue)
    }
  }

  /// The name as shown.
  public var title: String {
    switch self {
    case .onsets: "onset strength"
    case .pyin: "pitch (pYIN)"
    case .praatPitch: "pitch (Praat)"
    case .energy, .pitch, .formants, .intensity: rawValue
    default: view?.title ?? rawValue
    }
  }

  /// The feature that is computed for it; nil where the picture's waveform has all that is drawn.
  public var feature: FeatureID? {
    switch self {
    case .energy: nil
    case .pitch: .yin
    case .onsets: .onsetStrength
    case .pyin: .pyin
    case .praatPitch: .praatPitch
    case .formants: .formants
    case .intensity: .intensity
    default: view?.feature
    }
  }

  /// The view that shows the same; nil for curves.
  private var view: ClipView? { ClipView(rawValue: rawValue) }

  /// Whether it draws decibels.
  var hasLevels: Bool { view?.hasLevels ?? false }

  /// Whether it is a curve, or a few.
  var isLane: Bool { view == nil }

  /// Rows under its heading that it needs.
  var leastRows: Int { isLane ? 2 : 3 }
}

/// The panes under the picture: at most three, which makes four with the picture.
public struct PaneStack: Sendable, Equatable {
  /// From top to bottom.
  public internal(set) var kinds: [PaneKind] = []
  /// The pane that keys change: 0 is the picture, 1 the first one under it.
  public internal(set) var focus = 0

  /// Panes under the picture at most.
  public static let limit = 3

  /// Makes a stack without panes.
  public init() {}

  /// Takes panes, from top to bottom; those beyond the limit are left out.
  public init(_ kinds: [PaneKind]) { self.kinds = Array(kinds.prefix(PaneStack.limit)) }

  /// The place in `kinds` that has the focus; nil for the picture.
  var focusedPlace: Int? { kinds.indices.contains(focus - 1) ? focus - 1 : nil }

  /// How many rows each pane gets, its heading among them; those that have no room are left out.
  ///
  /// - Parameters:
  ///   - available: Rows of the picture and the panes together.
  ///   - least: Rows that the picture keeps.
  static func rows(of kinds: [PaneKind], available: Int, least: Int) -> [Int] {
    var rest = available - least
    var rows: [Int] = []
    for kind in kinds {
      guard rest >= kind.leastRows + 1 else { break }
      rows.append(kind.leastRows + 1)
      rest -= kind.leastRows + 1
    }
    guard !rows.isEmpty else { return [] }
    // Of what is left the picture takes two rows where a pane takes one; curves stay low.
    while rest > 2 {
      rest -= 2
      let before = rest
      for (place, kind) in kinds.prefix(rows.count).enumerated()
      where rest > 0 && (!kind.isLane || rows[place] < 5) {
        rows[place] += 1
        rest -= 1
      }
      if rest == before { break }
    }
    return rows
  }
}
