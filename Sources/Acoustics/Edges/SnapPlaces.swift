/// The places of a signal that edges snap to.
public struct SnapPlaces: Sendable, Hashable {
  /// The places in order, as samples of the signal; `count` is one, the end of a sound at the end.
  public let samples: [Int]

  /// Seconds of sound compared on either side of an onset.
  private static let riseSeconds = 0.01
  /// How many times the power before the power after an onset is at least: 6 dB.
  private static let leastRise = 4.0
  /// The share of the loudest power below which nothing begins: 50 dB under it.
  private static let leastShare = 1e-5

  /// Finds the places of a kind.
  ///
  /// - Throws: That sounds can't be told from silence at this rate.
  public init(_ kind: SnapKind, in signal: SampleBuffer) throws(FeatureError) {
    switch kind {
    case .zero: samples = Self.crossings(signal.samples)
    case .onset: samples = Self.onsets(signal)
    case .silence:
      let segments = try EnergySegmentation.segments(of: signal)
      let edges = segments.flatMap { [$0.span.range.lowerBound, $0.span.range.upperBound] }
      samples = Set(edges.map { min(max(0, $0), signal.samples.count) }).sorted()
    }
  }

  /// The first place at or after a sample; nil if there is none.
  public func first(from sample: Int) -> Int? { samples.first { $0 >= sample } }

  /// The last place at or before a sample; nil if there is none.
  public func last(to sample: Int) -> Int? { samples.last { $0 <= sample } }

  /// The place that is nearest to a sample, of two the one before it; nil if there is none.
  public func nearest(to sample: Int) -> Int? {
    guard let before = last(to: sample) else { return first(from: sample) }
    guard let after = first(from: sample) else { return before }
    return sample - before <= after - sample ? before : after
  }

  /// Samples that are zero, or the first with another sign than the one before.
  private static func crossings(_ samples: [Float]) -> [Int] {
    samples.indices.filter { place in
      if samples[place] == 0 { return true }
      guard place > 0 else { return false }
      return samples[place - 1] != 0 && (samples[place - 1] < 0) != (samples[place] < 0)
    }
  }

  /// Milliseconds after which the power is at least four times that before, where it rises most;
  /// nothing begins before there is sound to compare with.
  private static func onsets(_ signal: SampleBuffer) -> [Int] {
    let step = max(1, Int((signal.sampleRate / 1000).rounded()))
    let powers = powers(signal.samples, step)
    let width = max(1, Int((riseSeconds * 1000).rounded()))
    guard powers.count > 1 else { return [] }
    var sums = [0.0]
    for power in powers { sums.append(sums[sums.count - 1] + power) }
    func mean(_ from: Int, _ to: Int) -> Double {
      let (from, to) = (max(0, from), min(powers.count, to))
      return (sums[to] - sums[from]) / Double(max(1, to - from))
    }
    let loudest = powers.indices.map { mean($0, $0 + width) }.max() ?? 0
    guard loudest > 0 else { return [] }
    let least = loudest * leastShare
    let rises = powers.indices.map { place -> Double in
      let after = mean(place, place + width)
      guard place >= width, after >= least else { return 0 }
      return after / max(mean(place - width, place), least / 10)
    }
    return rises.indices.filter { place in
      guard rises[place] >= leastRise else { return false }
      let before = rises[max(0, place - 2 * width)..<place]
      let after = rises[place..<min(rises.count, place + 2 * width)]
      return before.allSatisfy { $0 < rises[place] } && after.allSatisfy { $0 <= rises[place] }
    }.map { $0 * step }
  }

  /// The mean power of every `step` samples.
  private static func powers(_ samples: [Float], _ step: Int) -> [Double] {
    stride(from: 0, to: samples.count, by: step).map { first in
      let part = samples[first..<min(first + step, samples.count)]
      return part.reduce(0) { $0 + Double($1) * Double($1) } / Double(part.count)
    }
  }
}
