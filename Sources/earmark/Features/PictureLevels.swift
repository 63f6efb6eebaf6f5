import Acoustics
import Foundation

/// How the values of a feature become the levels of a chart, and what these are called.
struct PictureLevels {
  /// What the levels measure.
  let unit: ValueUnit
  /// What the ramp of colours is called; nil for its usual name.
  let legend: String?
  private let isPCEN: Bool
  /// Decibels of ten times a value; nil where values are levels already.
  private let decibels: Float?

  /// Values beyond those of so many get the highest colour.
  private static let share = 0.995
  /// The least value that has a level.
  private static let least: Float = 1e-30

  /// The levels of a feature.
  init(_ feature: any Feature) {
    let level = feature.settings.level
    isPCEN = type(of: feature).id == .pcen
    decibels = feature.unit == .power ? 10 : feature.unit == .magnitude ? 20 : nil
    unit = decibels == nil ? feature.unit : .decibels
    legend =
      switch (type(of: feature).id, feature.unit) {
      case (.pcen, _): "PCEN"
      case (.micro, _): "micro front end"
      case (_, .power), (_, .magnitude): "\(feature.unit.rawValue) (dB)"
      case (_, .decibels): level.reference == .fullScaleSine ? nil : "level (dB)"
      case (_, .logarithm): Self.name(level)
      case (_, .coefficient): nil
      default: feature.unit.rawValue
      }
  }

  /// A picture whose colours tell something: powers are drawn as their decibels.
  func drawable(_ picture: FeaturePicture) -> FeaturePicture {
    guard let decibels else { return picture }
    var picture = picture
    for place in picture.values.indices {
      picture.values[place] = decibels * log10f(max(Self.least, picture.values[place]))
    }
    return FeaturePicture(
      grid: picture.grid, binAxis: picture.binAxis, unit: unit, values: picture.values)
  }

  /// The levels to draw; nil for the usual ones.
  ///
  /// PCEN begins with a burst while it learns how loud the bands are, which would leave no colours
  /// for the rest.
  func range(of picture: FeaturePicture) -> ClosedRange<Float>? {
    guard isPCEN else { return nil }
    let values = picture.values.filter(\.isFinite).sorted()
    guard let largest = values.last, largest > 0 else { return nil }
    let high = values[Int(Double(values.count - 1) * Self.share)]
    return 0...(high > 0 ? high : largest)
  }

  private static func name(_ level: LevelSettings) -> String {
    let name =
      switch level.logarithm {
      case .natural: "ln"
      case .ten: "log10"
      case .decibels: "dB"
      }
    return level.shift == 0 && level.divisor == 1 ? "level (\(name))" : "scaled level (\(name))"
  }
}
