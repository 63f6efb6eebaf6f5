/// A small random source whose numbers depend on its seed alone (SplitMix64).
///
/// - Source: Steele, Lea, Flood, *Fast splittable pseudorandom number generators*, 2014.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// A source that begins at a seed.
  public init(seed: UInt64) { state = seed }

  /// A source of its own for a part of what a seed decides.
  public init(seed: UInt64, part: UInt64) {
    state = seed
    state = next() ^ (part &* 0xD1B5_4A32_D192_ED03)
    state = next()
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number from 0 up to 1, without 1.
  public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A number of the standard normal distribution (the polar method).
  public mutating func normal() -> Double {
    while true {
      let u = 2 * unit() - 1
      let v = 2 * unit() - 1
      let s = u * u + v * v
      if s > 0, s < 1 { return u * squareRoot(-2 * logarithm(s) / s) }
    }
  }
}
