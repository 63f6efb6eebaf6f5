import NeuralNetworks

/// How labels are read out of the probabilities of frames.
public enum SequenceDecoder: Sendable, Hashable {
  /// The most probable class of every frame.
  case greedy
  /// The most probable of so many beginnings that are followed.
  case beam(width: Int)

  /// Beginnings that are usual.
  public static let usualWidth = 16
  /// Beginnings that may be followed.
  public static let widths = 1...4_096
  /// The usual one.
  ///
  /// Networks that know the frames of their labels are sure of each frame, so that the many ways to
  /// hear a word twice add up: a beam finds the more of them the stranger a voice is.
  public static let usual = SequenceDecoder.greedy

  /// The labels; their probability is that of one way, or of all ways that were followed.
  public func best(_ probabilities: FrameProbabilities) -> Transcription {
    switch self {
    case .greedy: .greedy(probabilities)
    case .beam(let width):
      Transcription.beam(probabilities, width: width).first
        ?? Transcription(labels: [], logarithm: 0)
    }
  }
}
