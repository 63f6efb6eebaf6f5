/// How far annotators agree beyond chance, with an interval.
public struct Agreement: Sendable, Hashable {
  /// From −1 to 1; 1 is full agreement and 0 is what chance gives.
  public let value: Double
  /// Where the value lies with a probability of 95 %; nil where there is too little to tell.
  public let interval: ClosedRange<Double>?
  /// How many units were rated by enough annotators.
  public let unitCount: Int
  /// The share of pairs of ratings that agree.
  public let observed: Double

  /// The quantile of the normal distribution at 97.5 %.
  private static let normalQuantile = 1.959963984540054

  /// Cohen's kappa of two annotators, of the units that both rated.
  ///
  /// The interval is the value and 1.96 of its standard errors, up to 1.
  ///
  /// - Returns: Nil if there is no such unit, or if both always gave the same one label.
  /// - Precondition: The table has two annotators.
  /// - Source: Cohen 1960, doi:10.1177/001316446002000104; Fleiss, Cohen & Everitt 1969,
  ///   doi:10.1037/h0028106, formula 13; equals statsmodels' `cohens_kappa`.
  public static func cohensKappa(_ table: RatingTable) -> Agreement? {
    precondition(table.annotators.count == 2, "Cohen's kappa is of two annotators")
    let places = Dictionary(uniqueKeysWithValues: table.labels.enumerated().map { ($1, $0) })
    let size = places.count
    var shares = Array(repeating: Array(repeating: 0.0, count: size), count: size)
    var count = 0
    for row in table.ratings {
      guard let first = row[0].flatMap({ places[$0] }), let second = row[1].flatMap({ places[$0] })
      else { continue }
      shares[first][second] += 1
      count += 1
    }
    guard count > 0 else { return nil }
    for (first, second) in indices(size) { shares[first][second] /= Double(count) }
    let rows = shares.map { $0.reduce(0, +) }
    let columns = (0..<size).map { column in shares.reduce(0) { $0 + $1[column] } }
    let observed = (0..<size).reduce(0) { $0 + shares[$1][$1] }
    let expected = zip(rows, columns).reduce(0) { $0 + $1.0 * $1.1 }
    guard expected < 1 else { return nil }
    let kappa = (observed - expected) / (1 - expected)
    var variance = 0.0
    for (first, second) in indices(size) {
      let share = shares[first][second]
      let same = 1 - (rows[first] + columns[first]) * (1 - kappa)
      let other = (1 - kappa) * (columns[first] + rows[second])
      variance += share * (first == second ? same * same : other * other)
    }
    let shift = kappa - expected * (1 - kappa)
    variance = (variance - shift * shift) / ((1 - expected) * (1 - expected)) / Double(count)
    let margin = normalQuantile * max(0, variance).squareRoot()
    return Agreement(
      value: kappa, interval: (kappa - margin)...min(1, kappa + margin), unitCount: count,
      observed: observed)
  }

  private static func indices(_ size: Int) -> [(Int, Int)] {
    (0..<size).flatMap { first in (0..<size).map { (first, $0) } }
  }

  /// Fleiss' kappa of several annotators, of the units that all of them rated.
  ///
  /// The interval is that of resampled units.
  ///
  /// - Parameters:
  ///   - seed: Makes the resamples, the same ones each time.
  ///   - resampleCount: How many there are; 0 for no interval.
  /// - Returns: Nil if there is no such unit, or only one label.
  /// - Precondition: The table has two annotators or more.
  /// - Source: Fleiss 1971, doi:10.1037/h0031619; equals statsmodels' `fleiss_kappa`.
  public static func fleissKappa(
    _ table: RatingTable, seed: UInt64 = 1, resampleCount: Int = 1000
  ) -> Agreement? {
    precondition(table.annotators.count > 1, "Fleiss' kappa is of two annotators or more")
    let units = table.counts.filter { $0.reduce(0, +) == table.annotators.count }
    return Agreement(
      UnitSums(units, weight: { _ in 1 }), seed, resampleCount, unitCount: units.count
    ) { sums in
      let expected = sums.labelShares.reduce(0) { $0 + $1 * $1 }
      return expected < 1 ? (sums.observed - expected) / (1 - expected) : nil
    }
  }

  /// Krippendorff's alpha for labels without an order, of the units that two or more rated.
  ///
  /// The interval is that of resampled units.
  ///
  /// - Parameters:
  ///   - seed: Makes the resamples, the same ones each time.
  ///   - resampleCount: How many there are; 0 for no interval.
  /// - Returns: Nil if there is no such unit, or only one label.
  /// - Source: Krippendorff, *Computing Krippendorff's Alpha-Reliability*, 2011; equals the
  ///   package `krippendorff` with `level_of_measurement="nominal"`.
  public static func krippendorffsAlpha(
    _ table: RatingTable, seed: UInt64 = 1, resampleCount: Int = 1000
  ) -> Agreement? {
    let units = table.counts.filter { $0.reduce(0, +) > 1 }
    return Agreement(
      UnitSums(units, weight: { Double($0) }), seed, resampleCount, unitCount: units.count
    ) { sums in
      let total = sums.ratingCount
      let same = sums.labelShares.reduce(0) { $0 + $1 * total * ($1 * total - 1) }
      let expected = 1 - same / (total * (total - 1))
      return expected > 0 ? 1 - (1 - sums.observed) / expected : nil
    }
  }

  private init(value: Double, interval: ClosedRange<Double>?, unitCount: Int, observed: Double) {
    self.value = value
    self.interval = interval
    self.unitCount = unitCount
    self.observed = observed
  }

  /// The value of all units, with the interval that resampling them gives.
  private init?(
    _ sums: UnitSums, _ seed: UInt64, _ resampleCount: Int, unitCount: Int,
    value: (UnitSums.Total) -> Double?
  ) {
    guard unitCount > 0 else { return nil }
    let all = sums.total(sums.frequencies)
    guard let whole = value(all) else { return nil }
    var random = SeededRandom(seed: seed)
    var values: [Double] = []
    for _ in 0..<(unitCount > 1 ? resampleCount : 0) {
      // A resample with a single label says nothing.
      if let one = value(sums.total(sums.resample(using: &random))) { values.append(one) }
    }
    values.sort()
    let isEnough = !values.isEmpty && values.count * 2 > resampleCount
    self.init(
      value: whole,
      interval: isEnough
        ? Self.quantile(values, 0.025)...Self.quantile(values, 0.975) : nil,
      unitCount: unitCount, observed: all.observed)
  }

  /// A quantile of sorted values, between the two nearest ones.
  private static func quantile(_ values: [Double], _ share: Double) -> Double {
    let place = share * Double(values.count - 1)
    let low = Int(place)
    let high = min(low + 1, values.count - 1)
    return values[low] + (values[high] - values[low]) * (place - Double(low))
  }
}
