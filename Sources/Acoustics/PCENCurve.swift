import CKernels

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What per-channel energy normalization makes of a frame's energies and their averages.
///
/// Good to 1e-11 of the values' scale, so that silence is 0 exactly and rounding to single
/// precision decides the rest.
struct PCENCurve: Sendable {
  /// Numbers of bands, four together.
  typealias Groups = UnsafeMutableBufferPointer<SIMD4<Double>>

  /// The root by its parameters: some of them are limits of the formula.
  private enum Root: Sendable {
    /// power = 0: ln(1 + x).
    case logarithm
    /// bias = 0: x^power.
    case plain(power: Double)
    /// (x + bias)^power − bias^power.
    case biased(power: Double, bias: Double, offset: Double)
  }

  private let gain: Double
  private let epsilon: Double
  private let root: Root

  init(_ settings: PCENSettings) {
    gain = settings.gain
    epsilon = settings.epsilon
    if settings.power == 0 {
      root = .logarithm
    } else if settings.bias == 0 {
      root = .plain(power: settings.power)
    } else {
      root = .biased(
        power: settings.power, bias: settings.bias, offset: pow(settings.bias, settings.power))
    }
  }

  /// Replaces averages by the values of energies, which are at least 0.
  func apply(_ energies: Groups, averages values: Groups) {
    for group in values.indices { values[group] += epsilon }
    PCENCurve.takeLogarithms(of: values, times: -gain)
    for group in values.indices { values[group] = energies[group] * values[group].exponential }
    switch root {
    case .logarithm:
      for group in values.indices { values[group] += 1 }
      PCENCurve.takeLogarithms(of: values, times: 1)
    case .plain(let power):
      PCENCurve.takeLogarithms(of: values, times: power)
      for group in values.indices {
        values[group] = values[group].exponential
          .replacing(with: 0, where: energies[group] .== 0)
      }
    case .biased(let power, let bias, let offset):
      let share = 1 / bias
      for group in values.indices { values[group] = values[group] * share + 1 }
      PCENCurve.takeLogarithms(of: values, times: power)
      for group in values.indices { values[group] = offset * (values[group].exponential - 1) }
    }
  }

  private static func takeLogarithms(of values: Groups, times scale: Double) {
    guard let start = values.baseAddress else { return }
    KernelBuild.best.kernels.pointee.doubles.pointee.level(
      start, Int64(values.count * SIMD4<Double>.scalarCount), 1, .leastNormalMagnitude, scale)
  }
}
