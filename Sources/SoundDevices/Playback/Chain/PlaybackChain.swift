/// Makes what a device takes of a source: channels, band, passes, rate, pitch, interleaving.
final class PlaybackChain {
  /// The next samples for the device.
  struct Block {
    /// `[count, channels]`.
    var amplitudes: [Float]
    /// Where parts of all played samples come from, in samples of the passes.
    var anchors: [TimeMap.Anchor]
    /// Whether nothing follows.
    var isLast: Bool
  }

  /// Samples of the passes for each played one.
  let slope: Double

  private let reader: PassReader
  private let converters: [any SampleRateConverter]
  private let pitchKeeper: PitchKeeper?
  private let laneCount, channelCount: Int
  private let rateRatio: Double
  private var isOver = false

  /// - Parameters:
  ///   - offset: Where to begin, counted from the begin of the range.
  ///   - format: What the device takes.
  /// - Throws: ``AudioDeviceError``, if the rates differ and nothing converts them.
  init(
    _ source: any PlaybackSource, _ range: Range<Int>, offset: Int, settings: PlaybackSettings,
    format: StreamFormat, converter: SampleRateConverterFactory?
  ) throws(AudioDeviceError) {
    let routed = RoutedSource(source, settings.routing)
    laneCount = routed.laneCount
    channelCount = format.channelCount
    let lanes: any Lanes =
      settings.band.map {
        BandPass.filtering(routed, $0, sampleRate: source.sampleRate)
      } ?? routed
    let playedRate = settings.playedRate(of: source.sampleRate)
    reader = PassReader(
      lanes, range, offset: offset, settings: settings, sampleRate: playedRate)
    converters = try Self.converters(
      from: playedRate, to: format.sampleRate, count: laneCount, converter)
    rateRatio = playedRate / format.sampleRate
    pitchKeeper =
      settings.stretches
      ? PitchKeeper(
        speed: settings.limitedSpeed, sampleRate: format.sampleRate, laneCount: laneCount) : nil
    slope = rateRatio * (pitchKeeper == nil ? 1 : settings.limitedSpeed)
  }

  private static func converters(
    from: Double, to: Double, count: Int, _ factory: SampleRateConverterFactory?
  ) throws(AudioDeviceError) -> [any SampleRateConverter] {
    guard from != to else { return [] }
    guard let factory else {
      throw .cannotResample(from: from, to: to, reason: "no converter of rates was given")
    }
    do {
      return try (0..<count).map { _ in try factory(from, to) }
    } catch {
      throw .cannotResample(from: from, to: to, reason: "\(error)")
    }
  }

  /// The next samples; none only at the end.
  ///
  /// - Parameter count: About how many the device shall get.
  func next(_ count: Int) throws -> Block {
    var block = Block(amplitudes: [], anchors: [], isLast: isOver)
    while block.amplitudes.count < max(1, count * channelCount / 2), !isOver {
      let wanted = max(1, Int(Double(count) * slope))
      var (lanes, isLast) = try reader.next(wanted)
      isOver = isLast
      if !converters.isEmpty {
        lanes = zip(converters, lanes).map { converter, lane in
          isLast ? converter.push(lane) + converter.finish() : converter.push(lane)
        }
      }
      if let pitchKeeper {
        let stretched = pitchKeeper.push(lanes, isLast: isLast)
        lanes = stretched.lanes
        block.anchors += stretched.anchors.map {
          TimeMap.Anchor(played: $0.played, stream: $0.stream * rateRatio)
        }
      }
      block.amplitudes += interleaved(lanes)
      block.isLast = isLast
    }
    return block
  }

  /// One lane goes to all channels, two to left and right or, mixed, to a single channel.
  private func interleaved(_ lanes: [Lane]) -> [Float] {
    let count = lanes.map(\.count).min() ?? 0
    var result = [Float](repeating: 0, count: count * channelCount)
    for index in 0..<count {
      for channel in 0..<channelCount {
        result[index * channelCount + channel] =
          switch (lanes.count, channelCount) {
          case (2, 1): (lanes[0][index] + lanes[1][index]) / 2
          case (2, _): channel < 2 ? lanes[channel][index] : 0
          default: lanes[0][index]
          }
      }
    }
    return result
  }
}
