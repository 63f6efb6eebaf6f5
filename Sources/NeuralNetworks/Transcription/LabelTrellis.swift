/// The ways of labels through frames: each stays for a while, with or without nothing between.
///
/// States are the labels with the blank before, between and after them. A way begins in one of the
/// first two, ends in one of the last two, and goes on to the same state, the next, or the one
/// after where that is another label.
///
/// - Source: Graves and others, *Connectionist temporal classification*, 2006.
struct LabelTrellis {
  let probabilities: FrameProbabilities
  /// The class of each state.
  let states: [Int]

  init(_ probabilities: FrameProbabilities, labels: [Int]) throws(TranscriptionError) {
    for label in labels where !(0..<probabilities.blank).contains(label) {
      throw .labelIsUnknown(label: label, classes: probabilities.classes)
    }
    let repeats = zip(labels, labels.dropFirst()).filter { $0 == $1 }.count
    let needed = max(1, labels.count + repeats)
    guard needed <= probabilities.frames else {
      throw .labelsAreTooMany(needed: needed, frames: probabilities.frames)
    }
    self.probabilities = probabilities
    states = labels.flatMap { [probabilities.blank, $0] } + [probabilities.blank]
  }

  /// Whether a way may come from the state before the last one.
  func mayLeap(to state: Int) -> Bool {
    state > 1 && states[state] != probabilities.blank && states[state] != states[state - 2]
  }

  /// States that a way may come from.
  func sources(of state: Int) -> ClosedRange<Int> {
    max(0, state - (mayLeap(to: state) ? 2 : 1))...state
  }

  /// Where a way may end.
  var ends: ClosedRange<Int> { max(0, states.count - 2)...states.count - 1 }

  /// The logarithm of the probability of all ways.
  var logarithm: Double {
    let sums = forward()
    let last = (probabilities.frames - 1) * states.count
    return ends.reduce(LogarithmSum.nothing) { LogarithmSum.of($0, sums[last + $1]) }
  }

  /// `[frames][states]`, the probability of all ways up to a state, the frame's own included.
  func forward() -> [Double] {
    let width = states.count
    var sums = [Double](
      repeating: LogarithmSum.nothing, count: probabilities.frames * width)
    for state in 0..<min(2, width) { sums[state] = probabilities[0, states[state]] }
    for frame in 1..<max(1, probabilities.frames) {
      for state in 0..<width {
        var sum = LogarithmSum.nothing
        for source in sources(of: state) {
          sum = LogarithmSum.of(sum, sums[(frame - 1) * width + source])
        }
        sums[frame * width + state] = sum + probabilities[frame, states[state]]
      }
    }
    return sums
  }

  /// `[frames][states]`, the probability of all ways on from a state, without the frame's own.
  func backward() -> [Double] {
    let width = states.count
    var sums = [Double](
      repeating: LogarithmSum.nothing, count: probabilities.frames * width)
    for state in ends { sums[(probabilities.frames - 1) * width + state] = 0 }
    for frame in (0..<probabilities.frames - 1).reversed() {
      for next in 0..<width {
        let after = sums[(frame + 1) * width + next] + probabilities[frame + 1, states[next]]
        for state in sources(of: next) {
          let place = frame * width + state
          sums[place] = LogarithmSum.of(sums[place], after)
        }
      }
    }
    return sums
  }
}
