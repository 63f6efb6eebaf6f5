import Acoustics
import CSndfile
import Synchronization

/// A sound file open for reading.
///
/// Threads may share one; reads then wait for each other, so one that reads much opens its own.
public final class SoundFile: Sendable {
  /// More channels are refused; libsndfile's own limit.
  public static let channelLimit = 1024
  /// Higher sample rates are refused, in hertz.
  public static let rateLimit = 10_000_000

  /// What is known of it.
  public let facts: SoundFileFacts
  private let name: String
  private let decoder: Mutex<Decoder>

  /// Reads the header of the file at a path given as the file system's bytes; decodes nothing.
  ///
  /// - Throws: Why it can't be read: a case of ``SoundFileError`` with the file's name.
  public static func probe(_ path: [UInt8]) throws(SoundFileError) -> SoundFileFacts {
    try OpenedSound(path).facts
  }

  /// Opens the file at a path given as the file system's bytes.
  public init(_ path: [UInt8]) throws(SoundFileError) {
    let opened = try OpenedSound(path)
    facts = opened.facts
    name = opened.name
    decoder = Mutex(opened.decoder)
  }

  /// Reads samples of a span, of one channel or the mean of all.
  ///
  /// - Returns: The samples from `span.lowerBound` on; fewer than asked where the file ends.
  /// - Throws: ``SoundFileError/noSuchChannel(name:channel:count:)``, or
  ///   ``SoundFileError/damagedSound(name:sample:reason:)`` where not one sample can be decoded.
  /// - Precondition: `span.lowerBound` is not negative.
  public func read(
    _ span: SampleRange, _ channels: ChannelChoice
  ) throws(SoundFileError) -> [Float] {
    precondition(span.lowerBound >= 0, "a span begins at sample 0 or later")
    if case .channel(let channel) = channels, !(0..<facts.channelCount).contains(channel) {
      throw .noSuchChannel(name: name, channel: channel, count: facts.channelCount)
    }
    guard span.count > 0, span.lowerBound < facts.sampleCount else { return [] }
    let inside = span.clamped(to: SampleRange(0..<facts.sampleCount))
    let (samples, complaint) = decoder.withLock { decoder in
      let samples = Self.samples(decoder, inside, channels)
      return (samples, samples.isEmpty ? decoder.complaint : nil)
    }
    if let complaint {
      throw .damagedSound(name: name, sample: span.lowerBound, reason: complaint)
    }
    return samples
  }

  private static func samples(
    _ decoder: Decoder, _ span: SampleRange, _ channels: ChannelChoice
  ) -> [Float] {
    guard decoder.move(to: span.lowerBound) else { return [] }
    let mixdown = Mixdown(channelCount: decoder.channelCount, choice: channels)
    let block = min(span.count, max(1, 65_536 / decoder.channelCount))
    var samples: [Float] = []
    // A header may promise what is not there: room grows with what is read.
    samples.reserveCapacity(min(span.count, 1 << 20))
    withUnsafeTemporaryAllocation(of: Float.self, capacity: block * decoder.channelCount) {
      buffer in
      while samples.count < span.count {
        let wanted = min(block, span.count - samples.count)
        let part = UnsafeMutableBufferPointer(rebasing: buffer[..<(wanted * decoder.channelCount)])
        let read = decoder.read(into: part)
        mixdown.append(UnsafeBufferPointer(part), count: read, to: &samples)
        if read < wanted { break }
      }
    }
    return samples
  }
}
