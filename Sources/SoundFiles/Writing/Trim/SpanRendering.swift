/// Brings the samples of a span from a recording to an encoder, changed as it is asked for.
struct SpanRendering {
  let span: Range<Int>
  let channels: ChannelPick?
  let rateChange: RateChange?
  let fade: Fade
  /// Channels of the result.
  let channelCount: Int

  /// Whether samples stay what they are.
  var isExact: Bool { channels == nil && rateChange == nil && fade.isFlat }

  /// Encodes the span; gives how many samples a channel there were.
  func run(
    _ reader: SampleReader, into encoder: any SampleEncoder, name: String
  ) throws(SoundWritingError) -> Int {
    guard let rateChange else { return try copy(reader, into: encoder) }
    return try resample(rateChange, reader, into: encoder, name: name)
  }

  private func copy(
    _ reader: SampleReader, into encoder: any SampleEncoder
  ) throws(SoundWritingError) -> Int {
    var place = 0
    return try reader.read(span) { (block) throws(SoundWritingError) in
      guard !isExact else { return try encoder.append(block) }
      var samples = channels?.samples(block) ?? Array(block)
      try append(&samples, at: place, to: encoder)
      place += samples.count / channelCount
    }
  }

  private func resample(
    _ change: RateChange, _ reader: SampleReader, into encoder: any SampleEncoder, name: String
  ) throws(SoundWritingError) -> Int {
    let resamplers: [Resampler]
    do throws(ResamplerError) {
      resamplers = try makeResamplers(change)
    } catch {
      throw .resampling(name: name, error)
    }
    var place = -change.leadCount
    func take(_ parts: [[Float]]) throws(SoundWritingError) {
      let count = parts.map(\.count).min() ?? 0
      let inside = max(0, -place)..<max(0, -place, min(count, change.count - place))
      var samples: [Double] = []
      samples.reserveCapacity(inside.count * channelCount)
      for index in inside where index < count {
        for part in parts { samples.append(Double(part[index])) }
      }
      if !samples.isEmpty { try append(&samples, at: place + inside.lowerBound, to: encoder) }
      place += count
    }
    _ = try reader.read(change.context) { (block) throws(SoundWritingError) in
      let picked = channels?.samples(block) ?? Array(block)
      try take(
        resamplers.enumerated().map { channel, resampler in
          resampler.push(
            stride(from: channel, to: picked.count, by: channelCount).map { Float(picked[$0]) })
        })
    }
    try take(resamplers.map { $0.finish() })
    return min(change.count, place)
  }

  private func makeResamplers(_ change: RateChange) throws(ResamplerError) -> [Resampler] {
    var resamplers: [Resampler] = []
    for _ in 0..<channelCount {
      resamplers.append(try Resampler(from: Double(change.from), to: Double(change.to)))
    }
    return resamplers
  }

  private func append(
    _ samples: inout [Double], at place: Int, to encoder: any SampleEncoder
  ) throws(SoundWritingError) {
    fade.apply(to: &samples, channelCount: channelCount, at: place)
    try samples.withUnsafeBufferPointer { (buffer) throws(SoundWritingError) in
      try encoder.append(buffer)
    }
  }
}
