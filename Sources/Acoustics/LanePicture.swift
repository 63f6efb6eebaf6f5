/// The values of a few curves a column, of features that have them: pitch, formants, onset strength.
public enum LanePicture {
  /// Samples beside those shown that are looked at, in seconds.
  public static let margin = 0.25

  /// Seconds that are shown at most: a second or two of work.
  public static let longest = 120.0

  /// Seconds between two questions whether the picture is wanted.
  private static let piece = 1.0

  /// Computes the columns.
  ///
  /// A column shows the highest of its frames' onset strengths, or of other features the frame in
  /// its middle; a column between frames shows the nearest one.
  ///
  /// - Parameters:
  ///   - samples: Those of the grid's span, and ``margin`` around it where there is sound.
  ///   - firstSample: Where they begin, in the recording.
  ///   - pitches: The range in which a pitch is looked for, in hertz; nil for the usual one.
  ///   - isWanted: Asked once for each second of sound.
  /// - Returns: Nil if it was not wanted any more.
  /// - Throws: The rule that the settings break, or that the sound is too short.
  public static func picture(
    _ id: FeatureID, samples: [Float], firstSample: Int, sampleRate: Double, grid: ColumnGrid,
    pitches: ClosedRange<Double>? = nil, isWanted: () -> Bool
  ) throws(FeatureError) -> FeaturePicture? {
    var settings = AnalysisSettings.standard(sampleRate: sampleRate)
    settings.pitch.use(pitches, nyquistHertz: settings.nyquistHertz)
    let feature = try FeatureRegistry.make(id, settings)
    let extractor = try FeatureExtractor(feature, peak: .wholeClip)
    var values: [Float] = []
    let length = max(1, Int(piece * sampleRate))
    for start in stride(from: 0, to: samples.count, by: length) {
      guard isWanted() else { return nil }
      extractor.push(Array(samples[start..<min(samples.count, start + length)])) { values += $0 }
    }
    try extractor.finish { values += $0 }
    return FeaturePicture(
      grid: grid, binAxis: feature.binAxis, unit: feature.unit,
      values: columns(
        values, feature, firstSample: firstSample, grid, takesHighest: id == .onsetStrength))
  }

  /// Computes the columns, however long it takes.
  ///
  /// - Throws: The rule that the settings break, or that the sound is too short.
  public static func picture(
    _ id: FeatureID, samples: [Float], firstSample: Int, sampleRate: Double, grid: ColumnGrid,
    pitches: ClosedRange<Double>? = nil
  ) throws(FeatureError) -> FeaturePicture {
    let picture = try picture(
      id, samples: samples, firstSample: firstSample, sampleRate: sampleRate, grid: grid,
      pitches: pitches, isWanted: { true })
    guard let picture else { preconditionFailure("a picture that is wanted was given up") }
    return picture
  }

  /// What the columns show of the frames, `[columns, bins]`.
  private static func columns(
    _ values: [Float], _ feature: any Feature, firstSample: Int, _ grid: ColumnGrid,
    takesHighest: Bool
  ) -> [Float] {
    let bins = feature.binAxis.count
    let axis = TimeAxis(feature.settings)
    let frames = values.count / bins
    guard frames > 0 else { return [Float](repeating: 0, count: grid.count * bins) }
    func nearest(_ sample: Int) -> Int {
      max(0, min(frames - 1, axis.frame(atSample: sample - firstSample)))
    }
    return (0..<grid.count).flatMap { column -> ArraySlice<Float> in
      if takesHighest {
        let own = grid.samples(ofColumn: column)
        let (first, last) = (nearest(own.lowerBound), nearest(own.upperBound - 1))
        return [values[first...max(first, last)].max() ?? 0]
      }
      let frame = nearest(grid.center(ofColumn: column))
      return values[frame * bins..<(frame + 1) * bins]
    }
  }
}

extension PitchSettings {
  /// Looks for pitches in a range, or the usual one, as far as a recording has such frequencies.
  fileprivate mutating func use(_ range: ClosedRange<Double>?, nyquistHertz: Double) {
    if let range, range.lowerBound > 0, range.lowerBound < min(range.upperBound, nyquistHertz) {
      (lowHertz, highHertz) = (range.lowerBound, range.upperBound)
    }
    if lowHertz < nyquistHertz { highHertz = min(highHertz, nyquistHertz) }
  }
}
