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
    /// What the models that did not learn from the clip find most probable, the best first.
    public let guesses: [Guess]

    /// Makes a doubt.
    public init(
      clip: ID<Clip>, label: String, suggested: String, odds: Float, guesses: [Guess] = []
    ) {
      self.clip = clip
      self.label = label
      self.suggested = suggested
      self.odds = odds
      self.guesses = guesses
    }
  }

  /// A class by its name, and how probable it is.
  public struct Guess: Sendable, Equatable {
    /// The class.
    public let label: String
    /// The probability, 0…1.
    public let score: Float

    /// Makes a guess.
    public init(_ label: String, _ score: Float) {
      self.label = label
      self.score = score
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

  private let places: [ID<Clip>: Int]

  /// Clips that were judged.
  var judgedCount: Int {
    if case .over(let count) = stage { count } else { heldOut.count }
  }

  /// Makes a report.
  public init(stage: Stage = .idle, all: [Doubt] = [], heldOut: [ID<Clip>: String] = [:]) {
    self.stage = stage
    self.all = all
    self.heldOut = heldOut
    places = Dictionary(all.enumerated().map { ($1.clip, $0) }) { first, _ in first }
  }

  /// The doubt about a clip, whatever its label is now.
  func about(_ clip: ID<Clip>) -> Doubt? { places[clip].map { all[$0] } }

  /// The doubt about a clip, if its label is still the one that is doubted.
  func doubt(about clip: Clip) -> Doubt? {
    about(clip.id).flatMap { $0.label == clip.label ? $0 : nil }
  }
}

extension ModelState {
  /// What became of a doubt.
  enum Decision: Equatable {
    /// Nobody decided.
    case open
    /// A person found the label right.
    case kept
    /// The suggestion was taken.
    case taken
    /// The clip has another label now, or none.
    case relabelled
  }

  /// What became of a doubt about a clip.
  func decision(on doubt: LabelDoubts.Doubt, _ clip: Clip) -> Decision {
    if clip.label == doubt.label { return keptLabels.contains(clip.id) ? .kept : .open }
    return clip.label == doubt.suggested ? .taken : .relabelled
  }
}

extension AppState {
  /// The doubt about the clip under the cursor, where the list is that of the doubts.
  var currentDoubt: (clip: Clip, doubt: LabelDoubts.Doubt)? {
    guard browser.scope?.isOfDoubts == true, let clip = current,
      let doubt = model.doubts.about(clip.id)
    else { return nil }
    return (clip, doubt)
  }

  /// Doubts that somebody decided.
  var decidedCount: Int {
    model.doubts.all.count { doubt in
      library[doubt.clip].map { model.decision(on: doubt, $0) != .open } ?? true
    }
  }
}
