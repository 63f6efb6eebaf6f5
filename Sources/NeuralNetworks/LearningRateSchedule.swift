/// The learning rate over the steps of a run, which count from 0.
public enum LearningRateSchedule: Sendable, Hashable, Codable {
  /// The same at every step.
  case constant(Float)
  /// Rates for so many steps each; the last one goes on.
  case staged([Stage])
  /// From a rate down to another along half a cosine.
  case cosine(from: Float, to: Float = 0, steps: Int)
  /// Up to a peak and down again, both along half a cosine, with Adam's first decay going the other
  /// way.
  ///
  /// - Source: Smith and Topin, *Super-convergence*, 2018.
  case oneCycle(OneCycle)

  /// A rate and how many steps it lasts.
  public struct Stage: Sendable, Hashable, Codable {
    /// How many steps.
    public var steps: Int
    /// The rate.
    public var rate: Float

    /// A rate for so many steps.
    public init(steps: Int, rate: Float) {
      self.steps = steps
      self.rate = rate
    }
  }

  /// The numbers of ``LearningRateSchedule/oneCycle(_:)``.
  public struct OneCycle: Sendable, Hashable, Codable {
    /// The highest rate.
    public var peak: Float
    /// Steps of the whole run.
    public var steps: Int
    /// The part of them on the way up.
    public var warmUp: Float
    /// What the first rate is of the peak.
    public var start: Float
    /// What the last rate is of the peak.
    public var end: Float
    /// Adam's first decay at the ends and at the peak.
    public var firstDecay: ClosedRange<Float>

    /// The cycle of the default recipe, for a peak and so many steps.
    public init(
      peak: Float, steps: Int, warmUp: Float = 0.2, start: Float = 0.1, end: Float = 0.001,
      firstDecay: ClosedRange<Float> = 0.85...0.95
    ) {
      self.peak = peak
      self.steps = steps
      self.warmUp = warmUp
      self.start = start
      self.end = end
      self.firstDecay = firstDecay
    }
  }

  /// The rate of a step.
  public func rate(at step: Int) -> Float {
    switch self {
    case .constant(let rate): return rate
    case .staged(let stages):
      var end = 0
      for stage in stages {
        end += stage.steps
        if step < end { return stage.rate }
      }
      return stages.last?.rate ?? 0
    case .cosine(let from, let to, let steps):
      return Self.between(from, to, Double(step) / Double(max(1, steps - 1)))
    case .oneCycle(let cycle):
      let (isRising, share) = cycle.place(of: step)
      return isRising
        ? Self.between(cycle.peak * cycle.start, cycle.peak, share)
        : Self.between(cycle.peak, cycle.peak * cycle.end, share)
    }
  }

  /// Adam's first decay at a step; nil leaves that of the optimizer.
  public func firstDecay(at step: Int) -> Float? {
    guard case .oneCycle(let cycle) = self else { return nil }
    let (isRising, share) = cycle.place(of: step)
    let ends = cycle.firstDecay.upperBound
    let middle = cycle.firstDecay.lowerBound
    return isRising ? Self.between(ends, middle, share) : Self.between(middle, ends, share)
  }

  /// Half a cosine from one value to another.
  private static func between(_ from: Float, _ to: Float, _ share: Double) -> Float {
    let part = (1 + halfCosine(min(1, max(0, share)) * .pi)) / 2
    return Float(Double(to) + (Double(from) - Double(to)) * part)
  }
}

extension LearningRateSchedule.OneCycle {
  /// Whether the rate still rises at a step, and how much of the way is done.
  fileprivate func place(of step: Int) -> (isRising: Bool, share: Double) {
    let peak = Double(warmUp) * Double(steps) - 1
    if Double(step) < peak { return (true, Double(step) / peak) }
    return (false, (Double(step) - max(0, peak)) / max(1, Double(steps - 1) - max(0, peak)))
  }
}
