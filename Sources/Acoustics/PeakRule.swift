/// What becomes of levels when the clip's highest one is known.
///
/// `(max(level, peak − range) − (reference ? peak : 0) + shift) / divisor`.
public struct PeakRule: Sendable, Hashable {
  /// Levels kept below the peak; nil keeps all.
  public let range: Float?
  /// Whether the peak becomes level 0.
  public let isReference: Bool
  /// Added at last.
  public let shift: Float
  /// What the sum is divided by.
  public let divisor: Float

  /// The rule of some settings; nil where nothing is to be done.
  init?(_ settings: LevelSettings) {
    range = settings.range.map { Float($0) }
    isReference = settings.reference == .peak
    shift = Float(settings.shift)
    divisor = Float(settings.divisor)
    if !needsPeak, shift == 0, divisor == 1 { return nil }
  }

  /// Whether the clip's highest level matters.
  public var needsPeak: Bool { range != nil || isReference }

  /// Applies the rule to levels.
  func apply(to levels: inout [Float], peak: Float) {
    let lowest = range.map { peak - $0 } ?? -.infinity
    let offset = shift - (isReference ? peak : 0)
    for place in levels.indices {
      levels[place] = (max(levels[place], lowest) + offset) / divisor
    }
  }
}
