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
  /// The logarithm of the probability of the way, with the doubt that it was looked for with.
  public let logarithm: Double

  /// Frames times states of the longest alignment; a step of each takes two bits.
  public static let stepLimit = 1 << 32

  /// Aligns labels that are known.
  ///
  /// Where a network takes a label for another, it still says that there is one. With some doubt
  /// about its names, the ends of a label are where sound begins and ends, not where its name does.
  ///
  /// - Parameter doubt: How much of what a label fits is that any label is heard there, 0 to 1.
  /// - Source: Viterbi, 1967, on the ways of ``TranscriptionLoss``.
  /// - Throws: ``TranscriptionError`` when there are more labels than frames for them, a label is
  ///   no class, or both are too many together.
  public init(
    _ probabilities: FrameProbabilities, labels: [Int], doubt: Double = 0
  ) throws(TranscriptionError) {
    let trellis = try LabelTrellis(probabilities.doubted(doubt), labels: labels)
    let steps = probabilities.frames.multipliedReportingOverflow(by: trellis.states.count)
    guard !steps.overflow, steps.partialValue <= Self.stepLimit else {
      throw .alignmentIsTooLong(labels: labels.count, frames: probabilities.frames)
    }
    let search = AlignmentSearch(trellis)
    logarithm = search.logarithm
    spans = zip(labels, search.spans).map { label, span in
      let sum = span.reduce(0) { $0 + exponential(probabilities[$1, label]) }
      return Span(label: label, frames: span, probability: sum / Double(max(1, span.count)))
    }
  }
}
