import Labeling

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

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
  public mutating func uuid() -> UUID { RandomUUID.next(from: &self) }
}
