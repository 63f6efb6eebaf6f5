/// Computes columns of a feature's picture from samples.
///
/// The columns are the same, bit for bit, however they are divided over calls. Levels are not
/// relative to a clip's peak, which a picture of a part can't know: contrast does that; outside
/// the recording stand zeros, whatever `edges` says. Changes
/// over time are drawn of any recording: one too short for a matrix of them stands in silence.
public struct PictureAnalyzer {
  /// Where the columns lie.
  public let grid: ColumnGrid
  /// What the bins stand for.
  public let binAxis: BinAxis
  /// What the values measure.
  public let unit: ValueUnit
  private let way: Way

  /// What makes the columns.
  private enum Way {
    /// Spectra wherever columns lie.
    case spectra(SpectrumColumns)
    /// Frames one after the other.
    case runs(FrameRuns)
  }

  /// Prepares the picture of a feature.
  ///
  /// - Parameters:
  ///   - sampleCount: Samples of the recording, beyond which no frame is looked for, so that
  ///     columns of single frames are those of a ``FeatureMatrix``; nil where that is not known.
  ///   - pooling: How frames become a column, of features that take more than one.
  /// - Throws: ``FeatureError/unknownFeature(_:)``, ``FeatureError/noPicture(_:)``, or the rule
  ///   that the settings break.
  public init(
    feature id: FeatureID, settings: AnalysisSettings, grid: ColumnGrid, sampleCount: Int? = nil,
    pooling: LevelPooling = .loudest
  ) throws(FeatureError) {
    let feature = try FeatureRegistry.make(id, settings)
    self.grid = grid
    binAxis = feature.binAxis
    unit = feature.unit
    if FrameRuns.suit(feature) {
      way = .runs(
        try FrameRuns(
          feature, id, settings: settings, grid: grid, sampleCount: sampleCount,
          pooling: pooling))
    } else {
      way = .spectra(
        try SpectrumColumns(feature, grid: grid, sampleCount: sampleCount, pooling: pooling))
    }
  }

  /// Samples that a single frame is made of, with the neighbors that it needs.
  public var neighborhood: Int {
    switch way {
    case .spectra(let columns): columns.neighborhood
    case .runs(let runs): runs.neighborhood
    }
  }

  /// The samples that columns are made of; they may reach outside the recording, where zeros are.
  public func samplesNeeded(forColumns columns: Range<Int>) -> Range<Int> {
    guard !columns.isEmpty else { return grid.span.lowerBound..<grid.span.lowerBound }
    switch way {
    case .spectra(let spectra): return spectra.samplesNeeded(forColumns: columns)
    case .runs(let runs): return runs.samplesNeeded(forColumns: columns)
    }
  }

  /// Computes columns, `[columns.count, bins]`.
  ///
  /// - Parameters:
  ///   - columns: Some columns of the grid.
  ///   - samples: What ``samplesNeeded(forColumns:)`` names; samples that are missing are zeros.
  ///   - firstSample: Where they begin, in the recording.
  /// - Precondition: `columns` lies in the grid.
  public mutating func columns(
    _ columns: Range<Int>, samples: [Float], firstSample: Int
  ) -> [Float] {
    precondition(
      columns.lowerBound >= 0 && columns.upperBound <= grid.count,
      "columns \(columns) are not in a picture of \(grid.count)")
    switch way {
    case .spectra(let spectra):
      return spectra.columns(columns, samples: samples, firstSample: firstSample)
    case .runs(let runs):
      return runs.columns(columns, samples: samples, firstSample: firstSample)
    }
  }
}
