/// What was written.
public struct TrimReport: Sendable, Hashable {
  /// What the recording has and the file has not, a clause each.
  public let losses: [String]
  /// What else is worth knowing, a clause each.
  public let notices: [String]
  /// Samples in each channel.
  public let samples: Int
  /// Container and encoding: `WAV PCM 16`.
  public let format: String
  /// Samples per second.
  public let sampleRate: Int
  /// Channels.
  public let channelCount: Int
}
