/// Turns samples that come in pieces into frames.
///
/// The same frames come out, bit for bit, however the samples are cut: live and from a file.
public struct SpectralAnalyzer {
  private let axis: TimeAxis
  private let plan: SpectralPlan
  private let rows: LaneBuffer
  /// Samples from `pendingStart` on that frames to come still need.
  private var pending: [Float] = []
  private var pendingStart: Int
  private var received = 0
  private var nextFrame = 0

  /// Prepares an analysis.
  ///
  /// - Throws: What ``AnalysisSettings/validate()`` finds.
  public init(
    _ settings: AnalysisSettings, recipe: SpectralRecipe = SpectralRecipe()
  ) throws(FeatureError) {
    axis = TimeAxis(settings)
    plan = try SpectralPlan(settings, recipe: recipe)
    rows = LaneBuffer(lanesOf: plan.outputCount)
    pendingStart = 0
    prime()
  }

  /// Takes samples and gives each frame that they complete, in order.
  ///
  /// - Parameter body: Receives a frame's values, `[outputs of the recipe]`, valid for the call.
  public mutating func push(_ samples: [Float], _ body: (UnsafeBufferPointer<Float>) -> Void) {
    guard !samples.isEmpty else { return }
    pending.append(contentsOf: samples)
    received += samples.count
    let available = pendingStart + pending.count
    let complete = (available - axis.firstSample(ofFrame: 0) - axis.windowLength)
    guard complete >= 0 else { return }
    emit(through: complete / axis.hopLength, body)
    let needed = axis.firstSample(ofFrame: nextFrame)
    let stale = min(pending.count, max(0, needed - pendingStart))
    pending.removeFirst(stale)
    pendingStart += stale
  }

  /// Ends the signal: gives the frames that hang over its end, by the framing, and begins anew.
  public mutating func finish(_ body: (UnsafeBufferPointer<Float>) -> Void) {
    let frames = axis.frameCount(ofSamples: received)
    if frames > nextFrame {
      let end = axis.firstSample(ofFrame: frames - 1) + axis.windowLength
      let missing = max(0, end - pendingStart - pending.count)
      pending.append(contentsOf: repeatElement(0, count: missing))
      emit(through: frames - 1, body)
    }
    received = 0
    nextFrame = 0
    prime()
  }

  /// Puts the zeros before the first sample that centred frames hang over.
  private mutating func prime() {
    pendingStart = axis.firstSample(ofFrame: 0)
    pending = [Float](repeating: 0, count: -pendingStart)
  }

  /// Computes all frames to `last`, whose samples are all there.
  private mutating func emit(through last: Int, _ body: (UnsafeBufferPointer<Float>) -> Void) {
    let count = plan.outputCount
    let outputs = (0..<SpectralPlan.lanes).map { rows.start + $0 * count }
    pending.withUnsafeBufferPointer { samples in
      guard let base = samples.baseAddress else { return }
      while nextFrame <= last {
        let live = min(SpectralPlan.lanes, last - nextFrame + 1)
        let frames = (0..<SpectralPlan.lanes).map { lane in
          let frame = nextFrame + min(lane, live - 1)
          return base + (axis.firstSample(ofFrame: frame) - pendingStart)
        }
        plan.run(frames: frames, live: live, rows: outputs)
        for output in outputs.prefix(live) {
          body(UnsafeBufferPointer(start: output, count: count))
        }
        nextFrame += live
      }
    }
  }
}
