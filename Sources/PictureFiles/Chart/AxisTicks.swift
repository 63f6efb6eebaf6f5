/// Where the ticks of an axis are, and what they are called.
struct AxisTicks {
  /// A tick with its label.
  struct Label: Equatable {
    /// Part of the axis before it: 0 at its beginning, 1 at its end.
    let share: Double
    /// The number.
    let text: String
  }

  /// The distance between ticks with labels, where it is the same all along.
  var step: Double?
  /// Ticks with labels, rising.
  var labels: [Label] = []
  /// Shares of the ticks between them.
  var minor: [Double] = []

  /// Ticks at the multiples of the finest step whose labels fit.
  ///
  /// - Parameters:
  ///   - length: Pixels of the axis.
  ///   - smallestMinor: The least pixels between ticks without labels.
  ///   - steps: The steps to choose from, no smaller than its argument.
  ///   - text: The label of a value.
  ///   - fits: Whether labels of these texts, so many pixels apart, are apart enough.
  static func finest(
    in range: ClosedRange<Double>, length: Int, smallestMinor: Int,
    steps: (_ smallest: Double) -> TickSteps,
    text: (_ value: Double, _ ticks: Ticks) -> String,
    fits: (_ texts: [String], _ distance: Double) -> Bool
  ) -> AxisTicks {
    let size = range.upperBound - range.lowerBound
    guard size > 0, length > 0 else {
      let ticks = Ticks(in: range, step: 1)
      return AxisTicks(labels: [Label(share: 0, text: text(range.lowerBound, ticks))])
    }
    func share(_ value: Double) -> Double { max(0, min(1, (value - range.lowerBound) / size)) }
    let steps = steps(size / Double(length) * Double(smallestMinor))
    for step in steps.all {
      let ticks = Ticks(in: range, step: step)
      let texts = ticks.values.map { text($0, ticks) }
      guard texts.count <= 1 || fits(texts, step / size * Double(length)) else { continue }
      let labels = zip(ticks.values, texts).map { Label(share: share($0), text: $1) }
      let minor = steps.division(of: step).map { division in
        Ticks(in: range, step: division).values.filter { value in
          !ticks.values.contains { abs($0 - value) < division / 2 }
        }
      }
      return AxisTicks(step: step, labels: labels, minor: (minor ?? []).map(share))
    }
    return AxisTicks()
  }
}
