/// The levels of all frequencies at one moment.
public struct SpectrumSlice: Sendable, Equatable {
  /// The sample in the middle of the window.
  public let sample: Int
  /// Hertz from one level to the next, from 0 Hz on.
  public let binHertz: Double
  /// Levels in dB re a full-scale sine; −120 dB is silence.
  public let levels: [Float]

  /// Looks at one moment.
  ///
  /// - Parameters:
  ///   - sample: The moment, in the recording.
  ///   - samples: What ``samplesNeeded(at:sampleRate:)`` names; samples that are missing are zeros.
  ///   - firstSample: Where they begin, in the recording.
  /// - Throws: The rule that the sample rate breaks.
  public init(
    at sample: Int, of samples: [Float], firstSample: Int, sampleRate: Double
  ) throws(FeatureError) {
    let settings = AnalysisSettings.standard(sampleRate: sampleRate)
    var analyzer = try Self.analyzer(sample, settings)
    levels = analyzer.columns(0..<1, samples: samples, firstSample: firstSample)
    binHertz = settings.binHertz
    self.sample = sample
  }

  /// The samples under the window of a moment; they may reach outside the recording.
  public static func samplesNeeded(
    at sample: Int, sampleRate: Double
  ) throws(FeatureError) -> Range<Int> {
    try analyzer(sample, .standard(sampleRate: sampleRate)).samplesNeeded(forColumns: 0..<1)
  }

  /// The level at a frequency in hertz, between bins too; nil outside.
  public func level(atHertz hertz: Double) -> Float? {
    let place = hertz / binHertz
    guard place >= 0, place <= Double(levels.count - 1) else { return nil }
    let below = min(Int(place), levels.count - 2)
    let share = Float(place - Double(below))
    return levels[below] * (1 - share) + levels[below + 1] * share
  }

  private static func analyzer(
    _ sample: Int, _ settings: AnalysisSettings
  ) throws(FeatureError) -> PictureAnalyzer {
    try PictureAnalyzer(
      feature: .spectrogram, settings: settings,
      grid: ColumnGrid(span: SampleRange(sample..<sample + 1), count: 1))
  }
}
