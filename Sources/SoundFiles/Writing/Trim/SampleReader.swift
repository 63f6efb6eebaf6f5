/// Reads spans of one sound in any order, but best from its beginning to its end.
///
/// What it read last is kept, so spans that overlap are decoded once. One thread at a time.
final class SampleReader {
  /// The sound it reads.
  let sound: OpenedSound
  private var position = 0
  /// Interleaved samples just before the position.
  private var recent: [Double] = []
  private var block: [Double]

  /// Decoding so many samples takes as long as a seek.
  private static let skipLength = 1 << 15
  /// Numbers kept for spans that overlap.
  private static let recentLength = 1 << 20
  private static let blockLength = 1 << 16

  init(_ sound: OpenedSound) {
    self.sound = sound
    block = [Double](repeating: 0, count: max(sound.facts.channelCount, Self.blockLength))
  }

  private var channelCount: Int { sound.facts.channelCount }

  /// Hands out the samples of a span in blocks, interleaved.
  ///
  /// - Returns: How many samples a channel there were, fewer where an estimated length is wrong.
  /// - Throws: ``SoundFileError/damagedSound(name:sample:reason:)``, or what `body` throws.
  func read(
    _ span: Range<Int>,
    _ body: (UnsafeBufferPointer<Double>) throws(SoundWritingError) -> Void
  ) throws(SoundWritingError) -> Int {
    var next = span.lowerBound
    let known = position - recent.count / channelCount..<position
    if known.contains(next) {
      let part = next..<min(span.upperBound, position)
      let first = (part.lowerBound - known.lowerBound) * channelCount
      let samples = Array(recent[first..<first + part.count * channelCount])
      try samples.withUnsafeBufferPointer(body)
      next = part.upperBound
    }
    guard next < span.upperBound else { return span.count }
    try move(to: next)
    let most = block.count / channelCount
    while next < span.upperBound {
      let wanted = min(most, span.upperBound - next)
      let read = decode(wanted)
      if read > 0 {
        try block.withUnsafeBufferPointer { (buffer) throws(SoundWritingError) in
          try body(UnsafeBufferPointer(rebasing: buffer[..<(read * channelCount)]))
        }
      }
      next += read
      guard read < wanted else { continue }
      if sound.facts.isLengthEstimated, next > span.lowerBound { break }
      throw .source(damage(at: next))
    }
    return next - span.lowerBound
  }

  /// A number that tells the samples of one span from those of others (FNV-1a over their bits).
  func digest(_ span: Range<Int>) throws(SoundWritingError) -> UInt64 {
    var digest: UInt64 = 0xCBF2_9CE4_8422_2325
    _ = try read(span) { block in
      for sample in block { digest = (digest ^ sample.bitPattern) &* 0x100_0000_01B3 }
    }
    return digest
  }

  private func move(to sample: Int) throws(SoundWritingError) {
    let gap = sample - position
    guard gap != 0 else { return }
    if (1...Self.skipLength).contains(gap) {
      var left = gap
      while left > 0 {
        let part = min(left, block.count / channelCount)
        guard decode(part) == part else { throw .source(damage(at: position)) }
        left -= part
      }
    } else {
      recent.removeAll(keepingCapacity: true)
      guard sound.decoder.move(to: sample) else { throw .source(damage(at: sample)) }
      position = sample
    }
  }

  /// Decodes so many samples a channel into the block.
  private func decode(_ count: Int) -> Int {
    let read = block.withUnsafeMutableBufferPointer { buffer in
      sound.decoder.read(
        into: UnsafeMutableBufferPointer(rebasing: buffer[..<(count * channelCount)]))
    }
    position += read
    recent += block[..<(read * channelCount)]
    if recent.count > 2 * Self.recentLength {
      let surplus = (recent.count - Self.recentLength) / channelCount * channelCount
      recent.removeFirst(surplus)
    }
    return read
  }

  private func damage(at sample: Int) -> SoundFileError {
    .damagedSound(
      name: sound.name, sample: sample,
      reason: sound.decoder.complaint ?? "nothing comes out of the decoder")
  }
}
