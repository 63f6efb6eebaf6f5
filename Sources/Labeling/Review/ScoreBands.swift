/// How often a model is right, band by band of its scores, by clips that were reviewed.
///
/// The precision at a threshold is that of the bands from there on, each weighted by all the clips
/// that it has; its interval adds up the variances of the bands.
///
/// - Source: Cochran, *Sampling Techniques*, 3rd edition 1977, section 5A.
public struct ScoreBands: Sendable, Hashable {
  /// A band of scores.
  public struct Band: Sendable, Hashable {
    /// The lowest and the highest score.
    public let scores: ClosedRange<Double>
    /// All the clips that have such a score.
    public var total = 0
    /// Clips that were reviewed.
    public var reviewed = 0
    /// Those of them of which the model is right.
    public var right = 0

    /// The share of reviewed clips of which the model is right, with its interval.
    public var precision: (value: Double, interval: ClosedRange<Double>)? {
      guard reviewed > 0 else { return nil }
      return (
        Double(right) / Double(reviewed), WilsonInterval.interval(right, of: reviewed)
      )
    }
  }

  /// The bands, the lowest scores first.
  public private(set) var bands: [Band]

  /// Makes bands of the same width.
  ///
  /// - Precondition: `count` is positive.
  public init(count: Int) {
    precondition(count > 0, "\(count) bands are none")
    bands = (0..<count).map {
      Band(scores: Double($0) / Double(count)...Double($0 + 1) / Double(count))
    }
  }

  /// The band of a score from 0 to 1; the last one has 1 in it.
  public static func band(of score: Double, of count: Int) -> Int {
    min(count - 1, max(0, Int(score * Double(count))))
  }

  /// Counts clips that have a score in a band.
  public mutating func count(_ clips: Int, inBand band: Int) { bands[band].total += clips }

  /// Counts a clip that was reviewed.
  public mutating func review(_ score: Double, isRight: Bool) {
    let band = band(of: score)
    bands[band].reviewed += 1
    if isRight { bands[band].right += 1 }
  }

  /// How often the model is right from a band on, and where that lies with 95 %.
  ///
  /// - Returns: Nil where a band that has clips was not reviewed.
  public func precision(fromBand first: Int) -> (value: Double, interval: ClosedRange<Double>)? {
    let above = bands[first...].filter { $0.total > 0 }
    guard !above.isEmpty, above.allSatisfy({ $0.reviewed > 0 }) else { return nil }
    if above.count == 1 { return above[0].precision }
    let total = Double(above.reduce(0) { $0 + $1.total })
    var (value, variance) = (0.0, 0.0)
    for band in above {
      let (weight, count) = (Double(band.total) / total, Double(band.reviewed))
      value += weight * Double(band.right) / count
      // A band in which all are right is not known to be without fault.
      let share = (Double(band.right) + 1) / (count + 2)
      let rest = max(0, 1 - count / Double(band.total))
      variance += weight * weight * rest * share * (1 - share) / count
    }
    let margin = WilsonInterval.z95 * variance.squareRoot()
    return (value, max(0, value - margin)...min(1, value + margin))
  }

  private func band(of score: Double) -> Int { Self.band(of: score, of: bands.count) }
}
