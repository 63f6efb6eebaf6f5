import Labeling

/// What a review goes through, and how.
public struct ReviewPlan: Sendable, Equatable, Codable {
  /// What is hidden while it goes on.
  public struct Blindness: Sendable, Equatable, Codable {
    /// What others and folders said, and the folders of the clips.
    public var labels = false
    /// What models say.
    public var predictions = false
    /// The picture.
    public var picture = false

    /// Hides nothing.
    public init() {}

    /// What is usually hidden: labels and predictions.
    public static let usual = {
      var blindness = Blindness()
      (blindness.labels, blindness.predictions) = (true, true)
      return blindness
    }()

    /// Whether anything is hidden.
    public var isAny: Bool { labels || predictions || picture }

    /// Hides one thing more, by its name; false if there is no such thing.
    public mutating func hide(_ name: String) -> Bool {
      switch name {
      case "labels": labels = true
      case "predictions": predictions = true
      case "picture": picture = true
      case "all": (labels, predictions, picture) = (true, true, true)
      default: return false
      }
      return true
    }
  }

  /// Which clips, in which order.
  public var queue: ReviewQueue
  /// Which of them, as a filter; nil: all.
  public var filter: String?
  /// What is hidden.
  public var blindness = Blindness()
  /// How many verdicts are wanted; nil: one of every clip.
  public var target: Int?
  /// The share of clips that are served twice.
  public var share = 0.0
  /// What is drawn depends on it.
  public var seed: UInt64 = 0
  /// Bands of the model's scores.
  public var bandCount = 10
  /// Clips of every band.
  public var clipsPerBand = 20

  /// Makes a plan without conditions.
  public init(_ queue: ReviewQueue) { self.queue = queue }

  /// Whether it goes through the same clips in the same way, however many verdicts are wanted.
  func isSame(as other: ReviewPlan) -> Bool {
    var same = other
    same.target = target
    return self == same
  }

  /// What can't go together, in a sentence; nil if all can.
  public var contradiction: String? {
    if queue == .between, blindness.labels {
      return "between shows what annotators say, so their labels can't be hidden"
    }
    if queue == .between, share > 0 { return "clips between annotators are decided once" }
    if queue == .errors, blindness.labels || blindness.predictions {
      return "errors shows a label and its suggestion, so they can't be hidden"
    }
    return nil
  }

  /// What the list of its clips is called.
  var title: String {
    let blind = blindness.isAny ? ", blind" : ""
    return "review: \(queue.rawValue)\(blind)" + (filter.map { ", \($0)" } ?? "")
  }
}

/// Why a line is no plan of a review.
struct ReviewPlanError: Error {
  /// What is wrong and what would be right.
  let sentence: String
}

extension ReviewPlan {
  /// Words that a line may have behind the queue.
  static let words = ["blind", "blind=all", "target=", "twice=", "seed=", "where="]

  /// Reads `random blind twice=0.1 target=200 where=label:yes`; the filter goes to the end.
  init(line: String) throws(ReviewPlanError) {
    var words = line.split(separator: " ").map(String.init)
    guard let first = words.first, let queue = ReviewQueue(rawValue: first) else {
      throw ReviewPlanError(
        sentence: "queues are " + ReviewQueue.allCases.map(\.rawValue).joined(separator: ", "))
    }
    self.init(queue)
    words.removeFirst()
    if let place = words.firstIndex(where: { $0.hasPrefix("where=") }) {
      filter = String(words[place...].joined(separator: " ").dropFirst("where=".count))
      words.removeSubrange(place...)
    }
    for word in words { try take(word) }
    if let contradiction { throw ReviewPlanError(sentence: contradiction) }
  }

  private mutating func take(_ word: String) throws(ReviewPlanError) {
    let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
    let value = parts.count > 1 ? parts[1] : ""
    switch parts.first {
    case "blind" where parts.count == 1: blindness = .usual
    case "blind":
      guard value.split(separator: ",").allSatisfy({ blindness.hide(String($0)) }) else {
        throw ReviewPlanError(sentence: "blind hides labels, predictions, picture or all")
      }
    case "target":
      guard let count = Int(value), count > 0 else {
        throw ReviewPlanError(sentence: "target= needs a number from 1")
      }
      target = count
    case "twice":
      guard let share = Double(value), (0...1).contains(share) else {
        throw ReviewPlanError(sentence: "twice= needs a share from 0 to 1")
      }
      self.share = share
    case "seed":
      guard let seed = UInt64(value) else {
        throw ReviewPlanError(sentence: "seed= needs a whole number")
      }
      self.seed = seed
    default:
      throw ReviewPlanError(
        sentence: "\(word) is none of " + ReviewPlan.words.joined(separator: " "))
    }
  }
}
