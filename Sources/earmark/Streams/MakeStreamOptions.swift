import ArgumentParser
import Explorer
import ExplorerRuntime
import Labeling
import Recognition

/// What a made stream is like: the flags of the original.
struct MakeStreamOptions: ParsableArguments {
  /// Which clips are used.
  enum Part: String, ExpressibleByArgument, CaseIterable {
    case training, validation, testing, all
  }

  @Option(
    name: .long,
    help: ArgumentHelp(
      """
      The words, by commas; others are _unknown_. Else the ten of the original where they are all \
      there, or all labels.
      """, valueName: "words"))
  var wantedWords: String?

  @Option(name: .long, help: ArgumentHelp("How long it is.", valueName: "seconds"))
  var testDurationSeconds = 600

  @Option(name: .long, help: ArgumentHelp("The mean gap between words.", valueName: "ms"))
  var wordGapMs = 2_000

  @Option(name: .long, help: ArgumentHelp("The share of unknown words.", valueName: "%"))
  var unknownPercentage = 30

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("How loud the noise is at most.", valueName: "0-1"))
  var backgroundVolume = 0.1

  @Option(
    name: .long, help: ArgumentHelp("Recordings of noise; else those of the data."),
    completion: .directory)
  var backgroundDir: String?

  @Option(name: .long, help: ArgumentHelp("Samples per second.", valueName: "hertz"))
  var sampleRate = 16_000

  @Option(name: .long, help: ArgumentHelp("How long a clip is.", valueName: "ms"))
  var clipDurationMs = 1_000

  @Option(name: .long, help: ArgumentHelp("The share of the testing part.", valueName: "%"))
  var testingPercentage = 10.0

  @Option(name: .long, help: ArgumentHelp("The share of the validation part.", valueName: "%"))
  var validationPercentage = 10.0

  @Option(name: .long, help: "The part that clips are taken from.")
  var part = Part.testing

  @Option(name: .long, help: ArgumentHelp("What is drawn depends on it.", valueName: "number"))
  var seed: UInt64 = TrainingSet.originalSeed

  @Option(name: .long, help: .hidden)
  var backgroundFrequency: Double?

  @Option(name: .long, help: .hidden)
  var silencePercentage: Double?

  @Option(name: .long, help: .hidden)
  var windowSizeMs: Double?

  @Option(name: .long, help: .hidden)
  var windowStrideMs: Double?

  @Option(name: .long, help: .hidden)
  var featureBinCount: Int?

  mutating func validate() throws {
    if !(0...1).contains(backgroundVolume) {
      throw ValidationError(
        "--background-volume is \(backgroundVolume), not a number from 0 to 1.")
    }
    if let wantedWords, StreamWords.list(wantedWords).isEmpty {
      throw ValidationError("--wanted-words has no word.")
    }
  }

  /// The words that were named; nil without any.
  var words: [String]? { wantedWords.map { StreamWords.list(RawArguments.shown($0)) } }

  /// The maker with these parameters.
  var maker: StreamMaker {
    var maker = StreamMaker()
    maker.sampleRate = sampleRate
    maker.seconds = testDurationSeconds
    maker.clipMilliseconds = clipDurationMs
    maker.gapMilliseconds = wordGapMs
    maker.unknownPercentage = unknownPercentage
    maker.backgroundVolume = backgroundVolume
    return maker
  }

  /// Whether each clip is used.
  ///
  /// What a table or the library says of parts holds; else the hash of names does.
  func split(of data: LabeledData) throws(Failure) -> [Bool] {
    let wanted: SplitPart
    switch part {
    case .all: return data.items.map { _ in true }
    case .training: wanted = .training
    case .validation: wanted = .validation
    case .testing: wanted = .testing
    }
    let isGiven = data.items.contains { $0.split != nil }
    let rule: SplitRule =
      isGiven
      ? .given()
      : .hash(
        HashSplit(
          validationPercentage: validationPercentage, testingPercentage: testingPercentage))
    do {
      return try rule.split(data.clips).parts.map { $0 == wanted }
    } catch {
      throw Failure(error)
    }
  }
}

/// The clips that a stream is made of, and what they are called there.
struct StreamWords {
  /// The clips.
  let items: [LabeledData.Item]
  /// What each is called: its label, or `_unknown_`.
  let labels: [String]
  /// The words that are no unknown ones.
  let wanted: [String]

  /// Takes the clips of a part.
  ///
  /// - Parameters:
  ///   - wanted: The words that the user named.
  ///   - part: Whether each clip is of the part.
  init(_ data: LabeledData, wanted: [String]?, part: [Bool]) {
    items = zip(data.items, part).filter { item, isUsed in
      isUsed && item.label != nil && item.label != FolderLabel.backgroundNoise
    }.map(\.0)
    let known = data.labels
    let words: [String]
    if let wanted {
      words = wanted
    } else if Set(ClassRule.commands).isSubset(of: known) {
      words = ClassRule.commands
    } else {
      words = known
    }
    let set = Set(words)
    labels = items.map { item in
      item.label.map { set.contains($0) ? $0 : ClassRule.unknown } ?? ClassRule.unknown
    }
    self.wanted = words
  }

  /// The words of a list.
  static func list(_ text: String) -> [String] {
    text.split(separator: ",").map { word in
      String(word.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }.filter { !$0.isEmpty }
  }
}
