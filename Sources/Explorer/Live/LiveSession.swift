import Acoustics

/// How live columns become a picture.
public enum LiveStyle: String, Sendable, Hashable, CaseIterable {
  /// The newest column at the right; older ones go to the left.
  case scroll
  /// The newest row at the top; older ones go down.
  case waterfall
  /// Columns stay where they are, and new ones are written over the oldest: least to send.
  case sweep
}

/// Listening: what came, what of it is shown, and what happens to it.
public struct LiveSession: Sendable, Equatable {
  /// Where the sound comes from.
  public internal(set) var source: LiveSource
  /// How it comes; nil before it does.
  public internal(set) var format: LiveFormat?
  /// The columns; nil before there can be any.
  public internal(set) var history: LiveHistory?
  /// Why nothing comes any more.
  public internal(set) var end: Failure?
  /// Whole seconds for which nothing came.
  public internal(set) var stalledSeconds = 0
  /// What is computed.
  public var feature: LiveFeature
  /// Whether the command line asked for a feature of its own.
  public let hasChosenFeature: Bool
  /// How it is drawn.
  public var style: LiveStyle
  /// Columns in a cell of the screen along time, one of ``zooms``.
  public internal(set) var columnsPerCell = LiveSession.usualZoom
  /// The level of now.
  public internal(set) var meter = LiveMeter()
  /// Samples that came.
  public internal(set) var sampleCount = 0
  /// Samples that did not.
  public internal(set) var losses = LiveLosses()
  /// The recording under way.
  public internal(set) var recording: LiveRecording?
  /// Seconds that are kept by one key.
  public var keepSeconds: Double
  /// The level from which on it records by itself, in dBFS; nil does not.
  public var trigger: Float?
  /// Seconds before the level that such a recording begins with.
  public let preRoll: Double
  /// Clips kept.
  public internal(set) var keptCount = 0
  /// Recordings written.
  public internal(set) var recordedCount = 0
  /// What the model hears.
  public internal(set) var hearing = LiveHearing()
  /// Samples that were marked, rising.
  public internal(set) var marks: [Int] = []
  /// What stands still; nil while the picture follows the sound.
  public internal(set) var frozen: Frozen?
  /// The list of devices while one is chosen.
  public internal(set) var picker: DevicePicker?
  /// Whether the program is there for listening, and `q` leaves it.
  public let isWholeProgram: Bool

  /// A picture that stands still.
  public struct Frozen: Sendable, Equatable {
    /// One past the last column that is shown.
    public var end: Int
    /// One past the last column when it was frozen: `now` on the ruler.
    public let now: Int
    /// The cell of the cursor, as the number of cells since listening began; nil for the last one.
    public var cursor: Int?
  }

  /// Columns in a cell from which can be chosen, the closest look first.
  public static let zooms = [2, 4, 8, 16, 32, 64, 128, 256, 512]
  static let usualZoom = 8
  /// Lengths in seconds that can be kept.
  public static let lengths: [Double] = [1, 2, 3, 5, 10, 15, 20, 30, 60, 120, 300, 600]

  /// Makes a session in which nothing came yet.
  public init(
    source: LiveSource, feature: LiveFeature = .view(.spectrogram), hasChosenFeature: Bool = false,
    style: LiveStyle = .scroll, keepSeconds: Double = 30, trigger: Float? = nil,
    preRoll: Double = 2, isWholeProgram: Bool = false
  ) {
    self.source = source
    self.feature = feature
    self.hasChosenFeature = hasChosenFeature
    self.style = style
    self.keepSeconds = keepSeconds
    self.trigger = trigger
    self.preRoll = preRoll
    self.isWholeProgram = isWholeProgram
  }

  /// What the first row calls the source.
  public var title: String { format?.title ?? source.title }

  /// Samples per second; nil before sound comes.
  public var sampleRate: Double? { format?.sampleRate }

  /// Seconds of sound that came.
  public var age: Double { sampleRate.map { Double(sampleCount) / $0 } ?? 0 }

  /// One past the last column that is shown.
  public var shownEnd: Int { frozen?.end ?? history?.end ?? 0 }

  /// The number of the last cell that is shown, counted along time.
  public var lastCell: Int { max(0, shownEnd - 1) / columnsPerCell }

  /// Seconds that a cell shows.
  public var secondsPerCell: Double { Double(columnsPerCell) / Double(LiveColumns.rate) }

  /// Forgets what came from a source, for another one.
  mutating func restart(_ source: LiveSource) {
    self.source = source
    format = nil
    history = nil
    end = nil
    stalledSeconds = 0
    meter = LiveMeter()
    sampleCount = 0
    losses = LiveLosses()
    recording = nil
    marks = []
    hearing = LiveHearing()
    frozen = nil
  }
}
