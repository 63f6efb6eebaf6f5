import Acoustics
import Synchronization

/// A sound file open for reading all of its channels, in any order.
///
/// Threads may share one; reads then wait for each other.
public final class SoundReader: Sendable {
  /// What is known of it.
  public let facts: SoundFileFacts
  private let name: String
  private let decoder: Mutex<Decoder>

  /// Opens the file at a path given as the file system's bytes.
  ///
  /// - Throws: Why it can't be read: a case of ``SoundFileError`` with the file's name.
  public init(_ path: [UInt8]) throws(SoundFileError) {
    let opened = try OpenedSound(path)
    facts = opened.facts
    name = opened.name
    decoder = Mutex(opened.decoder)
  }

  /// Reads interleaved samples, `[count, channels]`.
  ///
  /// - Returns: The samples from `span.lowerBound` on; fewer than asked where the file ends.
  /// - Throws: ``SoundFileError/damagedSound(name:sample:reason:)`` where not one can be decoded.
  /// - Precondition: `span.lowerBound` is not negative.
  public func read(_ span: SampleRange) throws(SoundFileError) -> [Float] {
    precondition(span.lowerBound >= 0, "a span begins at sample 0 or later")
    guard span.count > 0, span.lowerBound < facts.sampleCount else { return [] }
    let wanted = min(span.upperBound, facts.sampleCount) - span.lowerBound
    let (samples, complaint) = decoder.withLock { decoder in
      let samples = Self.samples(decoder, from: span.lowerBound, count: wanted)
      return (samples, samples.isEmpty ? decoder.complaint : nil)
    }
    if let complaint {
      throw .damagedSound(name: name, sample: span.lowerBound, reason: complaint)
    }
    return samples
  }

  private static func samples(_ decoder: Decoder, from first: Int, count: Int) -> [Float] {
    guard decoder.move(to: first) else { return [] }
    let channels = decoder.channelCount
    return [Float](unsafeUninitializedCapacity: count * channels) { buffer, filled in
      var done = 0
      while done < count {
        let rest = UnsafeMutableBufferPointer(rebasing: buffer[(done * channels)...])
        let read = decoder.read(into: rest)
        if read == 0 { break }
        done += read
      }
      filled = done * channels
    }
  }
}
