import Labeling

/// A sound file as a walk through the folders found it.
public struct FoundRecording: Sendable, Hashable {
  /// Where it lies.
  public let path: RecordingPath
  /// Its size.
  public let byteCount: Int64
  /// When it was changed, in nanoseconds since 1970.
  public let modified: Int64

  /// Makes a finding.
  public init(path: RecordingPath, byteCount: Int64, modified: Int64) {
    self.path = path
    self.byteCount = byteCount
    self.modified = modified
  }
}

/// What a look at the place of a recording says, which a walk did not come by.
public enum Presence: Sendable, Hashable {
  /// The file is there.
  case found(FoundRecording)
  /// No file is there.
  case gone
  /// Whether it is there can't be seen.
  case unknown
}

/// What the header of a sound file says.
public struct RecordingFacts: Sendable, Hashable {
  /// Samples per second.
  public var sampleRate: Double
  /// Samples in each channel.
  public var sampleCount: Int
  /// Channels.
  public var channelCount: Int
  /// The kind of file: `WAV`.
  public var container: String
  /// How samples are written: `PCM 16`.
  public var encoding: String
  /// What recognises the contents when the file was moved.
  public var hash: String?
  /// Why it can't be read; nil if it can.
  public var problem: String?

  /// Makes the facts.
  public init(
    sampleRate: Double, sampleCount: Int, channelCount: Int, container: String,
    encoding: String, hash: String? = nil, problem: String? = nil
  ) {
    self.sampleRate = sampleRate
    self.sampleCount = sampleCount
    self.channelCount = channelCount
    self.container = container
    self.encoding = encoding
    self.hash = hash
    self.problem = problem
  }
}

/// A recording that was moved or renamed by another program.
public struct RecordingMove: Sendable, Equatable {
  /// Where it lay.
  public let from: RecordingPath
  /// Where it lies.
  public let to: RecordingPath
}

/// What a walk through the folders changed in the library.
public struct Reconciliation: Sendable, Equatable {
  /// Recordings that are new.
  public var added = 0
  /// Recordings whose size or date is another.
  public var changed = 0
  /// Recordings that are as they were, those that came back among them.
  public var unchanged = 0
  /// Recordings that lie elsewhere now and kept their labels.
  public var moved = 0
  /// Where those lay and lie.
  public var moves: [RecordingMove] = []
  /// Recordings below the prefixes that are not there now, since this walk or an earlier one.
  public var missing = 0
  /// Whether a row changed.
  public var isChanged = false
  /// Recordings whose header must be read: new, changed, or left from a scan that was cut off.
  public var pending: [Recording] = []

  /// Makes an empty report.
  public init() {}
}
