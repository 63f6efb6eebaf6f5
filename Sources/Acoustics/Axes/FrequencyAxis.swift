#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A visible range of frequencies on a scale: hertz ⇄ places from 0, the lowest, to 1.
public struct FrequencyAxis: Sendable, Hashable {
  /// The lowest frequency of a logarithmic axis in hertz: there is no octave below the last one.
  public static let lowestLogarithmic = 20.0

  /// The scale.
  public let scale: FrequencyScale
  /// The lowest and highest frequency in hertz.
  public let hertz: ClosedRange<Double>
  private let low: Double
  private let width: Double

  /// Makes an axis; a logarithmic one begins at 20 Hz, or a thousandth of its upper end, or higher.
  ///
  /// - Precondition: The range is not negative and not empty.
  public init(_ scale: FrequencyScale, _ range: ClosedRange<Double>) {
    precondition(
      range.lowerBound >= 0 && range.upperBound > range.lowerBound,
      "\(range) is no range of frequencies")
    let floor =
      scale == .logarithmic ? min(Self.lowestLogarithmic, range.upperBound / 1000) : 0
    self.scale = scale
    hertz = max(range.lowerBound, floor)...range.upperBound
    low = scale.value(ofHertz: hertz.lowerBound)
    width = scale.value(ofHertz: hertz.upperBound) - low
  }

  /// The place of a frequency; frequencies outside lie below 0 or above 1.
  public func place(ofHertz frequency: Double) -> Double {
    let least = scale == .logarithmic ? Double.leastNormalMagnitude : 0
    return (scale.value(ofHertz: max(least, frequency)) - low) / width
  }

  /// The frequency in hertz at a place.
  public func hertz(atPlace place: Double) -> Double { scale.hertz(ofValue: low + place * width) }

  /// Round frequencies in rising order that are at least so far apart on the axis.
  ///
  /// On a linear axis they are even steps of 1, 2 or 5 times a power of ten. On the others the
  /// powers of ten come first, then 2 and 5 of them, then what is between, where there is room.
  ///
  /// - Parameter spacing: The smallest distance of two ticks, as a share of the axis.
  /// - Precondition: `spacing` is positive.
  public func ticks(spacing: Double) -> [Double] {
    precondition(spacing > 0, "ticks need a positive distance")
    if scale == .linear { return linearTicks(spacing) }
    var chosen: [(hertz: Double, place: Double)] = []
    for factors in [[1.0], [2, 5], [3, 7], [4, 6, 8, 9], [1.5, 2.5]] {
      for candidate in candidates(factors) {
        let place = place(ofHertz: candidate)
        guard chosen.allSatisfy({ abs($0.place - place) >= spacing }) else { continue }
        chosen.append((candidate, place))
      }
    }
    return chosen.map(\.hertz).sorted()
  }

  private func linearTicks(_ spacing: Double) -> [Double] {
    let smallest = spacing * (hertz.upperBound - hertz.lowerBound)
    let power = pow(10, log10(smallest).rounded(.down))
    let factor = [1.0, 2, 5, 10].first { $0 * power >= smallest * 0.999_999 } ?? 10
    let step = factor * power
    let first = (hertz.lowerBound / step - 1e-9).rounded(.up)
    let last = (hertz.upperBound / step + 1e-9).rounded(.down)
    return last < first ? [] : (0...Int(last - first)).map { (first + Double($0)) * step }
  }

  /// Factors times powers of ten inside the axis, from the top: there ticks matter most.
  private func candidates(_ factors: [Double]) -> [Double] {
    let top = Int(log10(hertz.upperBound).rounded(.down))
    let bottom = Int(log10(max(1, hertz.lowerBound)).rounded(.down))
    var found: [Double] = []
    for exponent in stride(from: top, through: bottom, by: -1) {
      for factor in factors.reversed() {
        let candidate = factor * pow(10, Double(exponent))
        if hertz.contains(candidate) { found.append(candidate) }
      }
    }
    if factors == [1], hertz.lowerBound == 0 { found.insert(0, at: 0) }
    return found
  }
}
