import Acoustics
import Labeling

/// What the lane that listens tells.
public enum LiveArrival: Sendable {
  /// It listens, and sound comes in this format.
  case started(LiveFormat)
  /// What follows is of another feature; with everything that is remembered, computed anew.
  case picture(LivePicture, LiveColumns)
  /// More sound.
  case columns(LiveColumns)
  /// So many whole seconds long nothing came.
  case stalled(Int)
  /// The source ended, or is gone; what came is still there.
  case ended(Failure)
  /// A feature can't be computed as sound comes.
  case refused(Failure)
  /// Samples are in a file, which the library does not know yet.
  case kept(KeptSound)
  /// Samples could not be kept.
  case notKept(Failure)
  /// A recording is over; its path as the library names it.
  case recorded(KeptSound)
  /// A recording ended early, or can't begin; what was written is kept.
  case notRecorded(Failure)
  /// The devices there are.
  case devices([LiveDevice])
}

/// How live sound comes.
public struct LiveFormat: Sendable, Hashable {
  /// What the source calls itself.
  public let title: String
  /// Samples per second.
  public let sampleRate: Double
  /// Channels.
  public let channelCount: Int
  /// Seconds of sound that are remembered.
  public let rememberedSeconds: Double
  /// The most bytes that they take, picture included.
  public let rememberedBytes: Int

  /// Makes a format.
  public init(
    title: String, sampleRate: Double, channelCount: Int, rememberedSeconds: Double,
    rememberedBytes: Int
  ) {
    self.title = title
    self.sampleRate = sampleRate
    self.channelCount = channelCount
    self.rememberedSeconds = rememberedSeconds
    self.rememberedBytes = rememberedBytes
  }
}

/// What the columns are of.
public struct LivePicture: Sendable, Hashable {
  /// What is computed.
  public let feature: LiveFeature
  /// Its name, for the heading.
  public let title: String
  /// What the bins stand for.
  public let binAxis: BinAxis
  /// What the values measure.
  public let unit: ValueUnit

  /// Makes a description.
  public init(feature: LiveFeature, title: String, binAxis: BinAxis, unit: ValueUnit) {
    self.feature = feature
    self.title = title
    self.binAxis = binAxis
    self.unit = unit
  }
}

/// Columns that follow each other, and how listening goes.
///
/// Column `c` is of the samples from `c / 60` s on; it has the loudest of the frames whose centers
/// lie there, and where there is none, the frame before.
public struct LiveColumns: Sendable, Equatable {
  /// Columns per second.
  public static let rate = 60

  /// The number of the first column since listening began.
  public var first: Int
  /// `[count, bins]`.
  public var values: [Float] = []
  /// `[count, 3]`: the lowest and the highest sample and the root mean square.
  public var extents: [Float] = []
  /// Samples that came since listening began, those after the last column too.
  public var sampleCount = 0
  /// What was lost since listening began.
  public var losses = LiveLosses()
  /// The recording under way.
  public var recording: LiveRecording?

  /// Makes columns without any.
  public init(first: Int) { self.first = first }

  /// How many columns there are.
  public var count: Int { extents.count / 3 }

  /// The column that a sample lies in.
  public static func column(ofSample sample: Int, sampleRate: Double) -> Int {
    Int((Double(sample) * Double(rate) / sampleRate).rounded(.down))
  }

  /// The first sample of a column.
  public static func sample(ofColumn column: Int, sampleRate: Double) -> Int {
    Int((Double(column) * sampleRate / Double(rate)).rounded(.up))
  }
}

/// What of the sound is not there.
public struct LiveLosses: Sendable, Hashable {
  /// Samples that the program was too slow to take.
  public var droppedSamples = 0
  /// How often that happened.
  public var overruns = 0
  /// How often the device itself reported a gap.
  public var deviceGaps = 0

  /// Nothing was lost.
  public init() {}
}

/// A recording under way.
public struct LiveRecording: Sendable, Hashable {
  /// The name of its file.
  public let name: String
  /// Samples in it.
  public let sampleCount: Int
  /// Whether the level began it.
  public let isTriggered: Bool

  /// Makes a report.
  public init(name: String, sampleCount: Int, isTriggered: Bool) {
    self.name = name
    self.sampleCount = sampleCount
    self.isTriggered = isTriggered
  }
}

/// A sound file that was written while listening.
public struct KeptSound: Sendable, Hashable {
  /// Where it lies, as the library names it.
  public let path: RecordingPath
  /// Its length in seconds.
  public let seconds: Double
  /// The label that it is to have.
  public let label: String?
  /// The model that gave the label; nil for a person.
  public let model: String?

  /// Makes a report.
  public init(path: RecordingPath, seconds: Double, label: String?, model: String? = nil) {
    self.model = model
    self.path = path
    self.seconds = seconds
    self.label = label
  }
}
