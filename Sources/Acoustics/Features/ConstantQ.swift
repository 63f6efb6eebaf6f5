/// Power by musical note: windows as many periods long at every frequency.
///
/// Its frames are as long as the lowest note needs; window and transform of the settings change
/// nothing. Levels are those of a full-scale sine, else values are librosa's: its windows lie half a
/// sample of their octave late, and at the ends of a sound it is halved octave by octave as there.
///
/// - Source: Brown, JASA 89 (1991); librosa 0.11 `cqt`, without its tuning.
public struct ConstantQ: Feature {
  /// Its name.
  public static let id = FeatureID.constantQ
  /// What it shows.
  public static let summary = "power by musical note, the constant-Q transform"

  /// What its bins stand for.
  public let binAxis: BinAxis
  /// What follows.
  public let steps: [FeatureStep]
  /// The settings that its frames are made with.
  public let settings: AnalysisSettings
  /// What every frame begins with.
  public let source = FrameSource.samplesWithEnds
  /// What a column of a picture takes from the frames in it.
  public let pooling = ColumnPooling.loudest

  /// Prepares it.
  ///
  /// - Throws: The rule that the settings break.
  public init(_ settings: AnalysisSettings) throws(FeatureError) {
    let filters = try ConstantQFilters(settings)
    var settings = settings
    settings.windowLength = 2 * filters.reach
    settings.nFFT = settings.windowLength
    settings.windowShape = .hann
    settings.windowParameter = nil
    settings.windowSymmetry = .periodic
    try settings.validate()
    self.settings = settings
    binAxis = .bands(.logarithmic, centers: filters.hertz.map { Float($0) })
    // A sine comes out as half of what its filter's magnitudes add up to.
    let isOfSine =
      settings.level.appliesToPower && settings.level.reference == .fullScaleSine
    let step = ConstantQStep(filters, settings) {
      isOfSine ? 2 : $0.length.squareRoot()
    }
    steps = [.frames(step)] + settings.levelSteps(count: step.outputCount, sinePower: 1)
  }

  /// What its values measure.
  public var unit: ValueUnit { settings.spectrumUnit }
}
