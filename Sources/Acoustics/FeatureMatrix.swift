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
  /// - Throws: ``FeatureError/unknownFeature(_:)``, the rule that the settings break, or why the
  ///   clip is too short.
  public init(
    _ feature: FeatureID, of samples: [Float], settings: AnalysisSettings
  ) throws(FeatureError) {
    try self.init(try FeatureRegistry.make(feature, settings), of: samples)
  }

  /// Computes a feature of a clip.
  ///
  /// - Throws: The rule that its settings break, or why the clip is too short.
  public init(_ feature: any Feature, of samples: [Float]) throws(FeatureError) {
    timeAxis = TimeAxis(feature.settings)
    if case .spectrum(let recipe) = feature.source, feature.steps.isEmpty {
      values = try FeatureMatrix.spectra(samples, feature.settings, recipe)
    } else {
      let extractor = try FeatureExtractor(feature, peak: .wholeClip)
      var values: [Float] = []
      values.reserveCapacity(
        timeAxis.frameCount(ofSamples: samples.count) * feature.binAxis.count)
      extractor.push(samples) { values.append(contentsOf: $0) }
      try extractor.finish { values.append(contentsOf: $0) }
      self.values = values
    }
    binAxis = feature.binAxis
    unit = feature.unit
  }

  /// How many frames there are.
  public var frameCount: Int { values.count / binAxis.count }

  /// The value of a bin in a frame.
  public subscript(bin b: Int, frame t: Int) -> Float { values[t * binAxis.count + b] }

  /// Frames of a whole signal, written where they stay, without a copy of the samples.
  private static func spectra(
    _ samples: [Float], _ settings: AnalysisSettings, _ recipe: SpectralRecipe
  ) throws(FeatureError) -> [Float] {
    let plan = try SpectralPlan(settings, recipe: recipe)
    let axis = TimeAxis(settings)
    let frames = axis.frameCount(ofSamples: samples.count)
    let width = plan.outputCount
    return [Float](unsafeUninitializedCapacity: frames * width) { output, filled in
      filled = frames * width
      guard let start = output.baseAddress, filled > 0 else { return }
      samples.withUnsafeBufferPointer { buffer in
        var block = FrameBlock(
          plan: plan, samples: buffer, firstSample: 0, edges: settings.edges,
          margins: LaneBuffer(lanesOf: settings.windowLength), extras: LaneBuffer(count: 0),
          pooling: nil)
        for frame in 0..<frames {
          block.add(
            axis.firstSample(ofFrame: frame), to: start + frame * width, isFirst: true)
        }
        block.flush()
      }
    }
  }
}
