/// The share of a frame's samples where the sign changes.
///
/// - Source: librosa 0.11 `feature.zero_crossing_rate`, with the framing of the settings.
public struct ZeroCrossings: Feature {
  /// Its name.
  public static let id = FeatureID.zeroCrossings
  /// What it shows.
  public static let summary = "share of samples where the sign changes"

  /// What its bins stand for.
  public let binAxis = BinAxis.lane("zero crossings")
  /// What every frame begins with.
  public let source: FrameSource
  /// What follows.
  public let steps: [FeatureStep]
  /// The settings that its frames are made with.
  public let settings: AnalysisSettings
  /// What its values measure.
  public let unit = ValueUnit.share
  /// What a column of a picture takes from the frames in it.
  public let pooling = ColumnPooling.nearestFrame

  /// Prepares it.
  ///
  /// - Throws: The rule that the settings break.
  public init(_ settings: AnalysisSettings) throws(FeatureError) {
    try settings.validate()
    self.settings = settings
    source = .samples
    steps = [.frames(ZeroCrossingRate())]
  }
}
