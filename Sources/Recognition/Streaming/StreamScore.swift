/// A label at a moment of a stream.
public struct StreamEvent: Sendable, Hashable {
  /// The label.
  public var label: String
  /// The moment.
  public var milliseconds: Int

  /// Makes an event.
  public init(_ label: String, atMilliseconds milliseconds: Int) {
    self.label = label
    self.milliseconds = milliseconds
  }
}

/// How what was found in a stream fits what is in it, counted as the original does.
///
/// Each detection is held against the first true event that is near enough, whether or not another
/// detection was; it is correct where the labels agree and the event was not matched before, else
/// wrong. With no event near enough it is a false positive.
///
/// - Source: TensorFlow, `examples/speech_commands/accuracy_utils.cc`, `CalculateAccuracyStats`.
public struct StreamScore: Sendable, Hashable {
  /// What a detection is.
  public enum Verdict: Sendable, Hashable {
    /// The right label at the right time.
    case correct
    /// Near an event, but of another label or once too often.
    case wrong
    /// Near none.
    case falsePositive
  }

  /// How many true events there are.
  public let truth: Int
  /// How many of them have a detection near them; those of the same moment count once.
  public let matched: Int
  /// What each detection is, in their order.
  public let verdicts: [Verdict]

  /// How many detections are correct.
  public var correct: Int { verdicts.count { $0 == .correct } }
  /// How many detections are wrong.
  public var wrong: Int { verdicts.count { $0 == .wrong } }
  /// How many detections are near no event.
  public var falsePositives: Int { verdicts.count { $0 == .falsePositive } }

  /// A count as a share of the true events, in percent; 0 where there are none.
  public func percentage(of count: Int) -> Double {
    truth == 0 ? 0 : Double(count) * 100 / Double(truth)
  }

  /// Counts.
  ///
  /// - Parameters:
  ///   - found: The detections in order.
  ///   - events: The true events in any order.
  ///   - tolerance: Milliseconds between two that are near enough.
  ///   - end: The moment up to which the stream was heard; nil is all of it.
  public init(
    found: [StreamEvent], truth events: [StreamEvent], toleranceMilliseconds tolerance: Int,
    upToMilliseconds end: Int? = nil
  ) {
    let events = events.enumerated().sorted {
      ($0.element.milliseconds, $0.offset) < ($1.element.milliseconds, $1.offset)
    }.map(\.element)
    let latest = end.map { $0 + tolerance } ?? Int.max
    truth = events.prefix { $0.milliseconds <= latest }.count
    var taken: Set<Int> = []
    verdicts = found.map { detection in
      let limit = min(latest, detection.milliseconds + tolerance)
      let near = events.first { $0.milliseconds >= detection.milliseconds - tolerance }
      guard let near, near.milliseconds <= limit else { return .falsePositive }
      let isFirst = taken.insert(near.milliseconds).inserted
      return near.label == detection.label && isFirst ? .correct : .wrong
    }
    matched = taken.count
  }
}
