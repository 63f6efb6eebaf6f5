#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Noise by its distance from the clip's loudest frame.
public struct NoiseMix: Sendable, Hashable {
  /// The share of examples that get noise.
  public var share: Double
  /// Decibels that the noise lies below the signal.
  public var decibels: ClosedRange<Double>
  /// The share of noises that are colored, the others are white.
  public var coloredShare: Double
  /// The steepest color: power falls with the frequency to this power.
  public var steepest: Double

  /// The share of noises that are heard in the clip alone, not in the zeros around it.
  ///
  /// A recording that was cut out brings its noise with it.
  public var cutShare: Double

  /// A sound's mean power, as a share of its loudest frame's.
  static let meanShare = 1.0 / 3

  /// Makes noise as spoken words need it.
  public init(
    share: Double = 0.5, decibels: ClosedRange<Double> = 5...40, coloredShare: Double = 0.5,
    steepest: Double = 1.5, cutShare: Double = 0.5
  ) {
    self.share = share
    self.decibels = decibels
    self.coloredShare = coloredShare
    self.steepest = steepest
    self.cutShare = cutShare
  }

  /// Draws noise and adds it to powers, `[frames, bins]`, as if the samples had been added.
  func apply(to power: inout [Float], bins: Int, using draws: inout SeededDraws) {
    guard draws.share() < share else { return }
    let below = draws.uniform(decibels)
    let slope = draws.share() < coloredShare ? draws.uniform(0...steepest) : 0
    let isCut = draws.share() < cutShare
    let levels = stride(from: 0, to: power.count, by: bins).map { start in
      power[start..<(start + bins)].reduce(0, +)
    }
    let loudest = levels.max() ?? 0
    let total = Double(loudest) * pow(10, -below / 10) * NoiseMix.meanShare
    guard total > 0 else { return }
    // Bin 0 would have infinite power in colored noise; it has that of bin 1.
    let shape = (0..<bins).map { pow(Double(max(1, $0)), -slope) }
    let sum = shape.reduce(0, +)
    let amplitudes = shape.map { (total * $0 / sum / 2).squareRoot() }
    for place in power.indices where !isCut || levels[place / bins] > 0 {
      let amplitude = amplitudes[place % bins]
      let noise = 2 * amplitude * amplitude * draws.exponential()
      let signal = Double(power[place])
      let mixed = signal + noise + 2 * signal.squareRoot() * amplitude * draws.normal()
      power[place] = Float(max(0, mixed))
    }
  }
}
