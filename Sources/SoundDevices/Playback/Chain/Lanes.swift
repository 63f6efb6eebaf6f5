import Acoustics

/// One channel of sound on its way to a device.
typealias Lane = [Float]

/// A sound as the one or two lanes that are heard, readable at any place.
protocol Lanes: AnyObject {
  /// How many lanes there are.
  var laneCount: Int { get }
  /// How many samples there are; falls when a recording turns out to be shorter.
  var sampleCount: Int { get }
  /// Reads samples of each lane; what lies outside the sound is silence.
  func read(_ range: Range<Int>) throws -> [Lane]
}

/// Reads a source and chooses or mixes its channels.
final class RoutedSource: Lanes {
  let laneCount: Int
  private(set) var sampleCount: Int

  private let source: any PlaybackSource
  private let weights: [[(channel: Int, weight: Float)]]

  init(_ source: any PlaybackSource, _ routing: PlaybackSettings.Routing) {
    self.source = source
    sampleCount = source.sampleCount
    weights = Self.weights(routing, source.channelCount)
    laneCount = weights.count
  }

  /// For each lane, the channels it is made of.
  private static func weights(
    _ routing: PlaybackSettings.Routing, _ channels: Int
  ) -> [[(channel: Int, weight: Float)]] {
    let mean = (0..<channels).map { (channel: $0, weight: 1 / Float(channels)) }
    switch routing {
    case .asRecorded where channels == 2: return [[(0, 1)], [(1, 1)]]
    case .asRecorded, .mono: return [mean]
    case .left: return [[(0, 1)]]
    case .right: return [[(min(1, channels - 1), 1)]]
    case .channel(let channel): return [[(min(max(0, channel), channels - 1), 1)]]
    }
  }

  func read(_ range: Range<Int>) throws -> [Lane] {
    let there = range.clamped(to: 0..<sampleCount)
    var amplitudes: [Float] = []
    if !there.isEmpty {
      amplitudes = try source.read(SampleRange(there))
      let found = amplitudes.count / source.channelCount
      if found < there.count { sampleCount = there.lowerBound + found }
    }
    let count = min(amplitudes.count / source.channelCount, there.count)
    let offset = there.isEmpty ? 0 : there.lowerBound - range.lowerBound
    return weights.map { lane in
      var result = Lane(repeating: 0, count: range.count)
      for (channel, weight) in lane {
        for index in 0..<count {
          let amplitude = amplitudes[index * source.channelCount + channel]
          // What is no number would be noise at full scale on some devices.
          if amplitude.isFinite { result[offset + index] += amplitude * weight }
        }
      }
      return result
    }
  }
}
