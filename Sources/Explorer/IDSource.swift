import Labeling

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A seeded source of identities and random orders, so that the same events give the same state.
public struct IDSource: Sendable, Equatable, RandomNumberGenerator {
  private var random: SeededRandom

  /// Makes a source; the runtime gives a random seed, tests a fixed one.
  public init(seed: UInt64) { random = SeededRandom(seed: seed) }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 { random.next() }

  /// A new random identity (version 4).
  public mutating func uuid() -> UUID { RandomUUID.next(from: &self) }
}
