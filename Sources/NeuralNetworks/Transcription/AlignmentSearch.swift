/// The most probable way through a trellis.
///
/// Of each frame and state two bits are kept: how many states before it the way comes from.
struct AlignmentSearch {
  /// The logarithm of the probability of the way.
  let logarithm: Double
  /// The frames of each label.
  let spans: [Range<Int>]

  private static let stepsOfByte = 4

  init(_ trellis: LabelTrellis) {
    let (probabilities, states) = (trellis.probabilities, trellis.states)
    let (frames, width) = (probabilities.frames, states.count)
    let leaps = (0..<width).map(trellis.mayLeap)
    var steps = [UInt8](
      repeating: 0, count: (frames * width + Self.stepsOfByte - 1) / Self.stepsOfByte)
    var scores = (0..<width).map { state in
      state < 2 ? probabilities[0, states[state]] : LogarithmSum.nothing
    }
    for frame in 1..<max(1, frames) {
      let row = frame * probabilities.classes
      // From the last state on, so that scores of the frame before are still there.
      for state in (0..<width).reversed() {
        var (best, step) = (scores[state], 0)
        if state > 0, scores[state - 1] > best { (best, step) = (scores[state - 1], 1) }
        if leaps[state], scores[state - 2] > best { (best, step) = (scores[state - 2], 2) }
        scores[state] = best + probabilities.logarithms[row + states[state]]
        let place = frame * width + state
        steps[place / Self.stepsOfByte] |= UInt8(step) << UInt8(2 * (place % Self.stepsOfByte))
      }
    }
    let ends = trellis.ends
    var state = ends.reduce(ends.upperBound) { scores[$1] > scores[$0] ? $1 : $0 }
    logarithm = scores[state]
    var spans = [Range<Int>](repeating: 0..<0, count: width / 2)
    for frame in (0..<frames).reversed() {
      if state % 2 == 1 {
        let end = spans[state / 2].isEmpty ? frame + 1 : spans[state / 2].upperBound
        spans[state / 2] = frame..<end
      }
      let place = frame * width + state
      state -= Int(steps[place / Self.stepsOfByte] >> UInt8(2 * (place % Self.stepsOfByte)) & 3)
    }
    self.spans = spans
  }
}
