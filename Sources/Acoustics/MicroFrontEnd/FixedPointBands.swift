#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Mel triangles of half overlap with weights in 1/4096.
///
/// Bins between two centers count to both channels with complementary weights, so one pass over
/// the bins is enough. What lies below the first center makes a channel that is thrown away.
struct FixedPointBands: Sendable {
  /// The bins between a center and the next, one range more than channels.
  private let ranges: [Range<Int>]
  /// What a bin counts to the channel it rises to, from the first used bin on.
  private let rising: [UInt64]
  /// What it counts to the channel it falls from.
  private let falling: [UInt64]

  /// Plans the bands, or gives nil where they reach the last bin or single precision has no bins
  /// so narrow.
  init?(sampleRate: Double, binCount: Int, channels: Int, lowHertz: Float, highHertz: Float) {
    // All in single precision: the rounding decides some weights.
    let hertzPerBin = Float(0.5 * sampleRate / Double(Float(binCount) - 1))
    guard hertzPerBin.isNormal, lowHertz / hertzPerBin < Float(binCount) else { return nil }
    let low = FixedPointBands.mels(lowHertz)
    let spacing = (FixedPointBands.mels(highHertz) - low) / Float(channels + 1)
    let centers = (0...channels).map { low + spacing * Float($0 + 1) }
    var bin = Int(1.5 + Double(lowHertz / hertzPerBin))
    var ranges: [Range<Int>] = []
    var rising: [UInt64] = []
    var falling: [UInt64] = []
    for (channel, center) in centers.enumerated() {
      let first = bin
      let below = channel == 0 ? low : centers[channel - 1]
      var mels = FixedPointBands.mels(Float(bin) * hertzPerBin)
      while mels <= center {
        guard bin < binCount else { return nil }
        let weight = (center - mels) / (center - below)
        rising.append(FixedPointBands.quantized(Double(weight * 4096)))
        falling.append(FixedPointBands.quantized((1 - Double(weight)) * 4096))
        bin += 1
        mels = FixedPointBands.mels(Float(bin) * hertzPerBin)
      }
      ranges.append(first..<bin)
    }
    guard bin < binCount else { return nil }
    self.ranges = ranges
    self.rising = rising
    self.falling = falling
  }

  /// Sums a spectrum's energy per channel and takes the square root.
  ///
  /// - Parameters:
  ///   - shift: By how many bits the samples were shifted up.
  ///   - channels: Receives `[channels]`.
  func apply(_ spectrum: [FixedPointComplex], shift: Int, _ channels: inout [UInt32]) {
    var rise: UInt64 = 0
    var fall: UInt64 = 0
    for (channel, range) in ranges.enumerated() {
      for bin in range {
        // The reference reads the unsigned energy as a signed number.
        let energy = UInt64(
          truncatingIfNeeded: Int32(bitPattern: spectrum[bin].energy))
        rise &+= rising[bin - ranges[0].lowerBound] &* energy
        fall &+= falling[bin - ranges[0].lowerBound] &* energy
      }
      if channel > 0 { channels[channel - 1] = roundedSquareRoot(rise) >> shift }
      (rise, fall) = (fall, 0)
    }
  }

  private static func quantized(_ weight: Double) -> UInt64 {
    UInt64(truncatingIfNeeded: Int((weight + 0.5).rounded(.down)))
  }

  private static func mels(_ hertz: Float) -> Float {
    Float(1127 * log1p(Double(hertz) / 700))
  }
}
