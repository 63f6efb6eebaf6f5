import Labeling

/// Words that are known to be said in a clip, to be found there by a model.
public struct AlignmentWish: Sendable, Equatable {
  /// The clip.
  public let clip: ClipToJudge
  /// The identity of the model.
  public let model: String
  /// The words in order.
  public let words: [String]

  /// Makes a wish.
  public init(clip: ClipToJudge, model: String, words: [String]) {
    self.clip = clip
    self.model = model
    self.words = words
  }
}

/// Where a model finds known words, or why it can't.
public struct AlignedWords: Sendable, Equatable {
  /// A word and where it is.
  public struct Region: Sendable, Equatable {
    /// The word.
    public let label: String
    /// Samples of the recording.
    public let span: Range<Int>
    /// How probable it is there, 0 to 1.
    public let score: Float

    /// Makes a region.
    public init(label: String, span: Range<Int>, score: Float) {
      self.label = label
      self.span = span
      self.score = score
    }
  }

  /// What was wished for.
  public let wish: AlignmentWish
  /// The words in order; empty where they can't be found.
  public let regions: [Region]
  /// Why not; nil where they are.
  public let failure: Failure?

  /// Makes an answer.
  public init(_ wish: AlignmentWish, regions: [Region] = [], failure: Failure? = nil) {
    self.wish = wish
    self.regions = regions
    self.failure = failure
  }
}

extension AppState {
  /// Why no words can be found here; nil where they can.
  var alignmentRefusal: String? {
    if let failure = Refusal.readOnly(self) ?? Refusal.noModel(self) { return failure }
    if model.card?.givesLabelsInOrder != true {
      return "This model names clips: {load-model} loads one of earmark train --model bilstm-ctc."
    }
    return current?.recording.isThere == true ? nil : "The recording is not there."
  }

  /// Looks for words that were typed; what is found becomes regions.
  mutating func alignWords(_ line: String) -> [Effect] {
    if let failure = alignmentRefusal {
      say(failure, kind: .refusal)
      return []
    }
    guard let clip = current, let card = model.card else { return [] }
    let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
    guard !words.isEmpty else { return [] }
    let known = Set(card.labels)
    let unknown = words.filter { !known.contains($0) }
    guard unknown.isEmpty else {
      say(
        "\(card.name) has never heard \(unknown.joined(separator: ", ")).",
        "it knows \(card.labels.joined(separator: ", "))", kind: .refusal)
      return []
    }
    say("Looking for \(Format.count(words.count)) \(words.count == 1 ? "word" : "words")…")
    return [
      .model(.align(AlignmentWish(clip: ClipToJudge(clip), model: card.id, words: words)))
    ]
  }

  /// Makes regions of words that were found, in one edit.
  mutating func take(_ aligned: AlignedWords) -> [Effect] {
    if let failure = aligned.failure {
      notice = Notice(failure, at: now)
      return []
    }
    guard let clip = library[aligned.wish.clip.clip], clip.span == aligned.wish.clip.span,
      let card = model.card, card.id == aligned.wish.model, Refusal.readOnly(self) == nil
    else { return [] }
    let edits = aligned.regions.map { region in
      var annotation = Annotation(
        id: ids.uuid(), clip: clip.id, span: region.span, label: region.label,
        tier: tiers.current, origin: .accepted(model: card.name), annotator: annotator,
        created: now)
      annotation.confidence = region.score
      return LibraryEdit.add(annotation)
    }
    guard let first = edits.first else { return [] }
    let effects = perform(edits.count == 1 ? first : .batch(edits))
    let doubtful = aligned.regions.count { $0.score < Self.hardlyHeard }
    say(
      "\(Format.count(edits.count)) \(edits.count == 1 ? "region" : "regions").",
      (doubtful > 0 ? "\(doubtful) hardly heard, " : "") + "{undo} takes all back")
    return effects
  }

  /// Scores below which a word may not be there.
  private static let hardlyHeard: Float = 0.1
}
