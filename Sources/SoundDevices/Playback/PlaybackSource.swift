import Acoustics

/// A sound that can be played: a file, a part of one, or something computed.
///
/// Only one thread at a time reads, a player's own; it may block for as long as a file takes.
public protocol PlaybackSource: Sendable {
  /// Samples per second.
  var sampleRate: Double { get }

  /// Amplitudes per sample.
  var channelCount: Int { get }

  /// How many samples there are, as far as is known.
  var sampleCount: Int { get }

  /// Reads samples, `[count, channels]` interleaved.
  ///
  /// - Parameter range: Lies within the sound.
  /// - Returns: The samples; fewer where the sound turns out to be shorter than was thought.
  func read(_ range: SampleRange) throws -> [Float]
}

/// A sound that is in memory.
public struct MemorySource: PlaybackSource, Equatable {
  /// Amplitudes, `[samples, channels]`.
  public let amplitudes: [Float]
  /// Samples per second.
  public let sampleRate: Double
  /// Amplitudes per sample.
  public let channelCount: Int

  /// Makes a source of interleaved amplitudes.
  ///
  /// - Precondition: Every sample has an amplitude for each channel.
  public init(amplitudes: [Float], sampleRate: Double, channelCount: Int) {
    precondition(
      channelCount > 0 && amplitudes.count % channelCount == 0,
      "interleaved amplitudes are a multiple of the channels")
    self.amplitudes = amplitudes
    self.sampleRate = sampleRate
    self.channelCount = channelCount
  }

  /// Makes a source of one channel.
  public init(_ buffer: SampleBuffer) {
    self.init(amplitudes: buffer.samples, sampleRate: buffer.sampleRate, channelCount: 1)
  }

  /// How many samples there are.
  public var sampleCount: Int { amplitudes.count / channelCount }

  /// Reads samples, `[count, channels]` interleaved.
  public func read(_ range: SampleRange) -> [Float] {
    Array(amplitudes[range.lowerBound * channelCount..<range.upperBound * channelCount])
  }
}
