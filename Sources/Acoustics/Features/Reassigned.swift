/// Power by frequency, moved to where it came from: lines and clicks are as thin as they sound.
///
/// - Source: Auger, Flandrin, IEEE Transactions SP-43 (1995); Fulop, Fitz, *Algorithms for computing
///   the time-corrected instantaneous frequency spectrogram*, JASA 119 (2006).
public struct Reassigned: Feature {
  /// Its name.
  public static let id = FeatureID.reassigned
  /// What it shows.
  public static let summary = "power by frequency, moved to where it came from"

  /// What its bins stand for.
  public let binAxis: BinAxis
  /// What follows.
  public let steps: [FeatureStep]
  /// The settings that its frames are made with.
  public let settings: AnalysisSettings
  /// What every frame begins with.
  public let source = FrameSource.samples
  /// What a column of a picture takes from the frames in it.
  public let pooling = ColumnPooling.loudest

  /// Prepares it.
  ///
  /// - Throws: The rule that the settings break.
  public init(_ settings: AnalysisSettings) throws(FeatureError) {
    try settings.validate()
    try AnalysisSettings.check(
      "least-reassigned", settings.leastReassigned, "from 0 to 1",
      (0...1).contains(settings.leastReassigned))
    self.settings = settings
    binAxis = .hertz(lowest: 0, step: Float(settings.binHertz), count: settings.binCount)
    // All that a full-scale sine spreads over its bins comes together in one.
    let energy = settings.windowValues.reduce(0) { $0 + $1 * $1 }
    steps =
      [.frames(ReassignmentStep(settings))]
      + settings.levelSteps(
        count: settings.binCount, sinePower: energy * Double(settings.nFFT) / 4)
  }

  /// What its values measure.
  public var unit: ValueUnit { settings.spectrumUnit }
}
