/// Columns of a feature whose frames are spectra that may lie anywhere, or single frames of a hop
/// grid with their neighbors.
struct SpectrumColumns {
  private let plan: SpectralPlan
  private let frames: ColumnFrames
  /// How the frames of a column become one; nil where a column shows a single frame.
  private let pooling: LevelPooling?
  private let neighbors: NeighborFrames?
  private let margins: LaneBuffer
  private let extras: LaneBuffer

  /// - Throws: ``FeatureError/noPicture(_:)``, or the rule that the settings break.
  init(
    _ feature: any Feature, grid: ColumnGrid, sampleCount: Int?, pooling: LevelPooling
  ) throws(FeatureError) {
    guard case .spectrum(let recipe) = feature.source else {
      throw .noPicture(type(of: feature).id.rawValue)
    }
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

  /// Samples that a single frame is made of, with the neighbors that it needs.
  var neighborhood: Int {
    plan.windowLength + ((neighbors?.reach ?? 1) - 1) * frames.axis.hopLength
  }

  /// The samples that some columns are made of.
  func samplesNeeded(forColumns columns: Range<Int>) -> Range<Int> {
    let last = columns.upperBound - 1
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
  func columns(_ columns: Range<Int>, samples: [Float], firstSample: Int) -> [Float] {
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
