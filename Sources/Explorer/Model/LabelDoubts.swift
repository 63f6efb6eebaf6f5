import Labeling

/// Labels that are probably wrong, by models that did not learn from their clips.
public struct LabelDoubts: Sendable, Equatable {
  /// A label that is doubted.
  public struct Doubt: Sendable, Equatable {
    /// The clip.
    public let clip: ID<Clip>
    /// The label that it had.
    public let label: String
    /// The label that it probably should have.
    public let suggested: String
    /// How many times as probable the suggestion is as the label.
    public let odds: Float

    /// Makes a doubt.
    public init(clip: ID<Clip>, label: String, suggested: String, odds: Float) {
      self.clip = clip
      self.label = label
      self.suggested = suggested
      self.odds = odds
    }
  }

  /// How far the search is.
  public enum Stage: Sendable, Equatable {
    /// Nobody asked.
    case idle
    /// It works; the part that is done, 0…1.
    case running(Double)
    /// It is over; the clips that were judged.
    case over(judged: Int)
    /// It can't be done.
    case failed(Failure)
  }

  /// How far the search is.
  public let stage: Stage
  /// The doubts, the strongest first.
  public let all: [Doubt]
  /// What was said of each clip by a model that did not learn from it.
  public let heldOut: [ID<Clip>: String]

  /// Makes a report.
  public init(stage: Stage = .idle, all: [Doubt] = [], heldOut: [ID<Clip>: String] = [:]) {
    self.stage = stage
    self.all = all
    self.heldOut = heldOut
  }

  /// The doubt about a clip, if its label is still the one that is doubted.
  func doubt(about clip: Clip) -> Doubt? {
    all.first { $0.clip == clip.id && $0.label == clip.label }
  }
}
