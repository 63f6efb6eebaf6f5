/// Turns samples that come in pieces into frames.
///
/// The same frames come out, bit for bit, however the samples are cut: live and from a file.
public struct SpectralAnalyzer {
  private let axis: TimeAxis
  private let edges: EdgePadding
  /// What stands where `edges` names no sample.
  private let outside: Float
  private let engine: Engine
  /// Samples before the first one that frames reach out to.
  private let overhang: Int
  /// Samples from `pendingStart` on that frames to come still need.
  private var pending: [Float] = []
  private var pendingStart = 0
  private var isPrimed = false
  private var received = 0
  private var nextFrame = 0

  /// What makes the values of a frame.
  private enum Engine {
    case spectrum(SpectralPlan, rows: LaneBuffer)
    case samples(length: Int)
  }

  /// Prepares an analysis.
  ///
  /// - Throws: What ``AnalysisSettings/validate()`` finds.
  public init(
    _ settings: AnalysisSettings, recipe: SpectralRecipe = SpectralRecipe()
  ) throws(FeatureError) {
    try self.init(settings, source: .spectrum(recipe))
  }

  /// Prepares what the frames of a feature begin with.
  ///
  /// - Throws: What ``AnalysisSettings/validate()`` finds.
  public init(_ settings: AnalysisSettings, source: FrameSource) throws(FeatureError) {
    try settings.validate()
    axis = TimeAxis(settings)
    edges = settings.edges
    outside = source.outside
    switch source {
    case .samples, .samplesWithEnds: engine = .samples(length: settings.windowLength)
    case .spectrum(let recipe):
      let plan = try SpectralPlan(settings, recipe: recipe)
      engine = .spectrum(plan, rows: LaneBuffer(lanesOf: plan.outputCount))
    }
    overhang = max(0, -axis.firstSample(ofFrame: 0))
  }

  /// Takes samples and gives each frame that they complete, in order.
  ///
  /// - Parameter body: Receives a frame's values, `[outputs of the recipe]`, valid for the call.
  public mutating func push(_ samples: [Float], _ body: (UnsafeBufferPointer<Float>) -> Void) {
    guard !samples.isEmpty else { return }
    pending.append(contentsOf: samples)
    received += samples.count
    if !isPrimed {
      // What is reflected before the first sample must be there.
      guard edges == .zeros || received > overhang else { return }
      prime()
    }
    let complete = received - axis.firstSample(ofFrame: 0) - axis.windowLength
    guard complete >= 0 else { return }
    // Where the hop is long, a frame may be whole that the framing leaves out at the end.
    emit(
      through: min(complete / axis.hopLength, axis.frameCount(ofSamples: received) - 1), body)
    let kept = edges == .zeros ? received : received - axis.windowLength - axis.hopLength - 1
    let needed = min(axis.firstSample(ofFrame: nextFrame), kept)
    let stale = min(pending.count, max(0, needed - pendingStart))
    pending.removeFirst(stale)
    pendingStart += stale
  }

  /// Ends the signal: gives the frames that hang over its end, by the framing, and begins anew.
  public mutating func finish(_ body: (UnsafeBufferPointer<Float>) -> Void) {
    let frames = axis.frameCount(ofSamples: received)
    if frames > nextFrame {
      if !isPrimed { prime() }
      let end = axis.firstSample(ofFrame: frames - 1) + axis.windowLength
      let there = pendingStart + pending.count
      if end > there {
        pending += (there..<end).map { index in
          edges.source(of: index, count: received).map { pending[$0 - pendingStart] } ?? outside
        }
      }
      emit(through: frames - 1, body)
    }
    pending = []
    pendingStart = 0
    isPrimed = false
    received = 0
    nextFrame = 0
  }

  /// Puts what stands before the first sample there.
  private mutating func prime() {
    let before = (-overhang..<0).map { index in
      edges.source(of: index, count: received).map { pending[$0] } ?? outside
    }
    pending.insert(contentsOf: before, at: 0)
    pendingStart = -overhang
    isPrimed = true
  }

  /// Gives all frames to `last`, whose samples are all there.
  private mutating func emit(through last: Int, _ body: (UnsafeBufferPointer<Float>) -> Void) {
    pending.withUnsafeBufferPointer { samples in
      guard let base = samples.baseAddress else { return }
      while nextFrame <= last {
        let live = min(SpectralPlan.lanes, last - nextFrame + 1)
        let frames = (0..<SpectralPlan.lanes).map { lane in
          base + (axis.firstSample(ofFrame: nextFrame + min(lane, live - 1)) - pendingStart)
        }
        switch engine {
        case .samples(let length):
          for frame in frames.prefix(live) {
            body(UnsafeBufferPointer(start: frame, count: length))
          }
        case .spectrum(let plan, let rows):
          let count = plan.outputCount
          let outputs = (0..<SpectralPlan.lanes).map { rows.start + $0 * count }
          plan.run(frames: frames, live: live, rows: outputs)
          for output in outputs.prefix(live) {
            body(UnsafeBufferPointer(start: output, count: count))
          }
        }
        nextFrame += live
      }
    }
  }
}
