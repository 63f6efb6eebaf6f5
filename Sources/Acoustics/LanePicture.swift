/// One value a column, of features that have one value a frame: pitch, onset strength.
public enum LanePicture {
  /// Samples beside those shown that are looked at, in seconds.
  public static let margin = 0.25

  /// Computes the columns.
  ///
  /// A column shows the highest of its frames, or for a pitch the one in its middle; a column between
  /// frames shows the nearest one.
  ///
  /// - Parameters:
  ///   - samples: Those of the grid's span, and ``margin`` around it where there is sound.
  ///   - firstSample: Where they begin, in the recording.
  /// - Throws: The rule that the settings break, or that the sound is too short.
  public static func picture(
    _ id: FeatureID, samples: [Float], firstSample: Int, sampleRate: Double, grid: ColumnGrid
  ) throws(FeatureError) -> FeaturePicture {
    let feature = try FeatureRegistry.make(id, .standard(sampleRate: sampleRate))
    let extractor = try FeatureExtractor(feature, peak: .wholeClip)
    var values: [Float] = []
    extractor.push(samples) { values += $0.prefix(1) }
    try extractor.finish { values += $0.prefix(1) }
    let axis = TimeAxis(feature.settings)
    let takesHighest = id != .yin
    return FeaturePicture(
      grid: grid, binAxis: .lane(id.rawValue), unit: feature.unit,
      values: (0..<grid.count).map { column in
        let own = grid.samples(ofColumn: column)
        let nearest = { (sample: Int) -> Int in
          max(0, min(values.count - 1, axis.frame(atSample: sample - firstSample)))
        }
        guard !values.isEmpty else { return 0 }
        guard takesHighest else { return values[nearest(grid.center(ofColumn: column))] }
        let (first, last) = (nearest(own.lowerBound), nearest(own.upperBound - 1))
        return values[first...max(first, last)].max() ?? 0
      })
  }
}
