import Acoustics
import SoundDevices
import SoundFiles

extension Resampler: SampleRateConverter {}

extension Resampler {
  /// Makes converters for players.
  public static let converters: SampleRateConverterFactory = { from, to in
    try Resampler(from: from, to: to)
  }
}

/// A sound file as a player reads it: piece by piece, any format, rate and number of channels.
public struct FileSource: PlaybackSource {
  private let reader: SoundReader

  /// Plays what is open.
  public init(_ reader: SoundReader) { self.reader = reader }

  /// Samples per second.
  public var sampleRate: Double { reader.facts.sampleRate }

  /// Amplitudes per sample.
  public var channelCount: Int { reader.facts.channelCount }

  /// How many samples there are, as far as is known.
  public var sampleCount: Int { reader.facts.sampleCount }

  /// Reads samples, `[count, channels]` interleaved; what is no amplitude is silence.
  public func read(_ range: SampleRange) throws -> [Float] {
    var samples = try reader.read(range)
    // A filter never forgets a number that is not finite.
    for index in samples.indices where !samples[index].isFinite { samples[index] = 0 }
    return samples
  }
}
