/// What a model says of a clip: the classes that it finds most probable.
public struct Prediction: Sendable, Hashable {
  /// A class and how probable it is.
  public struct Guess: Sendable, Hashable {
    /// The place of the class among those of the model.
    public let label: Int
    /// The probability, 0…1.
    public let score: Float

    /// Makes a guess.
    public init(label: Int, score: Float) {
      self.label = label
      self.score = score
    }
  }

  /// The most probable classes, the best first; at most ``limit``.
  public let guesses: [Guess]

  /// Classes that are kept.
  public static let limit = 5

  /// Makes a prediction of guesses, the best first.
  public init(guesses: [Guess]) { self.guesses = Array(guesses.prefix(Prediction.limit)) }

  /// Makes a prediction of the probabilities of all classes, in their order.
  public init(scores: [Float]) {
    let best = scores.indices.sorted { (scores[$1], $0) < (scores[$0], $1) }
    self.init(guesses: best.prefix(Prediction.limit).map { Guess(label: $0, score: scores[$0]) })
  }

  /// The most probable class; nil where there is none.
  public var best: Guess? { guesses.first }

  /// How far the best class is before the next one, 0…1: little where the model is unsure.
  public var margin: Float {
    guard let best else { return 0 }
    return best.score - (guesses.count > 1 ? guesses[1].score : 0)
  }
}
