/// What the header of a sound file says, corrected by what is really there.
public struct SoundFileFacts: Sendable, Equatable {
  /// The container by its short name: `WAV`, `FLAC`, `OGG`.
  public let container: String
  /// The encoding by its short name: `PCM 16`, `FLOAT`, `VORBIS`.
  public let encoding: String
  /// Samples per second.
  public let sampleRate: Double
  /// Channels, at least 1.
  public let channelCount: Int
  /// Samples in each channel, at least 1.
  public let sampleCount: Int
  /// Whether `sampleCount` may be off by a little, because only decoding would tell.
  public let isLengthEstimated: Bool
  /// Whether the file ends before its header says.
  public let isTruncated: Bool
  /// What is odd about the file, a short clause each, with numbers.
  public let issues: [String]

  /// Makes facts.
  public init(
    container: String, encoding: String, sampleRate: Double, channelCount: Int, sampleCount: Int,
    isLengthEstimated: Bool = false, isTruncated: Bool = false, issues: [String] = []
  ) {
    self.container = container
    self.encoding = encoding
    self.sampleRate = sampleRate
    self.channelCount = channelCount
    self.sampleCount = sampleCount
    self.isLengthEstimated = isLengthEstimated
    self.isTruncated = isTruncated
    self.issues = issues
  }

  /// The length in seconds.
  public var duration: Double { Double(sampleCount) / sampleRate }
}
