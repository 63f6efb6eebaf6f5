/// The change of cepstral coefficients over time.
///
/// - Source: librosa 0.11 `feature.delta` of the MFCC: width 9, `mode="interp"`.
public struct DeltaMFCC: Feature {
  /// Its name.
  public static let id = FeatureID.delta
  /// What it shows.
  public static let summary = "change of the cepstral coefficients over time"

  /// What its bins stand for.
  public let binAxis: BinAxis
  /// What every frame begins with.
  public let source: FrameSource
  /// What follows.
  public let steps: [FeatureStep]
  /// The settings that its frames are made with.
  public let settings: AnalysisSettings
  /// What its values measure.
  public let unit = ValueUnit.coefficient
  /// What a column of a picture takes from the frames in it.
  public let pooling = ColumnPooling.nearestFrame

  /// Prepares it.
  ///
  /// - Throws: The rule that the settings break.
  public init(_ settings: AnalysisSettings) throws(FeatureError) {
    var plain = settings
    plain.deltaOrder = 0
    let base = try MFCC(plain)
    let order = max(1, settings.deltaOrder)
    source = base.source
    self.settings = base.settings
    steps =
      base.steps + [
        .frames(
          Delta(inputCount: settings.coefficients, orders: order...order, keepsInput: false))
      ]
    binAxis = .coefficient(count: settings.coefficients)
  }
}
