#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Halves the rate of samples again and again, with nothing outside of where they end.
///
/// What the filter would ring beyond the ends is cut off every time, as a resampler of a whole sound
/// does that gives half as many samples.
///
/// - Source: a half-band filter by Kaiser's window (Oppenheim and Schafer, *Discrete-Time Signal
///   Processing*, §7.6): flat to 0.46 of the new rate, 80 dB down from 0.54.
struct HalfBand: Sendable {
  private typealias Lanes = SIMD8<Float>

  /// The filter's odd taps; of the even ones only the middle is not 0, and is one half.
  private static let taps: [Float] = {
    let (count, shape) = (64, 8.0)
    let odd = (0..<count).map { Double(2 * $0 + 1 - count) }
    let window = WindowShape.kaiser.values(
      length: 2 * count + 1, symmetry: .symmetric, parameter: shape)
    let raw = odd.enumerated().map { place, distance in
      window[2 * place + 1] * sin(.pi * distance / 2) / (.pi * distance)
    }
    let sum = raw.reduce(0, +)
    return raw.map { Float($0 / sum / 2) }
  }()

  /// Samples at the whole rate, half of it, a quarter, and so on.
  private(set) var levels: [[Float]]
  /// The place of the center in each level.
  let centers: [Int]
  /// The odd samples of a level.
  private var odd: [Float]

  /// Makes room.
  ///
  /// - Parameters:
  ///   - reach: The largest distance of a sample from the center.
  ///   - levels: How often samples may be halved.
  init(reach: Int, levels count: Int) {
    centers = (0...count).map { (reach >> $0) + Self.taps.count }
    levels = centers.map {
      [Float](repeating: 0, count: 2 * $0 + ComplexFilters.overhang)
    }
    odd = [Float](repeating: 0, count: centers[0] + Self.taps.count)
  }

  /// Takes samples whose middle one is the center; what is not a number or beyond `limit` is 0.
  mutating func take(_ samples: UnsafeBufferPointer<Float>, limit: Float) {
    let first = centers[0] - samples.count / 2
    for (place, sample) in samples.enumerated() {
      levels[0][first + place] = abs(sample) <= limit ? sample : 0
    }
  }

  /// Halves them.
  ///
  /// - Parameters:
  ///   - times: How often.
  ///   - ends: The samples that there are, from the center.
  mutating func halve(_ times: Int, within ends: Range<Int>) {
    for level in 1..<(times + 1) {
      let most = centers[level] - Self.taps.count
      let lower = max(-most, -(-ends.lowerBound >> level))
      let upper = min(most, (ends.upperBound - 1) >> level) + 1
      halve(into: level, lower..<upper)
    }
  }

  /// Makes some places of a level from the level before it, and 0 of all others.
  private mutating func halve(into level: Int, _ places: Range<Int>) {
    let (before, center) = (levels[level - 1], centers[level - 1])
    let half = Self.taps.count / 2
    for place in 0..<(places.count + Self.taps.count) {
      odd[place] = before[center + 2 * (places.lowerBound - half + place) + 1]
    }
    var made = [Float](repeating: 0, count: levels[level].count)
    odd.withUnsafeBytes { odd in
      Self.taps.withUnsafeBytes { taps in
        for place in places {
          let first = (place - places.lowerBound) * MemoryLayout<Float>.stride
          var sum = Lanes.zero
          for offset in stride(from: 0, to: taps.count, by: MemoryLayout<Lanes>.stride) {
            sum +=
              odd.loadUnaligned(fromByteOffset: first + offset, as: Lanes.self)
              * taps.loadUnaligned(fromByteOffset: offset, as: Lanes.self)
          }
          made[centers[level] + place] = before[center + 2 * place] / 2 + sum.sum()
        }
      }
    }
    levels[level] = made
  }
}
