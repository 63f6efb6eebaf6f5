import Labeling

/// How often a model is right, as a table: each band of scores, and all from there on.
enum BandTable {
  private static let columns = [
    "scoreFrom", "scoreTo", "clips", "reviewed", "right", "precision", "precisionLow",
    "precisionHigh", "precisionFromHere", "precisionFromHereLow", "precisionFromHereHigh",
  ]

  /// The table as CSV; what was not reviewed has empty fields.
  static func text(_ bands: ScoreBands) -> String {
    let rows = bands.bands.enumerated().map { place, band in
      [number(band.scores.lowerBound), number(band.scores.upperBound)]
        + [band.total, band.reviewed, band.right].map(String.init)
        + fields(band.precision) + fields(bands.precision(fromBand: place))
    }
    return ([columns] + rows).map { $0.joined(separator: ",") + "\n" }.joined()
  }

  private static func fields(
    _ precision: (value: Double, interval: ClosedRange<Double>)?
  ) -> [String] {
    guard let precision else { return ["", "", ""] }
    return [precision.value, precision.interval.lowerBound, precision.interval.upperBound]
      .map(number)
  }

  private static func number(_ value: Double) -> String { "\((value * 1e6).rounded() / 1e6)" }
}
