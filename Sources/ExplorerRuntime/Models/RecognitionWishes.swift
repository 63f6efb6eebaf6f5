import Explorer
import Labeling

/// What is to be judged next: what was asked for last and is seen comes first.
package struct RecognitionWishes {
  /// A piece of work.
  package enum Task: Equatable {
    /// Load a model by its name or path.
    case load(String)
    /// Load the model that suits some classes.
    case suit([String])
    /// List the models.
    case list
    /// Show what the model sees of a clip.
    case input(ClipToJudge)
    /// Find known words in a clip.
    case align(AlignmentWish)
    /// Judge clips; those of the screen are told at once.
    case judge([ClipToJudge], isSeen: Bool)
  }

  private var loading: Task?
  private var isListWanted = false
  private var wantedInput: ClipToJudge?
  private var wantedWords: AlignmentWish?
  private var seen: [ClipToJudge] = []
  private var sweep: [ClipToJudge] = []
  private var swept = 0
  private var judged: Set<ClipToJudge> = []

  /// Begins without wishes.
  package init() {}

  /// Clips of a piece of work that is not seen.
  static let blockLength = 16
  /// Clips of a piece that is.
  static let seenLength = 4

  /// Takes a request; those that are not for judging are passed over.
  package mutating func take(_ request: ModelRequest) {
    switch request {
    case .load(let source): loading = .load(source)
    case .suit(let labels): loading = .suit(labels)
    case .list: isListWanted = true
    case .input(let clip): wantedInput = clip
    case .align(let wish): wantedWords = wish
    case .first(let clips): seen = clips
    case .all(let clips):
      sweep = clips
      swept = 0
      judged = []
    case .windows, .listen, .train, .endTraining, .pauseTraining, .unfinished, .doubt: break
    }
  }

  /// Forgets which clips wait, because the model is another one.
  package mutating func restart() {
    (seen, sweep, swept, judged, wantedInput, wantedWords) = ([], [], 0, [], nil, nil)
  }

  /// The next piece of work; without a model there is nothing to judge.
  package mutating func next(hasModel: Bool) -> Task? {
    if let task = loading {
      loading = nil
      return task
    }
    if isListWanted {
      isListWanted = false
      return .list
    }
    guard hasModel else { return nil }
    if let clip = wantedInput {
      wantedInput = nil
      return .input(clip)
    }
    if let wish = wantedWords {
      wantedWords = nil
      return .align(wish)
    }
    if let clips = seenBlock() { return .judge(clips, isSeen: true) }
    var block: [ClipToJudge] = []
    while swept < sweep.count, block.count < RecognitionWishes.blockLength {
      let clip = sweep[swept]
      swept += 1
      if judged.insert(clip).inserted { block.append(clip) }
    }
    if swept >= sweep.count { (sweep, swept) = ([], 0) }
    return block.isEmpty ? nil : .judge(block, isSeen: false)
  }

  private mutating func seenBlock() -> [ClipToJudge]? {
    var block: [ClipToJudge] = []
    var taken = 0
    for clip in seen {
      guard block.count < RecognitionWishes.seenLength else { break }
      taken += 1
      if judged.insert(clip).inserted { block.append(clip) }
    }
    seen.removeFirst(taken)
    return block.isEmpty ? nil : block
  }
}
