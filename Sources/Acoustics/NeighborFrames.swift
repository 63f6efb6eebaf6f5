/// Columns of a feature whose frames are made of their neighbors, such as changes over time.
///
/// At a recording's ends the neighbors of a frame lie on one side, as they do for the frames of a
/// whole clip. A recording with fewer frames than a neighborhood has no whole one: its frames
/// stand in silence then, with as many neighbors on either side as anywhere.
struct NeighborFrames {
  private let steps: [any FrameStep]
  /// Frames that a frame is made of.
  let reach: Int
  private let outputCount: Int
  private let frameCount: Int?

  /// Takes a feature's steps; nil where every frame stands for itself.
  ///
  /// - Throws: ``FeatureError/noPicture(_:)`` where a frame depends on all before it.
  init?(_ feature: some Feature, frameCount: Int?) throws(FeatureError) {
    let steps = feature.steps.compactMap { step in
      if case .frames(let step) = step { step } else { nil }
    }
    guard !steps.isEmpty else { return nil }
    var reach = 1
    for step in steps {
      guard let own = step.reach else { throw .noPicture(type(of: feature).id.rawValue) }
      reach += own - 1
    }
    self.steps = steps
    self.reach = reach
    outputCount = feature.binAxis.count
    self.frameCount = frameCount
  }

  /// The frames that a frame is made of; those of a short recording may lie outside of it.
  func range(around frame: Int) -> Range<Int> {
    var first = frame - reach / 2
    if let frameCount {
      if frameCount >= reach { first = max(0, min(first, frameCount - reach)) }
    } else {
      first = max(0, first)
    }
    return first..<(first + reach)
  }

  /// The values of frames, `[frames.count, bins]`.
  ///
  /// - Parameter rows: Makes the rows that the steps begin with, for frames in rising order.
  func columns(_ frames: [Int], rows: ([Int]) -> [Float]) -> [Float] {
    let ranges = frames.map { range(around: $0) }
    let wanted = Set(ranges.joined()).sorted()
    let places = Dictionary(uniqueKeysWithValues: wanted.enumerated().map { ($1, $0) })
    let rows = rows(wanted)
    let width = wanted.isEmpty ? 0 : rows.count / wanted.count
    var output: [Float] = []
    output.reserveCapacity(frames.count * outputCount)
    for (frame, range) in zip(frames, ranges) {
      let first = (places[range.lowerBound] ?? 0) * width
      output += value(
        of: frame - range.lowerBound, rows[first..<(first + reach * width)], width)
    }
    return output
  }

  /// What the steps make of one of `reach` neighbors.
  private func value(of row: Int, _ rows: ArraySlice<Float>, _ width: Int) -> [Float] {
    var block = Array(rows)
    var width = width
    for step in steps {
      block = NeighborFrames.run(step, on: block, width)
      width = step.outputCount
    }
    return Array(block[(row * width)..<((row + 1) * width)])
  }

  private static func run(_ step: any FrameStep, on rows: [Float], _ width: Int) -> [Float] {
    var step = step
    var made: [Float] = []
    rows.withUnsafeBufferPointer { values in
      for start in stride(from: 0, to: values.count, by: width) {
        step.push(UnsafeBufferPointer(rebasing: values[start..<(start + width)])) {
          made.append(contentsOf: $0)
        }
      }
    }
    do throws(FeatureError) {
      try step.finish { made.append(contentsOf: $0) }
    } catch {
      preconditionFailure("a step does not know its own reach: \(error)")
    }
    return made
  }
}
