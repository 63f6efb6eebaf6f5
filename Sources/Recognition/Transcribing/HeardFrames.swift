import NeuralNetworks

/// What a network that gives labels in order hears in each frame of a recording.
public struct HeardFrames: Sendable, Equatable {
  /// How probable each class is in each frame; the last class stands for nothing.
  public let probabilities: FrameProbabilities
  /// Seconds of the recording.
  public let seconds: Double
  /// Seconds from one frame to the next, and of the first one's center.
  private let hop, first: Double

  init(
    _ probabilities: FrameProbabilities, samples: Int, frontEnd: FrontEnd
  ) {
    self.probabilities = probabilities
    seconds = Double(samples) / frontEnd.sampleRate
    hop = Double(frontEnd.hopLength) / frontEnd.sampleRate
    first = Double(frontEnd.firstCenter) / frontEnd.sampleRate
  }

  /// The seconds that frames stand for: from halfway to the one before, to halfway to the next.
  public func seconds(of frames: Range<Int>) -> ClosedRange<Double> {
    let onset = min(max(0, first + (Double(frames.lowerBound) - 0.5) * hop), seconds)
    let offset = min(max(onset, first + (Double(frames.upperBound) - 0.5) * hop), seconds)
    return onset...offset
  }

  /// How often a network may take a label for another: of voices that it knows more seldom than of
  /// those that it does not, and ends of 50 ms come out alike for 0.1 to 0.5.
  private static let doubt = 0.2

  /// When each label of a sequence is heard.
  ///
  /// - Throws: ``TranscriptionError`` when there are more labels than frames for them, or a label
  ///   is no class.
  public func alignment(of labels: [Int]) throws(TranscriptionError) -> LabelAlignment {
    try LabelAlignment(probabilities, labels: labels, doubt: Self.doubt)
  }
}
