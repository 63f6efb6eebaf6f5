/// A sound file that the library knows.
public struct Recording: Sendable, Hashable {
  /// What is known of its sound.
  public enum State: Sendable, Hashable {
    /// Found, its header not read yet.
    case waiting
    /// Its header was read.
    case ready
    /// It was there and is not any more; its labels stay.
    case missing
    /// It can't be read; the sentence says why.
    case unreadable(String)
  }

  /// Its row in the library.
  public let id: ID<Recording>
  /// Where it lies.
  public var path: RecordingPath
  /// Samples per second, 0 while unknown.
  public var sampleRate: Double
  /// Samples in each channel, 0 while unknown.
  public var sampleCount: Int
  /// Channels, 0 while unknown.
  public var channelCount: Int
  /// Whether it can be shown.
  public var state: State
  /// What must stay together with it in a split, nil if nothing is known.
  public var group: String?
  /// The part of the data set that it belongs to, nil if nothing is known.
  public var split: String?
  /// What may be wrong with its sound; nil if nothing is known to be.
  public var quality: SoundQuality?

  /// Makes a recording.
  public init(
    id: ID<Recording>, path: RecordingPath, sampleRate: Double = 0, sampleCount: Int = 0,
    channelCount: Int = 0, state: State = .waiting, group: String? = nil, split: String? = nil
  ) {
    self.id = id
    self.path = path
    self.sampleRate = sampleRate
    self.sampleCount = sampleCount
    self.channelCount = channelCount
    self.state = state
    self.group = group
    self.split = split
  }

  /// Its length in seconds, nil while unknown.
  public var duration: Double? {
    sampleRate > 0 ? Double(sampleCount) / sampleRate : nil
  }
}
