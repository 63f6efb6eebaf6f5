/// The fixed-point front end of small devices.
///
/// - Source: TensorFlow Lite `microfrontend`, as `speech_commands` uses it (`preprocess=micro`).
public struct MicroFeature: Feature {
  /// Its name.
  public static let id = FeatureID.micro
  /// What it shows.
  public static let summary = "fixed-point mel bands without noise, as microcontrollers make them"

  /// What its bins stand for.
  public let binAxis: BinAxis
  /// What follows.
  public let steps: [FeatureStep]
  /// The settings that its frames are made with.
  public let settings: AnalysisSettings
  /// What every frame begins with.
  public let source = FrameSource.samples
  /// What its values measure.
  public let unit = ValueUnit.logarithm
  /// What a column of a picture takes from the frames in it.
  public let pooling = ColumnPooling.nearestFrame

  /// Prepares it; window, hop, bands and limits are those of the settings.
  ///
  /// - Throws: The rule that the settings break.
  public init(_ settings: AnalysisSettings) throws(FeatureError) {
    try settings.validate()
    let low = settings.lowHertz
    let high = settings.highHertz ?? settings.nyquistHertz
    self.settings = settings
    steps = [
      .frames(
        try MicroFrontEnd(
          sampleRate: settings.sampleRate, windowLength: settings.windowLength,
          channels: settings.melBands, lowHertz: low, highHertz: high))
    ]
    let scale = MelScale.htk
    let lowMels = scale.mels(ofHertz: low)
    let step = (scale.mels(ofHertz: high) - lowMels) / Double(settings.melBands + 1)
    binAxis = .mel(
      centers: (1...settings.melBands).map {
        Float(scale.hertz(ofMels: lowMels + step * Double($0)))
      })
  }
}
