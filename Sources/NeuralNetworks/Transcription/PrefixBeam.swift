/// Beginnings of sequences, by their probability up to a frame.
///
/// A beginning is known by the one that it is a label longer than, and that label; so the work of a
/// frame does not depend on how long they are.
struct PrefixBeam {
  /// Ways that give the same labels: those that end in nothing, and those that end in a label.
  private struct Ways {
    var nothing = LogarithmSum.nothing
    var label = LogarithmSum.nothing
    var sum: Double { LogarithmSum.of(nothing, label) }
  }

  /// What a beginning is made of.
  private struct Step: Hashable {
    /// The number of the beginning that is a label shorter.
    let parent: Int
    /// The label; -1 for no label at all.
    let label: Int
  }

  let width: Int
  /// Every beginning that was ever followed, by its number.
  private var steps = [Step(parent: 0, label: -1)]
  private var numbers: [Step: Int] = [:]
  private var prefixes: [(number: Int, ways: Ways)] = [(0, Ways(nothing: 0))]

  init(width: Int) { self.width = width }

  mutating func advance(_ probabilities: FrameProbabilities, _ frame: Int) {
    var next: [Step: Ways] = [:]
    for (number, ways) in prefixes {
      let step = steps[number]
      let sum = ways.sum
      let silent = sum + probabilities[frame, probabilities.blank]
      next[step, default: Ways()].nothing = LogarithmSum.of(
        next[step, default: Ways()].nothing, silent)
      for label in 0..<probabilities.blank {
        let own = probabilities[frame, label]
        let isRepeated = step.label == label
        if isRepeated {
          next[step, default: Ways()].label = LogarithmSum.of(
            next[step, default: Ways()].label, ways.label + own)
        }
        // The same label twice needs nothing between.
        let longer = Step(parent: number, label: label)
        next[longer, default: Ways()].label = LogarithmSum.of(
          next[longer, default: Ways()].label, (isRepeated ? ways.nothing : sum) + own)
      }
    }
    let ranked = next.map { (step: $0.key, ways: $0.value, sum: $0.value.sum) }
      .filter { $0.sum > LogarithmSum.nothing }
      .sorted { ($1.sum, $0.step.parent, $0.step.label) < ($0.sum, $1.step.parent, $1.step.label) }
    prefixes = ranked.prefix(width).map { (number(of: $0.step), $0.ways) }
  }

  private mutating func number(of step: Step) -> Int {
    if step.label < 0 { return 0 }
    if let known = numbers[step] { return known }
    steps.append(step)
    numbers[step] = steps.count - 1
    return steps.count - 1
  }

  var transcriptions: [Transcription] {
    prefixes.map { Transcription(labels: labels(of: $0.number), logarithm: $0.ways.sum) }
  }

  private func labels(of number: Int) -> [Int] {
    var labels: [Int] = []
    var number = number
    while number > 0 {
      labels.append(steps[number].label)
      number = steps[number].parent
    }
    return labels.reversed()
  }
}
