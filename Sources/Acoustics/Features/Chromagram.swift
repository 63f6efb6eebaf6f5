/// Power by note of the octave: chords and melodies, whatever the instrument.
///
/// As levels where the settings say so, else so that the largest note of a frame is 1.
///
/// - Source: equals librosa 0.11 `feature.chroma_stft(tuning=0)`, which estimates the tuning unless
///   told.
public struct Chromagram: Feature {
  /// Its name.
  public static let id = FeatureID.chroma
  /// What it shows.
  public static let summary = "power by note of the octave"

  /// What its bins stand for.
  public let binAxis = BinAxis.pitchClasses(count: ChromaBank.noteCount)
  /// What every frame begins with.
  public let source: FrameSource
  /// What follows.
  public let steps: [FeatureStep]
  /// The settings that its frames are made with.
  public let settings: AnalysisSettings
  /// What a column of a picture takes from the frames in it.
  public let pooling = ColumnPooling.loudest

  /// Prepares it.
  ///
  /// - Throws: The rule that the settings break.
  public init(_ settings: AnalysisSettings) throws(FeatureError) {
    let bank = try ChromaBank(settings)
    self.settings = settings
    guard settings.level.appliesToPower else {
      var recipe = settings.plainRecipe
      recipe.bands = bank.bands
      source = .spectrum(recipe)
      steps = [.frames(LargestIsOne(count: ChromaBank.noteCount))]
      return
    }
    source = .spectrum(
      settings.levelRecipe(
        bands: bank.bands,
        sinePower: settings.power == .power ? bank.sinePower(settings) : nil))
    steps = settings.peakSteps
  }

  /// What its values measure.
  public var unit: ValueUnit { settings.level.appliesToPower ? settings.level.unit : .share }

  /// What the explorer shows: windows so long that low notes are told apart.
  public static func standardSettings(sampleRate: Double) -> AnalysisSettings {
    .standard(sampleRate: sampleRate, longWindow: 0.19)
  }
}

/// A step that divides the values of a frame by the largest of them.
private struct LargestIsOne: FrameStep {
  let outputCount: Int
  let reach: Int? = 1
  private var values: [Float]

  init(count: Int) {
    outputCount = count
    values = [Float](repeating: 0, count: count)
  }

  mutating func push(
    _ frame: UnsafeBufferPointer<Float>, _ body: (UnsafeBufferPointer<Float>) -> Void
  ) {
    let largest = frame.reduce(0) { max($0, abs($1)) }
    // What is as good as silent stays as it is, as librosa has it.
    let scale = largest < Float.leastNormalMagnitude ? 1 : largest
    for place in 0..<outputCount { values[place] = frame[place] / scale }
    values.withUnsafeBufferPointer(body)
  }
}
