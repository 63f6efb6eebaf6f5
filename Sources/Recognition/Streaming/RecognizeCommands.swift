/// The original's smoother of what a model says of a stream, window by window.
///
/// Scores are averaged over the last moments; a label is a new command when its average is high
/// enough, it is not the command before, and that one is long enough ago. So the same word twice is
/// one command unless another label, which may be `_silence_`, was a command between them.
///
/// - Source: TensorFlow, `examples/speech_commands/recognize_commands.cc`.
public struct RecognizeCommands: Sendable {
  /// The parameters.
  public struct Settings: Sendable, Hashable {
    /// Milliseconds that are averaged over.
    public var windowMilliseconds: Int
    /// What an average must be above.
    public var threshold: Float
    /// Milliseconds that a command keeps others away.
    public var suppressionMilliseconds: Int
    /// Results that there must be in the window.
    public var minimumCount: Int

    /// Makes parameters; those of the class in the original unless told.
    public init(
      windowMilliseconds: Int = 1_000, threshold: Float = 0.2, suppressionMilliseconds: Int = 500,
      minimumCount: Int = 3
    ) {
      self.windowMilliseconds = windowMilliseconds
      self.threshold = threshold
      self.suppressionMilliseconds = suppressionMilliseconds
      self.minimumCount = minimumCount
    }

    /// Those of `test_streaming_accuracy.cc`.
    public static let streamingAccuracy = Settings(
      windowMilliseconds: 500, threshold: 0.7, suppressionMilliseconds: 1_500)
  }

  /// What is said at a moment.
  public struct Answer: Sendable, Hashable {
    /// The place of the label.
    public let label: Int
    /// Its average score; 0 while there are too few results.
    public let score: Float
    /// Whether it is a command that was not there before.
    public let isNew: Bool
  }

  /// Why a result can't be taken.
  public enum ResultError: Error, Sendable, Hashable {
    /// There are more or fewer scores than labels.
    case scoreCount(Int, labels: Int)
    /// It is older than the oldest result that is averaged.
    case earlier(milliseconds: Int, than: Int)
  }

  private let labelCount: Int
  private let silence: Int?
  private let settings: Settings
  private var results: [(time: Int, scores: [Float])] = []
  /// Nil stands for `_silence_` where it is no label of the model.
  private var previousLabel: Int?
  private var previousTime: Int?

  /// Begins a stream.
  ///
  /// - Parameter labels: What the scores are for; `_silence_` has a meaning of its own.
  public init(labels: [String], settings: Settings = Settings()) {
    labelCount = labels.count
    silence = labels.firstIndex(of: ClassRule.silence)
    self.settings = settings
    previousLabel = silence
  }

  /// Takes the scores of the window that begins at a moment.
  ///
  /// - Parameters:
  ///   - scores: `[labels]`, probabilities.
  ///   - milliseconds: The moment; not before the oldest that is averaged.
  /// - Returns: The top label; while there are too few results the command before, nil where that
  ///   is `_silence_` and the model does not know it.
  public mutating func process(
    _ scores: [Float], atMilliseconds time: Int
  ) throws(ResultError) -> Answer? {
    guard scores.count == labelCount else {
      throw .scoreCount(scores.count, labels: labelCount)
    }
    if let oldest = results.first, time < oldest.time {
      throw .earlier(milliseconds: time, than: oldest.time)
    }
    results.append((time, scores))
    let limit = time - settings.windowMilliseconds
    results.removeFirst(results.firstIndex { $0.time >= limit } ?? 0)
    let span = time - (results.first?.time ?? time)
    guard results.count >= settings.minimumCount, span >= settings.windowMilliseconds / 4 else {
      return previousLabel.map { Answer(label: $0, score: 0, isNew: false) }
    }
    var averages = [Float](repeating: 0, count: labelCount)
    for result in results {
      for label in averages.indices {
        averages[label] += result.scores[label] / Float(results.count)
      }
    }
    var top = 0
    for label in averages.indices where averages[label] > averages[top] { top = label }
    let isNew =
      averages[top] > settings.threshold && top != previousLabel && isFree(at: time)
    if isNew {
      previousLabel = top
      previousTime = time
    }
    return Answer(label: top, score: averages[top], isNew: isNew)
  }

  /// Whether the command before keeps others away no longer; silence never does.
  private func isFree(at time: Int) -> Bool {
    guard previousLabel != silence, let previousTime else { return true }
    return time - previousTime > settings.suppressionMilliseconds
  }
}
