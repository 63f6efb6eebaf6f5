/// Makes a sound longer or shorter around the middle of its window, its pitch kept.
public struct TimeStretch: Sendable, Hashable {
  /// Factors of the length.
  public var range: ClosedRange<Double>

  /// Makes a stretch; 0.8…1.2 is usual.
  public init(range: ClosedRange<Double> = 0.8...1.2) { self.range = range }

  /// Draws a factor and stretches powers, `[frames, bins]`; what comes in from outside is silent.
  func apply(to power: inout [Float], bins: Int, using draws: inout SeededDraws) {
    let factor = draws.uniform(range)
    let frames = power.count / bins
    let source = power
    let middle = Double(frames - 1) / 2
    for frame in 0..<frames {
      let place = middle + (Double(frame) - middle) / factor
      let left = Int(place.rounded(.down))
      let share = Float(place - Double(left))
      for bin in 0..<bins {
        let before = left >= 0 && left < frames ? source[left * bins + bin] : 0
        let after = left + 1 >= 0 && left + 1 < frames ? source[(left + 1) * bins + bin] : 0
        power[frame * bins + bin] = before + (after - before) * share
      }
    }
  }
}
