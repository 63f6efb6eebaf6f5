/// Computes columns of a feature's picture from samples.
///
/// The columns are the same, bit for bit, however they are divided over calls.
public struct PictureAnalyzer {
  /// Where the columns lie.
  public let grid: ColumnGrid
  /// What the bins stand for.
  public let binAxis: BinAxis
  /// What the values measure.
  public let unit: ValueUnit
  private let plan: SpectralPlan
  private let frames: ColumnFrames
  private let margins: LaneBuffer
  private let extras: LaneBuffer

  /// Prepares the picture of a feature.
  ///
  /// - Throws: ``FeatureError/unknownFeature(_:)``, or the rule that the settings break.
  public init(
    feature: FeatureID, settings: AnalysisSettings, grid: ColumnGrid
  ) throws(FeatureError) {
    let feature = try FeatureRegistry.make(feature, settings)
    precondition(
      feature.pooling == .nearestFrame || feature.recipe.transform == nil,
      "only powers can be pooled, not what a matrix makes of them")
    self.grid = grid
    binAxis = feature.binAxis
    unit = feature.unit
    plan = try SpectralPlan(settings, recipe: feature.recipe)
    frames = ColumnFrames(grid: grid, axis: TimeAxis(settings), pooling: feature.pooling)
    margins = LaneBuffer(lanesOf: settings.windowLength)
    extras = LaneBuffer(lanesOf: plan.outputCount)
  }

  /// The samples that columns are made of; they may reach outside the recording, where zeros are.
  public func samplesNeeded(forColumns columns: Range<Int>) -> Range<Int> {
    guard let last = columns.last else { return grid.span.lowerBound..<grid.span.lowerBound }
    let first = frames.firstSample(ofFrame: 0, column: columns.lowerBound)
    let end = frames.firstSample(ofFrame: frames.count(inColumn: last) - 1, column: last)
    return first..<(end + plan.windowLength)
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
    let bins = plan.outputCount
    return [Float](unsafeUninitializedCapacity: columns.count * bins) { output, filled in
      filled = columns.count * bins
      guard let start = output.baseAddress, filled > 0 else { return }
      samples.withUnsafeBufferPointer { buffer in
        var block = FrameBlock(
          plan: plan, samples: buffer, firstSample: firstSample, margins: margins, extras: extras,
          pools: frames.pooling == .loudest)
        for column in columns {
          let row = start + (column - columns.lowerBound) * bins
          for frame in 0..<frames.count(inColumn: column) {
            block.add(
              frames.firstSample(ofFrame: frame, column: column), to: row, isFirst: frame == 0)
          }
        }
        block.flush()
      }
      if frames.pooling == .loudest, let level = plan.recipe.level {
        plan.apply(level, to: start, count: filled)
      }
    }
  }
}
