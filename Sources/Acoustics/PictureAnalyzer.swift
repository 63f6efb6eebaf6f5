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
  private let plan: SpectralPlan
  private let frames: ColumnFrames
  /// How the frames of a column become one; nil where a column shows a single frame.
  private let pooling: LevelPooling?
  private let neighbors: NeighborFrames?
  private let margins: LaneBuffer
  private let extras: LaneBuffer

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
    guard case .spectrum(let recipe) = feature.source else { throw .noPicture(id.rawValue) }
    self.grid = grid
    binAxis = feature.binAxis
    unit = feature.unit
    plan = try SpectralPlan(feature.settings, recipe: recipe)
    let axis = TimeAxis(feature.settings)
    let frameCount = sampleCount.map { axis.frameCount(ofSamples: $0) }
    frames = ColumnFrames(
      grid: grid, axis: axis, pooling: feature.pooling, frameCount: frameCount)
    self.pooling = feature.pooling == .loudest ? pooling : nil
    neighbors = try NeighborFrames(feature, frameCount: frameCount)
    margins = LaneBuffer(lanesOf: feature.settings.windowLength)
    extras = LaneBuffer(lanesOf: plan.outputCount)
  }

  /// The samples that columns are made of; they may reach outside the recording, where zeros are.
  public func samplesNeeded(forColumns columns: Range<Int>) -> Range<Int> {
    guard let last = columns.last else { return grid.span.lowerBound..<grid.span.lowerBound }
    if let neighbors {
      let first = neighbors.range(around: frames.nearestFrame(toColumn: columns.lowerBound))
      let end = neighbors.range(around: frames.nearestFrame(toColumn: last))
      return frames.axis.firstSample(
        ofFrame: first.lowerBound)..<(frames.axis.firstSample(ofFrame: end.upperBound - 1)
        + plan.windowLength)
    }
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
    if let neighbors {
      return neighbors.columns(columns.map(frames.nearestFrame)) { wanted in
        values(count: wanted.count, samples, firstSample) { block, start in
          for (place, frame) in wanted.enumerated() {
            block.add(
              frames.axis.firstSample(ofFrame: frame), to: start + place * plan.outputCount,
              isFirst: true)
          }
        }
      }
    }
    return values(
      count: columns.count, samples, firstSample, firstColumn: columns.lowerBound
    ) { block, start in
      for column in columns {
        let row = start + (column - columns.lowerBound) * plan.outputCount
        for frame in 0..<frames.count(inColumn: column) {
          block.add(
            frames.firstSample(ofFrame: frame, column: column), to: row, isFirst: frame == 0)
        }
      }
    }
  }

  /// Rows of the recipe's values, filled by what is added to a block.
  ///
  /// - Parameter firstColumn: The column of the first row, where rows are columns.
  private func values(
    count: Int, _ samples: [Float], _ firstSample: Int, firstColumn: Int = 0,
    _ fill: (inout FrameBlock, UnsafeMutablePointer<Float>) -> Void
  ) -> [Float] {
    [Float](unsafeUninitializedCapacity: count * plan.outputCount) { output, filled in
      filled = count * plan.outputCount
      guard let start = output.baseAddress, filled > 0 else { return }
      samples.withUnsafeBufferPointer { buffer in
        var block = FrameBlock(
          plan: plan, samples: buffer, firstSample: firstSample, margins: margins, extras: extras,
          pooling: pooling)
        fill(&block, start)
        block.flush()
      }
      if pooling == .mean {
        for row in 0..<count {
          let share = 1 / Float(frames.count(inColumn: firstColumn + row))
          for place in row * plan.outputCount..<(row + 1) * plan.outputCount {
            output[place] *= share
          }
        }
      }
      if pooling != nil, let level = plan.recipe.level {
        plan.apply(level, to: start, count: filled)
      }
    }
  }
}
