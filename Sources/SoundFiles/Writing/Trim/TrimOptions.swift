/// How a part of a recording is written to a file of its own.
public struct TrimOptions: Sendable, Hashable {
  /// Seconds of the recording that are added on each side, as far as it goes.
  public var padding = 0.0
  /// Seconds in which the sound comes up, on a raised cosine.
  public var fadeIn = 0.0
  /// Seconds in which it goes down at its end.
  public var fadeOut = 0.0
  /// Samples per second of the file, nil for those of the recording.
  public var sampleRate: Int?
  /// One channel or the mean of all, nil for all channels.
  public var channels: ChannelChoice?
  /// The kind of file; nil for what its name says, or else that of the recording.
  public var container: SoundFormat.Container?
  /// How samples are kept, nil for the way of the recording.
  public var encoding: SoundFormat.Encoding?
  /// Cue points that the file has instead of those of the recording, in samples of the recording.
  ///
  /// Only WAV files have them; they are meant for whole recordings at their own rate.
  public var marks: [SoundMark]?
  /// What happens to files that are there already.
  public var existing = ExistingFile.refuse

  /// Makes options that change nothing.
  public init() {}
}
