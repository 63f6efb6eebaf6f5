/// Brings amplitudes to integers, rounded to the nearest, never wrapped around.
///
/// An integer that was read as a fraction of full scale comes back as it was. Nothing is dithered.
struct Quantizer {
  /// Bits of the integers, 2…32.
  let bits: Int
  /// How many samples so far were louder than full scale.
  private(set) var clippedCount = 0

  /// A number so large that steps of 1 follow it: what is added to it is rounded to the nearest
  /// integer, halves to even, and its lowest bits are that integer.
  private static let rounding = 0x1.8p52

  init(bits: Int) { self.bits = bits }

  /// Fills integers whose highest bits count, as libsndfile takes them.
  mutating func quantize(
    _ samples: UnsafeBufferPointer<Double>, into target: UnsafeMutableBufferPointer<Int32>
  ) {
    let scale = Double(sign: .plus, exponent: bits - 1, significand: 1)
    let shift = Int32(32 - bits)
    var clipped = 0
    // Without branches and calls, so that several samples are done at once.
    for index in samples.indices {
      let value = samples[index] * scale
      clipped &+= abs(value) > scale + 0.5 ? 1 : 0
      let inside = value > scale - 1 ? scale - 1 : value < -scale ? -scale : value
      // What is not a number is silence.
      let number = inside == inside ? inside : 0
      target[index] = Int32(truncatingIfNeeded: (number + Self.rounding).bitPattern) &<< shift
    }
    clippedCount += clipped
  }
}
