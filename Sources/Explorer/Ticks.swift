#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Round places on an axis: steps of 1, 2 or 5 times a power of ten.
public struct Ticks: Sendable, Equatable {
  /// The distance between ticks.
  public let step: Double
  /// Where the ticks are, rising.
  public let values: [Double]

  /// Finds the finest ticks that are at least so far apart.
  /// - Precondition: `smallestStep` is positive.
  public init(in range: ClosedRange<Double>, smallestStep: Double) {
    precondition(smallestStep > 0, "ticks need a positive distance")
    let power = pow(10, (log10(smallestStep)).rounded(.down))
    let factor = [1, 2, 5, 10].first { $0 * power >= smallestStep * 0.999_999 } ?? 10
    self.init(in: range, exactStep: factor * power)
  }

  /// Finds ticks of time: beyond a minute at 1, 2, 5, 10, 15, 30 seconds, minutes or hours.
  public static func time(in range: ClosedRange<Double>, smallestStep: Double) -> Ticks {
    let steps: [Double] = [
      1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400,
    ]
    guard smallestStep > 1, let step = steps.first(where: { $0 >= smallestStep }) else {
      return Ticks(in: range, smallestStep: smallestStep)
    }
    return Ticks(in: range, exactStep: step)
  }

  private init(in range: ClosedRange<Double>, exactStep: Double) {
    step = exactStep
    let first = (range.lowerBound / exactStep - 1e-9).rounded(.up)
    let last = (range.upperBound / exactStep + 1e-9).rounded(.down)
    values = last < first ? [] : (0...Int(last - first)).map { (first + Double($0)) * exactStep }
  }

  /// Decimals that tell neighbouring ticks apart.
  public var decimals: Int { step >= 1 ? 0 : Int((-log10(step) - 1e-9).rounded(.up)) }
}
