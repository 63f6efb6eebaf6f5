/// Which frames the columns of a picture are made of.
struct ColumnFrames {
  let grid: ColumnGrid
  let axis: TimeAxis
  let pooling: ColumnPooling
  /// Frames of the recording; nil where that is not known.
  let frameCount: Int?

  /// Frames in a column: as many as leave no more than half a window between neighbors.
  func count(inColumn column: Int) -> Int {
    guard pooling == .loudest else { return 1 }
    let step = max(1, axis.windowLength / 2)
    return max(1, (grid.samples(ofColumn: column).count + step - 1) / step)
  }

  /// The frame of the recording that is nearest to a column.
  func nearestFrame(toColumn column: Int) -> Int {
    let frame = axis.frame(atSample: grid.center(ofColumn: column))
    return frameCount.map { max(0, min(frame, $0 - 1)) } ?? frame
  }

  /// Where the window of one of a column's frames begins.
  func firstSample(ofFrame frame: Int, column: Int) -> Int {
    switch pooling {
    case .nearestFrame:
      return axis.firstSample(ofFrame: nearestFrame(toColumn: column))
    case .loudest:
      let samples = grid.samples(ofColumn: column)
      let parts = 2 * count(inColumn: column)
      let center = samples.lowerBound + samples.count * (2 * frame + 1) / parts
      return center - axis.centerOffset
    }
  }
}
