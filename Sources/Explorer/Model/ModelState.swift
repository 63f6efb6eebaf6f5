import Labeling

/// The model in use and what it says of the clips.
public struct ModelState: Sendable, Equatable {
  /// How an opinion stands to the label.
  public enum Verdict: String, Sendable, Hashable, CaseIterable {
    /// The model says what the label says.
    case agrees
    /// It says something else.
    case differs
    /// There is no label, and it says something.
    case proposes
    /// It is not sure, whatever it says.
    case unsure

    /// The place in a list by agreement: what needs a look first.
    var rank: Double {
      switch self {
      case .differs: 0
      case .unsure: 2
      case .proposes: 4
      case .agrees: 6
      }
    }

    /// The sign in the list.
    var sign: String {
      switch self {
      case .agrees: "="
      case .differs: "≠"
      case .proposes: "›"
      case .unsure: "?"
      }
    }
  }

  /// The model; nil while there is none.
  public internal(set) var card: ModelCard? { didSet { revision &+= 1 } }
  /// The name of the model that is being loaded.
  public internal(set) var loading: String?
  /// What it says, clip by clip; of a clip that was changed since, what it said of it before.
  public internal(set) var opinions: [ID<Clip>: ClipOpinion] = [:] {
    didSet { revision &+= 1 }
  }
  /// Why clips can't be judged.
  var failures: [ID<Clip>: String] = [:]
  /// The model that the command line named, until it is asked for.
  public var asked: String?
  /// Whether a model is looked for that nobody named.
  public var looksForOne = true
  /// The classes that a suitable model was looked for last.
  var suited: [String] = []
  /// Whether a model is looked for that nobody asked for.
  var isSuiting = false
  /// Whether the user chose a model.
  var isChosen = false
  /// Models that can be chosen, by their names.
  public internal(set) var choices: [ModelChoice] = []
  /// Whether what the library keeps of the model was read.
  var isRecalled = false
  /// Whether the clips that have no opinion must be looked for anew.
  var mustSweep = false
  /// Clips that were asked for in the last sweep and have no answer yet.
  public internal(set) var sweptCount = 0
  /// The visible clips that were asked for last.
  var wanted: [ClipToJudge] = []
  /// What the model sees of the clip under the cursor.
  var input: ModelInputState?
  /// The lowest bin of the model's input that is shown, where there is no room for all.
  var lowestBin = 0
  /// The bin of the model's input that the cursor is on; nil for the highest value of its frame.
  var inputBin: Int?
  /// What the model says of a long recording, window by window.
  var windows: WindowOpinions?
  /// The windows that were asked for last.
  var wantedWindows: WindowWish?
  /// A training that is under way, or is over.
  public internal(set) var training: TrainingSession?
  /// What can be trained; the runtime says.
  public var kinds = [TrainingKindName.automatic]
  /// What is trained next.
  public internal(set) var trainingKind = TrainingWish.automatic
  /// The training that was left before its end.
  var unfinished: UnfinishedTraining?
  /// Whether the doubts are shown as soon as they are there.
  var opensDoubts = false
  /// Whether the matrix goes over to what models said that held its clips out, once that is there.
  var opensHeldOut = false
  /// Doubted labels that a person found right.
  var keptLabels: Set<ID<Clip>> = []
  /// Labels that are doubted.
  public internal(set) var doubts = LabelDoubts() { didSet { revision &+= 1 } }
  /// Where the confusion matrix is looked at.
  public var matrix = MatrixCursor()
  /// The matrix as it was counted last.
  var counted: CountedMatrix?
  /// Tells what the model says from what it said before.
  private(set) var revision = 0

  /// A score below which a model is unsure.
  public static let unsureBelow: Float = 0.5

  /// Makes the state before a model was loaded.
  public init() {}

  /// What the model says of a clip as it is now.
  public func prediction(of clip: Clip) -> Prediction? { prediction(of: clip.id, clip.span) }

  /// The same by identity and span: copying a hundred thousand clips would take longer than what is
  /// done with them.
  func prediction(of clip: ID<Clip>, _ span: Range<Int>?) -> Prediction? {
    guard let opinion = opinions[clip], opinion.span == span else { return nil }
    return opinion.prediction
  }

  /// The class that the model finds most probable.
  public func best(of clip: Clip) -> (label: String, score: Float)? { best(of: clip.id, clip.span) }

  func best(of clip: ID<Clip>, _ span: Range<Int>?) -> (label: String, score: Float)? {
    guard let best = prediction(of: clip, span)?.best, let labels = card?.labels,
      labels.indices.contains(best.label)
    else { return nil }
    return (labels[best.label], best.score)
  }

  /// How what the model says stands to the label; nil where it says nothing.
  public func verdict(on clip: Clip) -> Verdict? {
    best(of: clip).flatMap { verdict(on: clip.label, clip.duration, $0) }
  }

  func verdict(on place: Int, in clips: [Clip]) -> Verdict? {
    best(of: clips[place].id, clips[place].span).flatMap {
      verdict(on: clips[place].label, clips[place].duration, $0)
    }
  }

  /// Of a clip without a label that is too long for the model it says nothing.
  private func verdict(
    on label: String?, _ seconds: Double?, _ best: (label: String, score: Float)
  ) -> Verdict? {
    if label == best.label { return .agrees }
    if label == nil {
      if card?.isTooLong(seconds) == true { return nil }
      if !ModelCard.canLabel(best.label) { return .unsure }
    }
    if let label, best.label.first == "_", best.label == target(of: label) { return .agrees }
    if best.score < ModelState.unsureBelow { return .unsure }
    return label == nil ? .proposes : .differs
  }

  /// The class that is right for a label: itself where the model has it, else that of noise or of
  /// all that is unknown; nil where it has neither.
  func target(of label: String) -> String? { Self.target(of: label, among: card?.labels ?? []) }

  static func target(of label: String, among known: [String]) -> String? {
    if known.contains(label) { return label }
    return [label == FolderLabel.backgroundNoise ? "_silence_" : nil, "_unknown_"].compactMap(
      \.self
    )
    .first(where: known.contains)
  }

  /// The place of a clip in a list by agreement, what needs a look first before the rest.
  func rank(of place: Int, in clips: [Clip]) -> Double {
    guard let best = best(of: clips[place].id, clips[place].span),
      let verdict = verdict(on: clips[place].label, clips[place].duration, best)
    else { return 9 }
    return verdict.rank - Double(best.score)
  }

  /// Clips that have an opinion, of those of the last sweep.
  var isJudging: Bool { sweptCount > 0 }

  /// Forgets what was said of clips.
  mutating func forget(_ clips: Set<ID<Clip>>) {
    guard !clips.isEmpty else { return }
    for clip in clips {
      opinions[clip] = nil
      failures[clip] = nil
    }
    mustSweep = true
  }

  /// Forgets what was said of clips window by window, and what the model sees of them.
  mutating func forgetLong(_ clips: Set<ID<Clip>>) {
    if let shown = windows?.clip.clip, clips.contains(shown) {
      (windows, wantedWindows) = (nil, nil)
    }
    if let shown = input?.wanted.clip, clips.contains(shown) { input = nil }
  }

  /// Begins with another model.
  mutating func use(_ card: ModelCard) {
    if self.card?.id != card.id {
      opinions = [:]
      failures = [:]
      isRecalled = false
      input = nil
      windows = nil
      wantedWindows = nil
    }
    loading = nil
    self.card = card
    wanted = []
    sweptCount = 0
  }
}
