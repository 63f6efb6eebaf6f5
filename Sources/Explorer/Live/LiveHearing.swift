import Labeling

/// What a model hears in live sound.
public struct LiveHearing: Sendable, Equatable {
  /// A sound that was heard.
  public struct Detection: Sendable, Equatable {
    /// The samples, counted from the start of listening.
    public var samples: Range<Int>
    /// The class.
    public let label: String
    /// The highest score of its windows.
    public var score: Float
  }

  /// The newest window.
  public private(set) var now: HeardSound?
  /// The sounds that were heard last, the newest at the end.
  public private(set) var detections: [Detection] = []
  /// Sounds that were heard at all.
  public private(set) var count = 0

  /// A window below this score is no detection.
  public static let least: Float = 0.7
  /// Detections that are remembered.
  private static let limit = 64

  /// Takes what the model says of a window; windows that follow each other are one detection.
  mutating func take(_ sound: HeardSound, labels: [String]) {
    now = sound
    guard !sound.isSilent, let best = sound.prediction.best, best.score >= LiveHearing.least,
      labels.indices.contains(best.label), !LiveHearing.isNothing(labels[best.label])
    else { return }
    let label = labels[best.label]
    if let last = detections.last, last.label == label,
      last.samples.upperBound > sound.samples.lowerBound
    {
      detections[detections.count - 1].samples =
        last.samples.lowerBound..<sound.samples.upperBound
      detections[detections.count - 1].score = max(last.score, best.score)
    } else {
      detections.append(Detection(samples: sound.samples, label: label, score: best.score))
      count += 1
      if detections.count > LiveHearing.limit { detections.removeFirst() }
    }
  }

  /// Classes that say that nothing was said.
  private static func isNothing(_ label: String) -> Bool {
    label == "_silence_" || label == "_unknown_"
  }
}

extension LiveSession {
  /// Takes what a model hears.
  mutating func hear(_ sound: HeardSound, labels: [String]) { hearing.take(sound, labels: labels) }
}

extension AppState {
  /// Keeps the sound that was heard last as a clip, labelled as the model says.
  mutating func keepHeard() -> [Effect] {
    if case .readOnly(let failure) = access {
      notice = Notice(failure, at: now)
      return []
    }
    guard let session = live, let card = model.card, let rate = session.sampleRate,
      let last = session.hearing.detections.last
    else { return [] }
    // A little of what is around it, so that nothing is cut off.
    let margin = Int(rate * 0.1)
    let samples =
      max(
        0, last.samples.lowerBound - margin)..<min(
        session.sampleCount, last.samples.upperBound + margin)
    lastLabel = LabelChange(label: last.label)
    keeping.requestCount += 1
    return [.live(.keep(samples, label: last.label, model: card.name))]
  }
}
