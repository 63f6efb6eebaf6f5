import CKernels

/// A step that turns powers or magnitudes into levels.
struct LevelStep: FrameStep {
  let outputCount: Int
  let reach: Int? = 1
  private let rule: LevelRule
  private var levels: [Float]

  /// Takes the rule, and how many values a frame has.
  init(_ rule: LevelRule, count: Int) {
    self.rule = rule
    outputCount = count
    levels = [Float](repeating: 0, count: count)
  }

  mutating func push(
    _ frame: UnsafeBufferPointer<Float>, _ body: (UnsafeBufferPointer<Float>) -> Void
  ) {
    precondition(frame.count == outputCount, "\(frame.count) values are not \(outputCount)")
    levels.withUnsafeMutableBufferPointer { levels in
      guard let start = levels.baseAddress else { return }
      for place in 0..<outputCount { levels[place] = frame[place] }
      KernelBuild.best.lanes(.single).pointee.level(
        start, Int64(outputCount), Double(rule.multiplier), Double(rule.floor),
        Double(rule.scale))
    }
    levels.withUnsafeBufferPointer(body)
  }
}
