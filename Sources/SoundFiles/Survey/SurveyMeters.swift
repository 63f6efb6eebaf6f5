import Acoustics

/// All that is measured while a file is decoded.
struct SurveyMeters {
  private let channelCount: Int
  private(set) var amplitude: AmplitudeMeter
  private(set) var loudness: LoudnessMeter?
  private(set) var bandwidth: BandwidthMeter?

  /// Samples decoded together, over all channels.
  private static let blockLength = 65_536

  init(_ facts: SoundFileFacts, fullScale: Float) {
    channelCount = facts.channelCount
    amplitude = AmplitudeMeter(channelCount: facts.channelCount, fullScale: fullScale)
    loudness = LoudnessMeter(sampleRate: facts.sampleRate, channelCount: facts.channelCount)
    bandwidth = BandwidthMeter(sampleRate: facts.sampleRate, sampleCount: facts.sampleCount)
  }

  /// Decodes from the first sample on, at most `limit` samples a channel.
  mutating func run(_ decoder: Decoder, limit: Int) {
    guard decoder.move(to: 0) else { return }
    let block = max(1, Self.blockLength / channelCount)
    let mixdown = Mixdown(channelCount: channelCount, choice: .mix)
    var mix: [Float] = []
    var buffer = [Float](repeating: 0, count: block * channelCount)
    buffer.withUnsafeMutableBufferPointer { buffer in
      while amplitude.sampleCount < limit {
        let wanted = min(block, limit - amplitude.sampleCount)
        let part = UnsafeMutableBufferPointer(rebasing: buffer[..<(wanted * channelCount)])
        let read = decoder.read(into: part)
        guard read > 0 else { break }
        let samples = UnsafeMutableBufferPointer(rebasing: part[..<(read * channelCount)])
        amplitude.clean(samples)
        amplitude.add(UnsafeBufferPointer(samples))
        loudness?.add(UnsafeBufferPointer(samples))
        mix.removeAll(keepingCapacity: true)
        mixdown.append(UnsafeBufferPointer(samples), count: read, to: &mix)
        bandwidth?.add(mix)
        if read < wanted { break }
      }
    }
  }
}
