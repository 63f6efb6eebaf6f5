/// Labels in order, and how probable they are.
public struct Transcription: Sendable, Equatable {
  /// Classes, without the one that stands for nothing.
  public var labels: [Int]
  /// The logarithm of their probability, as far as it was summed up.
  public var logarithm: Double

  /// The most probable class of each frame; what is repeated counts once, and nothing for nothing.
  ///
  /// - Source: Graves and others, 2006, best path decoding.
  public static func greedy(_ probabilities: FrameProbabilities) -> Transcription {
    var labels: [Int] = []
    var sum = 0.0
    var before = probabilities.blank
    for frame in 0..<probabilities.frames {
      let label = probabilities.best(frame)
      sum += probabilities[frame, label]
      if label != before, label != probabilities.blank { labels.append(label) }
      before = label
    }
    return Transcription(labels: labels, logarithm: sum)
  }

  /// The most probable sequences, each by all of its ways that were followed, the best one first.
  ///
  /// - Parameters:
  ///   - width: Beginnings that are followed from frame to frame.
  /// - Source: Hannun and others, *First-pass large vocabulary continuous speech recognition using
  ///   bi-directional recurrent DNNs*, 2014, prefix beam search without a language model.
  public static func beam(
    _ probabilities: FrameProbabilities, width: Int = 16
  ) -> [Transcription] {
    precondition(width > 0, "at least one beginning is followed")
    var beam = PrefixBeam(width: width)
    for frame in 0..<probabilities.frames { beam.advance(probabilities, frame) }
    return beam.transcriptions
  }
}

/// Beginnings of sequences, by their probability up to a frame.
private struct PrefixBeam {
  /// Ways that give the same labels: those that end in nothing, and those that end in a label.
  struct Ways {
    var nothing = LogarithmSum.nothing
    var label = LogarithmSum.nothing
    var sum: Double { LogarithmSum.of(nothing, label) }
  }

  let width: Int
  private var prefixes: [(labels: [Int], ways: Ways)] = [([], Ways(nothing: 0))]

  init(width: Int) { self.width = width }

  mutating func advance(_ probabilities: FrameProbabilities, _ frame: Int) {
    var next: [[Int]: Ways] = [:]
    for (labels, ways) in prefixes {
      let silent = ways.sum + probabilities[frame, probabilities.blank]
      next[labels, default: Ways()].nothing = LogarithmSum.of(
        next[labels, default: Ways()].nothing, silent)
      for label in 0..<probabilities.blank {
        let own = probabilities[frame, label]
        let isRepeated = labels.last == label
        if isRepeated {
          next[labels, default: Ways()].label = LogarithmSum.of(
            next[labels, default: Ways()].label, ways.label + own)
        }
        // The same label twice needs nothing between.
        let longer = labels + [label]
        next[longer, default: Ways()].label = LogarithmSum.of(
          next[longer, default: Ways()].label, (isRepeated ? ways.nothing : ways.sum) + own)
      }
    }
    let possible = next.filter { $0.value.sum > LogarithmSum.nothing }
    prefixes = possible.map { ($0.key, $0.value) }.sorted { first, second in
      let (a, b) = (first.ways.sum, second.ways.sum)
      return a == b ? first.labels.lexicographicallyPrecedes(second.labels) : a > b
    }
    prefixes.removeLast(max(0, prefixes.count - width))
  }

  var transcriptions: [Transcription] {
    prefixes.map { Transcription(labels: $0.labels, logarithm: $0.ways.sum) }
  }
}
