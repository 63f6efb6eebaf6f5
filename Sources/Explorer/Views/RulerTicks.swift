import Acoustics

/// Ticks of rulers whose rows are no even steps of hertz.
enum RulerTicks {
  /// The frequencies of round numbers of a scale, and the decimals of those.
  static func numbers(
    of scale: FrequencyScale, in hertz: ClosedRange<Double>, rows: Int
  ) -> (hertz: [Double], decimals: Int) {
    let range =
      scale.value(ofHertz: hertz.lowerBound)...scale.value(ofHertz: hertz.upperBound)
    let step = (range.upperBound - range.lowerBound) / Double(max(1, rows)) * 3
    let ticks = Ticks(in: range, smallestStep: max(step, 1e-9))
    return (ticks.values.map(scale.hertz(ofValue:)), ticks.decimals)
  }
}
