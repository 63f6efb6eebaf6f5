import Acoustics

/// Ticks of rulers whose rows are no even steps of hertz.
enum RulerTicks {
  /// Round numbers of a scale with their frequencies.
  static func numbers(
    of scale: FrequencyScale, in hertz: ClosedRange<Double>, rows: Int
  ) -> [(text: String, hertz: Double)] {
    let range =
      scale.value(ofHertz: hertz.lowerBound)...scale.value(ofHertz: hertz.upperBound)
    let step = (range.upperBound - range.lowerBound) / Double(max(1, rows)) * 3
    let ticks = Ticks(in: range, smallestStep: max(step, 1e-9))
    return ticks.values.map {
      (Format.number($0, decimals: ticks.decimals), scale.hertz(ofValue: $0))
    }
  }
}
