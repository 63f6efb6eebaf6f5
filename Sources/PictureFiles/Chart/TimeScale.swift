import Acoustics

/// The time axis of a chart, in the unit that suits its length.
struct TimeScale {
  private enum Unit: String {
    case microseconds = "µs"
    case milliseconds = "ms"
    case seconds = "s"
    case minutes = "min:s"
    case hours = "h:min:s"
  }

  private let seconds: ClosedRange<Double>
  private let unit: Unit

  /// - Precondition: `sampleRate` is positive.
  init(_ span: SampleRange, sampleRate: Double) {
    precondition(sampleRate > 0, "time needs a positive sample rate")
    let start = Double(span.lowerBound) / sampleRate
    let end = Double(span.upperBound) / sampleRate
    seconds = start...end
    unit =
      switch max(start.magnitude, end) {
      case ..<0.0005: .microseconds
      case ..<0.5: .milliseconds
      case ..<120: .seconds
      case ..<3600: .minutes
      default: .hours
      }
  }

  /// What the axis is called with these ticks: `time (s)`.
  func title(_ ticks: AxisTicks) -> String {
    let hasSeconds = unit != .hours || Self.hasSeconds(step: ticks.step ?? 0)
    return "time (\(hasSeconds ? unit.rawValue : "h:min"))"
  }

  /// Ticks along `length` pixels, for letters of a scale.
  func ticks(length: Int, scale: Int) -> AxisTicks {
    let factor = factor
    return AxisTicks.finest(
      in: seconds.lowerBound * factor...seconds.upperBound * factor, length: length,
      smallestMinor: 9 * scale,
      steps: factor == 1 ? TickSteps.clock(from:) : TickSteps.decimal(from:),
      text: text,
      fits: { texts, distance in
        let widest = texts.map { Lettering.width($0, scale: scale) }.max() ?? 0
        return distance >= Double(max(widest + 24 * scale, length / 11))
      })
  }

  /// Whether ticks of hours so many seconds apart need the seconds to be told from each other.
  private static func hasSeconds(step: Double) -> Bool { step < 60 }

  private var factor: Double {
    switch unit {
    case .microseconds: 1e6
    case .milliseconds: 1e3
    case .seconds, .minutes, .hours: 1
    }
  }

  private func text(_ value: Double, _ ticks: Ticks) -> String {
    switch unit {
    case .microseconds, .milliseconds, .seconds:
      ChartNumber.text(value, decimals: ticks.decimals)
    case .minutes, .hours:
      ChartNumber.clock(
        value, decimals: ticks.decimals, hasHours: unit == .hours,
        hasSeconds: unit == .minutes || Self.hasSeconds(step: ticks.step))
    }
  }
}
