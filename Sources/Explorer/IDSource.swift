import Foundation

/// A seeded source of identities and random orders, so that the same events give the same state.
public struct IDSource: Sendable, Equatable, RandomNumberGenerator {
  private var state: UInt64

  /// Makes a source; the runtime gives a random seed, tests a fixed one.
  public init(seed: UInt64) { state = seed }

  /// The next 64 random bits.
  ///
  /// - Source: Steele, Lea, Flood, *Fast splittable pseudorandom number generators*, OOPSLA 2014
  ///   (SplitMix64).
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A new random identity (version 4).
  public mutating func uuid() -> UUID {
    let high = next()
    let low = next()
    func byte(_ word: UInt64, _ place: Int) -> UInt8 {
      UInt8(truncatingIfNeeded: word >> UInt64(8 * place))
    }
    return UUID(
      uuid: (
        byte(high, 0), byte(high, 1), byte(high, 2), byte(high, 3), byte(high, 4), byte(high, 5),
        (byte(high, 6) & 0x0F) | 0x40, byte(high, 7),
        (byte(low, 0) & 0x3F) | 0x80, byte(low, 1), byte(low, 2), byte(low, 3), byte(low, 4),
        byte(low, 5), byte(low, 6), byte(low, 7)
      ))
  }
}
