#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Divides channels by a power of their noise, and squeezes what comes out.
///
/// The gain 2²¹ · (noise + 80)^−0.95 is read off parabolas, one per octave.
///
/// - Source: Wang et al., *Trainable Frontend For Robust and Far-Field Keyword Spotting*,
///   ICASSP 2017, in the fixed-point form of TensorFlow's micro front end ("PCAN").
struct NoiseGain: Sendable {
  /// A gain as a parabola over one octave of noise.
  private struct Octave {
    let start: Int16
    let slope: Int16
    let bend: Int16
  }

  private static let gainBits = 21
  private static let strength: Float = 0.95
  private static let offset: Float = 80
  private static let ratioBits = 12
  private static let outputBits = 6

  /// Gains of noise 0, 1 and 2, too small for an octave.
  private let smallest: [Int16]
  /// Octaves of noise from 2² on, by the noise's bits.
  private let octaves: [Octave]
  private let ratioShift: Int

  /// - Parameter correctionBits: By how many bits channels are too small.
  init(correctionBits: Int) {
    let noiseBits = StationaryNoise.smoothingBits - correctionBits
    let gain = { NoiseGain.gain($0, noiseBits: noiseBits) }
    smallest = [gain(0), gain(1), gain(2)]
    octaves = (2...32).map { bits in
      let first = UInt32(1) << UInt32(bits - 1)
      let start = gain(first)
      let middle = Int32(gain(first + first / 2)) - Int32(start)
      let end = Int32(gain(bits == 32 ? .max : 2 * first)) - Int32(start)
      let slope = 4 * middle - end
      return Octave(
        start: start, slope: Int16(truncatingIfNeeded: slope),
        bend: Int16(truncatingIfNeeded: end - slope))
    }
    ratioShift = NoiseGain.gainBits - correctionBits - NoiseGain.ratioBits
  }

  private static func gain(_ noise: UInt32, noiseBits: Int) -> Int16 {
    let scaled = Float(noise) / Float(UInt32(1) << UInt32(noiseBits))
    let gain = Float(UInt32(1) << UInt32(gainBits)) * powf(scaled + offset, -strength)
    return gain > 32_767 ? 32_767 : Int16(gain + 0.5)
  }

  /// A channel's value with its noise evened out.
  func apply(_ channel: UInt32, noise: UInt32) -> UInt32 {
    let gain = UInt64(UInt32(truncatingIfNeeded: gain(ofNoise: noise)))
    let ratio = UInt32(truncatingIfNeeded: (UInt64(channel) &* gain) >> UInt64(ratioShift))
    return squeezed(ratio)
  }

  private func gain(ofNoise noise: UInt32) -> Int16 {
    guard noise > 2 else { return smallest[Int(noise)] }
    let bits = noise.significantBits
    let octave = octaves[bits - 2]
    // Ten bits of the place in the octave; shifting by a negative number shifts back.
    let place = Int32(truncatingIfNeeded: (noise << (11 - bits)) & 0x3FF)
    var gain = (Int32(octave.bend) &* place) >> 5
    gain = (gain &+ Int32(octave.slope) << 5) &* place
    gain = (gain &+ 0x4000) >> 15
    return Int16(truncatingIfNeeded: gain &+ Int32(octave.start))
  }

  /// A quarter of the square below 2, 1 less above.
  private func squeezed(_ ratio: UInt32) -> UInt32 {
    guard ratio >= 2 << NoiseGain.ratioBits else {
      return (ratio &* ratio) >> (2 + 2 * NoiseGain.ratioBits - NoiseGain.outputBits)
    }
    return (ratio >> (NoiseGain.ratioBits - NoiseGain.outputBits)) - (1 << NoiseGain.outputBits)
  }
}
