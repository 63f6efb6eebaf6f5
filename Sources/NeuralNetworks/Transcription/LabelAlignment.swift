/// When each label of a sequence is heard, along its most probable way through the frames.
public struct LabelAlignment: Sendable, Equatable {
  /// A label and its frames.
  public struct Span: Sendable, Equatable {
    /// The class.
    public let label: Int
    /// Where it is heard; what is between two spans stands for nothing.
    public let frames: Range<Int>
    /// The mean probability of the label in these frames.
    public let probability: Double
  }

  /// One for each label, in order.
  public let spans: [Span]
  /// The logarithm of the probability of the way.
  public let logarithm: Double

  /// Aligns labels that are known.
  ///
  /// - Source: Viterbi, 1967, on the ways of ``TranscriptionLoss``.
  /// - Throws: ``TranscriptionError`` when there are more labels than frames for them, or a label
  ///   is no class.
  public init(
    _ probabilities: FrameProbabilities, labels: [Int]
  ) throws(TranscriptionError) {
    let trellis = try LabelTrellis(probabilities, labels: labels)
    let (way, logarithm) = Self.best(trellis)
    self.logarithm = logarithm
    spans = labels.enumerated().map { place, label in
      let state = 2 * place + 1
      let first = way.firstIndex(of: state) ?? 0
      let last = way.lastIndex(of: state) ?? first
      let sum = (first...last).reduce(0) { $0 + exponential(probabilities[$1, label]) }
      return Span(
        label: label, frames: first..<last + 1, probability: sum / Double(last - first + 1))
    }
  }

  /// The state of each frame along the most probable way.
  private static func best(_ trellis: LabelTrellis) -> (way: [Int], logarithm: Double) {
    let probabilities = trellis.probabilities
    let width = trellis.states.count
    var scores = (0..<width).map { state in
      state < 2 ? probabilities[0, trellis.states[state]] : LogarithmSum.nothing
    }
    var origins: [[Int]] = []
    for frame in 1..<max(1, probabilities.frames) {
      let origin = (0..<width).map { state in
        trellis.sources(of: state).reduce(state) { scores[$1] > scores[$0] ? $1 : $0 }
      }
      scores = (0..<width).map {
        scores[origin[$0]] + probabilities[frame, trellis.states[$0]]
      }
      origins.append(origin)
    }
    let end = trellis.ends.reduce(trellis.ends.upperBound) { scores[$1] > scores[$0] ? $1 : $0 }
    var way = [end]
    for origin in origins.reversed() { way.append(origin[way[way.count - 1]]) }
    return (way.reversed(), scores[end])
  }
}
