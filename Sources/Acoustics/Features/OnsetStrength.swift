/// How much louder the mel bands become from frame to frame, on average, in the unit of levels.
///
/// It comes half a transform late, as in the reference, where it points to the frame's middle.
///
/// - Source: librosa 0.11 `onset.onset_strength`, whose levels are at most 80 dB below the clip's peak,
///   as the preset `librosa` has it.
public struct OnsetStrength: Feature {
  /// Its name.
  public static let id = FeatureID.onsetStrength
  /// What it shows.
  public static let summary = "how much louder the bands become"

  /// What its bins stand for.
  public let binAxis = BinAxis.lane("onset strength")
  /// What every frame begins with.
  public let source: FrameSource
  /// What follows.
  public let steps: [FeatureStep]
  /// The settings that its frames are made with.
  public let settings: AnalysisSettings
  /// What its values measure.
  public let unit = ValueUnit.logarithm
  /// What a column of a picture takes from the frames in it.
  public let pooling = ColumnPooling.nearestFrame

  /// Prepares it.
  ///
  /// - Throws: The rule that the settings break.
  public init(_ settings: AnalysisSettings) throws(FeatureError) {
    let levels = try LogMel(settings)
    self.settings = settings
    source = levels.source
    let bands = settings.melBands
    let lateness =
      settings.framing == .leftAligned ? 0 : settings.nFFT / (2 * settings.hopLength)
    // Both frames of a pair are cut at the same level, live too, where it rises with the peak.
    steps =
      [.frames(FramePairs(inputCount: bands))] + settings.peakSteps + [
        .frames(
          FrameReduction { pair in
            var sum: Float = 0
            for band in 0..<bands { sum += max(0, pair[bands + band] - pair[band]) }
            return sum / Float(bands)
          }), .frames(LateValues(by: lateness)),
      ]
  }
}
