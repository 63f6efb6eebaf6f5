/// What the kernels do to every frame: window, power, then the steps that are there, in this order.
public struct SpectralRecipe: Sendable, Equatable {
  /// Sums over bins.
  public var bands: SparseBands?
  /// A logarithm of what there is then.
  public var level: LevelRule?
  /// A matrix over the levels.
  public var transform: DenseRows?

  /// Makes a recipe; without any step it is the power spectrum, \|X\|².
  public init(bands: SparseBands? = nil, level: LevelRule? = nil, transform: DenseRows? = nil) {
    self.bands = bands
    self.level = level
    self.transform = transform
  }

  /// How many values come out of a power spectrum of `binCount` bins.
  public func outputCount(binCount: Int) -> Int {
    transform?.rows ?? bands?.count ?? binCount
  }
}

/// `scale · ln(max(power · multiplier, floor))`.
public struct LevelRule: Sendable, Hashable {
  /// Factor of the power.
  public let multiplier: Float
  /// The least product that is told from silence.
  public let floor: Float
  /// Factor of the natural logarithm.
  public let scale: Float

  /// Makes a rule.
  ///
  /// - Precondition: `floor` is a positive normal number.
  public init(multiplier: Float, floor: Float, scale: Float) {
    precondition(floor.isNormal && floor > 0, "a level needs a positive floor")
    self.multiplier = multiplier
    self.floor = floor
    self.scale = scale
  }

  /// 10 log₁₀(max(power / reference, floor)), in dB; the factor is 10 / ln 10.
  public static func decibels(reference: Double, floor: Float) -> LevelRule {
    LevelRule(multiplier: Float(1 / reference), floor: floor, scale: 4.342_944_8)
  }

  /// dB over a full-scale sine seen through the window of `settings`; silence is −120 dB.
  public static func fullScaleDecibels(_ settings: AnalysisSettings) -> LevelRule {
    let window = settings.windowShape.values(length: settings.windowLength)
    let amplitude = window.reduce(0, +) / 2
    return .decibels(reference: amplitude * amplitude, floor: 1e-12)
  }
}
