/// How some measurements of the same thing lie.
struct Spread {
  private let sorted: [Double]

  /// Takes measurements; there must be one at least.
  init(_ values: [Double]) {
    precondition(!values.isEmpty, "nothing was measured")
    sorted = values.sorted()
  }

  /// The middle one.
  var median: Double { quantile(0.5) }

  /// The 99th percentile; of fewer than 100 measurements the largest.
  var high: Double { quantile(0.99) }

  private func quantile(_ share: Double) -> Double {
    let place = Int((share * Double(sorted.count)).rounded(.up)) - 1
    return sorted[max(0, min(sorted.count - 1, place))]
  }
}
