/// A feature over a whole clip, on its hop grid.
public struct FeatureMatrix: Sendable, Equatable {
  /// Where the frames lie.
  public let timeAxis: TimeAxis
  /// What the bins stand for.
  public let binAxis: BinAxis
  /// What the values measure.
  public let unit: ValueUnit
  /// `[frames, bins]`, frame after frame.
  public let values: [Float]

  /// Computes a feature of a clip.
  ///
  /// - Throws: The rule that the settings break.
  public init(
    _ feature: FeatureID, of samples: [Float], settings: AnalysisSettings
  ) throws(FeatureError) {
    let maker = try FeatureRegistry.make(feature, settings)
    var analyzer = try SpectralAnalyzer(settings, recipe: maker.recipe)
    var values: [Float] = []
    values.reserveCapacity(
      TimeAxis(settings).frameCount(ofSamples: samples.count) * maker.binAxis.count)
    analyzer.push(samples) { values.append(contentsOf: $0) }
    analyzer.finish { values.append(contentsOf: $0) }
    timeAxis = TimeAxis(settings)
    binAxis = maker.binAxis
    unit = maker.unit
    self.values = values
  }

  /// How many frames there are.
  public var frameCount: Int { values.count / binAxis.count }

  /// The value of a bin in a frame.
  public subscript(bin b: Int, frame t: Int) -> Float { values[t * binAxis.count + b] }
}
