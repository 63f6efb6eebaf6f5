#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Random numbers that a seed and some numbers, such as pass and clip, say in full.
///
/// The system's generator costs a call for each number and repeats nothing.
///
/// - Source: Steele, Lea & Flood, *Fast splittable pseudorandom number generators* (2014).
public struct SeededDraws: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Begins the numbers of a seed and of what is drawn for.
  public init(seed: UInt64, _ parts: UInt64...) {
    state = seed
    for part in parts { state = SeededDraws.mixed(state &+ SeededDraws.step) ^ part }
    state = SeededDraws.mixed(state &+ SeededDraws.step)
  }

  private static let step: UInt64 = 0x9e37_79b9_7f4a_7c15

  private static func mixed(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= SeededDraws.step
    return SeededDraws.mixed(state)
  }

  /// A number from 0 up to, but not 1.
  public mutating func share() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A number from a range, its upper bound left out.
  public mutating func uniform(_ range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * share()
  }

  /// A whole number from 0 to one less than `limit`; 0 where there is nothing to draw from.
  public mutating func whole(below limit: Int) -> Int {
    limit > 1 ? Int(next(upperBound: UInt64(limit))) : 0
  }

  /// A number of the normal distribution of mean 0 and deviation 1.
  public mutating func normal() -> Double {
    let radius = (-2 * log(1 - share())).squareRoot()
    return radius * cos(2 * Double.pi * share())
  }

  /// A number of the exponential distribution of mean 1.
  public mutating func exponential() -> Double { -log(1 - share()) }

  /// A number of the symmetric beta distribution.
  ///
  /// - Source: Jöhnk, *Erzeugung von betaverteilten Zufallszahlen*, Metrika 8 (1964).
  public mutating func beta(_ shape: Double) -> Double {
    precondition(shape > 0, "a beta distribution needs a positive shape")
    while true {
      let (left, right) = (pow(share(), 1 / shape), pow(share(), 1 / shape))
      if left + right > 0, left + right <= 1 { return left / (left + right) }
    }
  }
}
