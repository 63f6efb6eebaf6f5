/// Labels in order, and how probable they are.
public struct Transcription: Sendable, Equatable {
  /// Classes, without the one that stands for nothing.
  public var labels: [Int]
  /// The logarithm of their probability, as far as it was summed up.
  public var logarithm: Double

  /// Labels, and the logarithm of their probability.
  public init(labels: [Int], logarithm: Double) {
    self.labels = labels
    self.logarithm = logarithm
  }

  /// Their probability, 0 to 1.
  public var probability: Double { min(1, exponential(logarithm)) }

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
