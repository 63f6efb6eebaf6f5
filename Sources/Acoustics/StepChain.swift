/// The steps of a feature as they run: each hands its frames to the next, the last to the caller.
final class StepChain {
  /// Receives a frame's values, valid for the call.
  typealias Body = (UnsafeBufferPointer<Float>) -> Void

  // Each link is an object of its own, so that a step may run while the one before it does.
  private var step: (any FrameStep)?
  private let peak: PeakStage?
  private let next: StepChain?

  /// Links steps; nil for none.
  init?(_ steps: ArraySlice<FeatureStep>, _ source: FeatureExtractor.PeakSource) {
    guard let first = steps.first else { return nil }
    switch first {
    case .frames(let step):
      self.step = step
      peak = nil
    case .peak(let rule): peak = PeakStage(rule, source)
    }
    next = StepChain(steps.dropFirst(), source)
  }

  /// Takes a frame.
  func push(_ frame: UnsafeBufferPointer<Float>, _ body: Body) {
    step?.push(frame) { pass($0, body) }
    peak?.push(frame) { pass($0, body) }
  }

  /// Ends the signal.
  func finish(_ body: Body) throws(FeatureError) {
    try step?.finish { pass($0, body) }
    peak?.finish { pass($0, body) }
    try next?.finish(body)
  }

  private func pass(_ frame: UnsafeBufferPointer<Float>, _ body: Body) {
    if let next { next.push(frame, body) } else { body(frame) }
  }
}

/// A rule for the clip's peak as it runs.
final class PeakStage {
  private let rule: PeakRule
  private let source: FeatureExtractor.PeakSource
  private var highest = -Float.infinity
  /// Frames of `width` values that wait for the peak.
  private var held: [Float] = []
  private var width = 0
  private var levels: [Float] = []

  init(_ rule: PeakRule, _ source: FeatureExtractor.PeakSource) {
    self.rule = rule
    self.source = rule.needsPeak ? source : .known(0)
  }

  func push(_ frame: UnsafeBufferPointer<Float>, _ body: StepChain.Body) {
    switch source {
    case .known(let peak): give(frame, peak, body)
    case .running:
      highest = max(highest, frame.max() ?? highest)
      give(frame, highest, body)
    case .wholeClip:
      highest = max(highest, frame.max() ?? highest)
      width = frame.count
      held.append(contentsOf: frame)
    }
  }

  func finish(_ body: StepChain.Body) {
    if width > 0 {
      rule.apply(to: &held, peak: highest)
      held.withUnsafeBufferPointer { values in
        for start in stride(from: 0, to: values.count, by: width) {
          body(UnsafeBufferPointer(rebasing: values[start..<(start + width)]))
        }
      }
    }
    held = []
    width = 0
    highest = -.infinity
  }

  private func give(
    _ frame: UnsafeBufferPointer<Float>, _ peak: Float, _ body: StepChain.Body
  ) {
    levels.replaceSubrange(levels.indices, with: frame)
    rule.apply(to: &levels, peak: peak)
    levels.withUnsafeBufferPointer(body)
  }
}
