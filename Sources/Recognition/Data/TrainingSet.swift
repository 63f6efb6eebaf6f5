import Labeling

/// What a model learns from and is judged by: examples of classes, part by part.
public struct TrainingSet: Sendable, Equatable {
  /// An example.
  public struct Entry: Sendable, Hashable {
    /// The place of its clip; nil for silence, which is made of background noise or of zeros.
    public let clip: Int?
    /// Its class, a place in ``TrainingSet/labels``.
    public let label: Int
    /// Its classes in order, where clips have several; nil where they have one each.
    public let sequence: [Int]?

    /// Makes an example.
    public init(clip: Int?, label: Int, sequence: [Int]? = nil) {
      self.clip = clip
      self.label = label
      self.sequence = sequence
    }
  }

  /// The classes in order.
  public let labels: [String]
  private let entries: [SplitPart: [Entry]]

  /// The examples of a part, in their order.
  public func entries(of part: SplitPart) -> [Entry] { entries[part] ?? [] }

  /// How many examples of each class a part has.
  public func counts(of part: SplitPart) -> [Int] {
    var counts = [Int](repeating: 0, count: labels.count)
    for entry in entries(of: part) { counts[entry.label] += 1 }
    return counts
  }

  /// Makes the set of clips that are divided.
  ///
  /// Clips of `_background_noise_` are no class: they are noise to mix in.
  ///
  /// - Parameter seed: What is drawn depends on it; the original's is 59185.
  /// - Throws: Why nothing can be learnt from the clips.
  public init(
    _ clips: [LabeledClip], split: Split, classes: ClassRule, seed: UInt64 = originalSeed
  ) throws(TrainingSetError) {
    precondition(
      clips.count == split.parts.count, "\(clips.count) clips for \(split.parts.count) parts")
    let sounds = clips.indices.filter { clips[$0].label != FolderLabel.backgroundNoise }
    guard !sounds.isEmpty else { throw .noClips }
    switch classes {
    case .all(let order):
      (labels, entries) = TrainingSet.all(clips, sounds, split, order)
    case .wanted(let words, let silence, let unknown):
      for percentage in [silence, unknown] where !(0...1000).contains(percentage) {
        throw .percentage(percentage)
      }
      let draw = SpeechCommandsDraw(
        words: words, silencePercentage: silence, unknownPercentage: unknown, seed: seed)
      (labels, entries) = try draw.set(clips, sounds, split)
    case .sequences(let order):
      (labels, entries) = TrainingSet.sequences(clips, sounds, split, order)
      guard !labels.isEmpty else { throw .noClips }
      guard !(entries[.training] ?? []).isEmpty else { throw .emptyTraining }
      return
    }
    guard labels.count > 1 else { throw .oneClass(labels.first ?? "") }
    guard !entries(of: .training).isEmpty else { throw .emptyTraining }
  }

  /// `RANDOM_SEED` of the original.
  public static let originalSeed: UInt64 = 59_185

  /// The places of the clips that are noise to mix in.
  public static func backgrounds(of clips: [LabeledClip]) -> [Int] {
    clips.indices.filter { clips[$0].label == FolderLabel.backgroundNoise }
  }

  private static func all(
    _ clips: [LabeledClip], _ sounds: [Int], _ split: Split, _ order: [String]
  ) -> ([String], [SplitPart: [Entry]]) {
    let found = Set(sounds.map { clips[$0].label })
    var labels = LabelSet(order.filter(found.contains))
    for label in found.sorted() { labels.insert(label) }
    var entries: [SplitPart: [Entry]] = [:]
    for clip in sounds {
      guard let label = labels.place(of: clips[clip].label) else { continue }
      entries[split.parts[clip], default: []].append(Entry(clip: clip, label: label))
    }
    return (labels.names, entries)
  }
}

/// Why clips are no training set.
public enum TrainingSetError: Error, Sendable, Hashable {
  /// There is no labelled clip.
  case noClips
  /// All clips are of one class.
  case oneClass(String)
  /// No clip is left to learn from.
  case emptyTraining
  /// No clip is of a word that is wanted.
  case missingWord(String, found: [String])
  /// A word is wanted twice, or is a name of the original's own classes.
  case reservedWord(String)
  /// A percentage makes no sense.
  case percentage(Double)
  /// A recording of noise is not longer than a clip.
  case backgroundTooShort(samples: Int, needed: Int)

  /// What happened, why, and what to do.
  public var sentence: (what: String, why: String, remedy: String) {
    let what = "Cannot train on these clips"
    switch self {
    case .noClips: return (what, "none has a label", "label some clips of two classes or more")
    case .oneClass(let label):
      return (
        what, "all are labelled \(JSONText.literal(label)), so there is nothing to tell apart",
        "label some clips of another class"
      )
    case .emptyTraining:
      return (
        what, "the split leaves none to learn from", "use other percentages or another split rule"
      )
    case .missingWord(let word, let found):
      let names = found.prefix(20).map { JSONText.literal($0) }.joined(separator: ", ")
      return (
        what, "none is of the wanted word \(JSONText.literal(word)), there are \(names)",
        "leave the word out of --wanted-words, or label clips of it"
      )
    case .reservedWord(let word):
      return (
        what, "\(JSONText.literal(word)) cannot be wanted, or not twice",
        "leave it out of --wanted-words: silence and unknown words are always there"
      )
    case .percentage(let share):
      return (what, "\(share) % is not from 0 to 1000", "use 10 % for silence and unknown words")
    case .backgroundTooShort(let samples, let needed):
      return (
        "Cannot mix in the background noise",
        "a recording of \(samples) samples is not longer than a clip of \(needed)",
        "use longer recordings of noise, or move the short ones out of _background_noise_"
      )
    }
  }
}
