import CKernels

/// Collects frames until eight can be computed at once, and pools them into columns: their maxima
/// or, where the mean is wanted, their sums.
struct FrameBlock {
  private let plan: SpectralPlan
  private let samples: UnsafeBufferPointer<Float>
  private let firstSample: Int
  /// What stands outside the samples; other than zeros only where they are the whole signal.
  private let edges: EdgePadding
  /// Copies of frames that reach outside the samples, a window for each lane.
  private let margins: LaneBuffer
  /// Results of frames that are not the first of their column, a row for each lane.
  private let extras: LaneBuffer
  /// How frames of a column become one; nil where each has a column of its own.
  private let pooling: LevelPooling?
  private var frames: [UnsafePointer<Float>] = []
  private var rows: [UnsafeMutablePointer<Float>] = []
  private var columns: [UnsafeMutablePointer<Float>] = []

  init(
    plan: SpectralPlan, samples: UnsafeBufferPointer<Float>, firstSample: Int,
    edges: EdgePadding = .zeros, margins: LaneBuffer, extras: LaneBuffer, pooling: LevelPooling?
  ) {
    self.plan = plan
    self.samples = samples
    self.firstSample = firstSample
    self.edges = edges
    self.margins = margins
    self.extras = extras
    self.pooling = pooling
    frames.reserveCapacity(SpectralPlan.lanes)
    rows.reserveCapacity(SpectralPlan.lanes)
    columns.reserveCapacity(SpectralPlan.lanes)
  }

  /// Adds the frame that begins at sample `first` to a column, whose first frame comes first.
  mutating func add(_ first: Int, to column: UnsafeMutablePointer<Float>, isFirst: Bool) {
    let lane = frames.count
    frames.append(address(of: first, lane: lane))
    rows.append(isFirst ? column : extras.start + lane * plan.outputCount)
    columns.append(column)
    if frames.count == SpectralPlan.lanes { flush() }
  }

  /// Computes what is collected.
  mutating func flush() {
    guard let last = frames.last else { return }
    let live = frames.count
    while frames.count < SpectralPlan.lanes { frames.append(last) }
    plan.run(frames: frames, live: live, rows: rows, stopsBeforeLevel: pooling != nil)
    for lane in 0..<live where rows[lane] != columns[lane] {
      if pooling == .mean {
        for place in 0..<plan.outputCount { columns[lane][place] += rows[lane][place] }
      } else {
        plan.kernels.pointee.maximum(columns[lane], rows[lane], Int64(plan.outputCount))
      }
    }
    frames.removeAll(keepingCapacity: true)
    rows.removeAll(keepingCapacity: true)
    columns.removeAll(keepingCapacity: true)
  }

  /// Where a frame's samples are; those that reach outside are copied, with what stands there.
  private func address(of first: Int, lane: Int) -> UnsafePointer<Float> {
    let length = plan.windowLength
    let offset = first - firstSample
    if offset >= 0, offset + length <= samples.count, let base = samples.baseAddress {
      return base + offset
    }
    let copy = margins.start + lane * length
    for place in 0..<length {
      copy[place] = edges.source(of: offset + place, count: samples.count).map { samples[$0] } ?? 0
    }
    return UnsafePointer(copy)
  }
}
