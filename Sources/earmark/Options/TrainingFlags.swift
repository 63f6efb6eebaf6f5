import ArgumentParser
import Recognition

/// What may be chosen of a training; what is left out is the recipe's.
///
/// The names are those of the original's `train.py`, where it has them.
struct TrainingFlags: ParsableArguments {
  @Option(
    name: [.customLong("model"), .customLong("model-architecture")],
    help: ArgumentHelp("The architecture: see earmark models.", valueName: "name"))
  var architecture: String?

  @Option(
    help: ArgumentHelp(
      "How it is trained: \(RecipeRegistry.names.joined(separator: ", ")).", valueName: "name"))
  var recipe: String?

  @Option(
    help: ArgumentHelp(
      "A trained model to begin with; with --model knn, one to keep examples on.",
      valueName: "model"))
  var trunk: String?

  @Flag(help: "Leave the trunk as it is and fit the last layer alone, in a second.")
  var freeze = false

  @Option(help: ArgumentHelp("Passes over the clips.", valueName: "n"))
  var epochs: Int?

  @Option(help: ArgumentHelp("What is drawn depends on it.", valueName: "n"))
  var seed: UInt64?

  @Option(
    help: ArgumentHelp(
      "End after so many looks at the validation clips without a better one.", valueName: "n"))
  var patience: Int?

  @Option(help: ArgumentHelp("Filters and units, of what is usual.", valueName: "factor"))
  var width: Double?

  @Option(help: ArgumentHelp("The share of values that dropout hides.", valueName: "share"))
  var dropout: Double?

  @Flag(help: "Learn from the clips as they are.")
  var noAugmentation = false

  @Option(
    help: ArgumentHelp(
      """
      Learn labels in order from strings of up to so many clips of one group, joined with short \
      pauses and drawn anew in every pass; 1 takes the clips as they are.
      """, valueName: "n"))
  var join: Int?

  @OptionGroup(title: "How weights are learnt") var learning: LearningFlags
  @OptionGroup(title: "Classes and parts") var parts: PartFlags
  @OptionGroup(title: "Examples and steps, named as in speech_commands") var steps: StepFlags

  mutating func validate() throws {
    try Self.check("--epochs", epochs.map(Double.init), 1...1e6)
    try Self.check("--patience", patience.map(Double.init), 0...1e6)
    try Self.check("--width", width, 0.02...16)
    try Self.check("--dropout", dropout, 0...0.95)
    if epochs != nil, steps.howManyTrainingSteps != nil {
      throw ValidationError(
        "Only one of --epochs and --how-many-training-steps can be used: both say how long.")
    }
    if learning.schedule != nil, steps.learningRate?.contains(",") == true {
      throw ValidationError(
        "--schedule goes with one --learning-rate; a list has stages of its own.")
    }
    try Self.check(
      "--join", join.map(Double.init),
      Double(StringRule.limits.lowerBound)...Double(StringRule.limits.upperBound))
    if freeze, trunk == nil { throw ValidationError("--freeze needs --trunk.") }
  }

  /// Refuses a number that lies outside of its limits.
  static func check(_ name: String, _ value: Double?, _ limits: ClosedRange<Double>) throws {
    guard let value, !limits.contains(value) else { return }
    throw ValidationError(
      "\(name) is \(value), not a number from \(limits.lowerBound) to \(limits.upperBound).")
  }

  /// The flags that were given, as they are written on the command line.
  var given: [String] {
    let own: [(String, String?)] = [
      ("model", architecture), ("recipe", recipe), ("trunk", trunk),
      ("epochs", epochs.map(String.init)), ("seed", seed.map(String.init)),
      ("patience", patience.map(String.init)), ("width", width.map { "\($0)" }),
      ("dropout", dropout.map { "\($0)" }), ("join", join.map(String.init)),
    ]
    return Self.words(own) + (freeze ? ["--freeze"] : [])
      + (noAugmentation ? ["--no-augmentation"] : []) + learning.given + parts.given
      + steps.given
  }

  /// Names and values as words of a command line.
  static func words(_ flags: [(String, String?)]) -> [String] {
    flags.flatMap { name, value in value.map { ["--\(name)=\($0)"] } ?? [] }
  }
}

/// Which classes are told apart, and how clips are divided.
struct PartFlags: ParsableArguments {
  /// How clips are divided.
  enum Rule: String, ExpressibleByArgument, CaseIterable {
    case given, hash, lists, groups, folds, random
  }

  @Option(
    help: ArgumentHelp(
      """
      How clips are divided: by what names their part (given), the original's hash, its lists, \
      whole groups, folds, or at random; else what suits the clips.
      """, valueName: "rule"))
  var split: Rule?

  @Option(
    help: ArgumentHelp("The group to test on; all others are learnt from.", valueName: "group"))
  var holdOut: String?

  @Option(help: ArgumentHelp("How many folds there are.", valueName: "n"))
  var folds: Int?

  @Option(help: ArgumentHelp("The fold to test on, from 1.", valueName: "n"))
  var fold: Int?

  @Option(help: ArgumentHelp("Words that are classes, else all.", valueName: "a,b,…"))
  var wantedWords: String?

  @Option(help: ArgumentHelp("Silence that is added.", valueName: "percent"))
  var silencePercentage: Double?

  @Option(help: ArgumentHelp("Other words that are taken as one class.", valueName: "percent"))
  var unknownPercentage: Double?

  @Option(help: ArgumentHelp("Clips to choose on, 10 unless told.", valueName: "percent"))
  var validationPercentage: Double?

  @Option(help: ArgumentHelp("Clips to test on, 10 unless told.", valueName: "percent"))
  var testingPercentage: Double?

  mutating func validate() throws {
    try TrainingFlags.check("--validation-percentage", validationPercentage, 0...100)
    try TrainingFlags.check("--testing-percentage", testingPercentage, 0...100)
    try TrainingFlags.check("--silence-percentage", silencePercentage, 0...1000)
    try TrainingFlags.check("--unknown-percentage", unknownPercentage, 0...1000)
    try TrainingFlags.check("--folds", folds.map(Double.init), 2...1e6)
    if fold != nil || folds != nil {
      guard let fold, let folds, (1...folds).contains(fold) else {
        throw ValidationError("--folds and --fold go together, and --fold is from 1 to --folds.")
      }
      if let split, split != .folds { throw ValidationError("--fold needs --split folds.") }
      if holdOut != nil { throw ValidationError("Only one of --fold and --hold-out can be used.") }
    } else if split == .folds {
      throw ValidationError("--split folds needs --folds and --fold.")
    }
  }

  var given: [String] {
    TrainingFlags.words([
      ("split", split?.rawValue), ("hold-out", holdOut), ("folds", folds.map(String.init)),
      ("fold", fold.map(String.init)), ("wanted-words", wantedWords),
      ("silence-percentage", silencePercentage.map { "\($0)" }),
      ("unknown-percentage", unknownPercentage.map { "\($0)" }),
      ("validation-percentage", validationPercentage.map { "\($0)" }),
      ("testing-percentage", testingPercentage.map { "\($0)" }),
    ])
  }
}

/// What examples are made of, and the steps that are taken on them.
struct StepFlags: ParsableArguments {
  /// What follows the gradient.
  enum Optimizer: String, ExpressibleByArgument, CaseIterable {
    case gradientDescent = "gradient_descent"
    case momentum
    case adamW = "adamw"
  }

  @Option(help: ArgumentHelp("Steps of each stage.", valueName: "n,…"))
  var howManyTrainingSteps: String?

  @Option(
    help: ArgumentHelp("The rate of each stage; one number is the peak.", valueName: "rate,…"))
  var learningRate: String?

  @Option(help: ArgumentHelp("Examples of a step.", valueName: "n"))
  var batchSize: Int?

  @Option(help: ArgumentHelp("What follows the gradient.", valueName: "name"))
  var optimizer: Optimizer?

  @Option(help: ArgumentHelp("How far clips are moved, either way.", valueName: "ms"))
  var timeShiftMs: Double?

  @Option(help: ArgumentHelp("How loud background noise is at most, 0 to 1.", valueName: "volume"))
  var backgroundVolume: Double?

  @Option(help: ArgumentHelp("The share of clips that get background noise.", valueName: "share"))
  var backgroundFrequency: Double?

  @Option(help: ArgumentHelp("Samples per second that the model hears.", valueName: "hertz"))
  var sampleRate: Int?

  @Option(help: ArgumentHelp("What the model hears of a clip.", valueName: "ms"))
  var clipDurationMs: Int?

  @Option(help: ArgumentHelp("The window of the analysis.", valueName: "ms"))
  var windowSizeMs: Double?

  @Option(help: ArgumentHelp("From window to window.", valueName: "ms"))
  var windowStrideMs: Double?

  @Option(help: ArgumentHelp("Values of a window.", valueName: "n"))
  var featureBinCount: Int?

  @Option(help: ArgumentHelp("The original's features: mfcc, average, micro.", valueName: "name"))
  var preprocess: SpeechCommandsRecipe.Preprocess?

  @Option(
    help: ArgumentHelp("Steps from one look at the validation clips to the next.", valueName: "n"))
  var evalStepInterval: Int?

  @Option(help: ArgumentHelp("Steps from one checkpoint to the next.", valueName: "n"))
  var saveStepInterval: Int?

  mutating func validate() throws {
    try TrainingFlags.check("--batch-size", batchSize.map(Double.init), 1...100_000)
    try TrainingFlags.check("--time-shift-ms", timeShiftMs, 0...600_000)
    try TrainingFlags.check("--background-volume", backgroundVolume, 0...1)
    try TrainingFlags.check("--background-frequency", backgroundFrequency, 0...1)
    try TrainingFlags.check("--sample-rate", sampleRate.map(Double.init), 100...1_000_000)
    try TrainingFlags.check("--clip-duration-ms", clipDurationMs.map(Double.init), 1...600_000)
    try TrainingFlags.check("--window-size-ms", windowSizeMs, 0.1...10_000)
    try TrainingFlags.check("--window-stride-ms", windowStrideMs, 0.01...10_000)
    try TrainingFlags.check("--feature-bin-count", featureBinCount.map(Double.init), 1...4096)
    try TrainingFlags.check("--eval-step-interval", evalStepInterval.map(Double.init), 1...1e9)
    try TrainingFlags.check("--save-step-interval", saveStepInterval.map(Double.init), 1...1e9)
  }

  var given: [String] {
    TrainingFlags.words([
      ("how-many-training-steps", howManyTrainingSteps), ("learning-rate", learningRate),
      ("batch-size", batchSize.map(String.init)), ("optimizer", optimizer?.rawValue),
      ("time-shift-ms", timeShiftMs.map { "\($0)" }),
      ("background-volume", backgroundVolume.map { "\($0)" }),
      ("background-frequency", backgroundFrequency.map { "\($0)" }),
      ("sample-rate", sampleRate.map(String.init)),
      ("clip-duration-ms", clipDurationMs.map(String.init)),
      ("window-size-ms", windowSizeMs.map { "\($0)" }),
      ("window-stride-ms", windowStrideMs.map { "\($0)" }),
      ("feature-bin-count", featureBinCount.map(String.init)),
      ("preprocess", preprocess?.rawValue),
      ("eval-step-interval", evalStepInterval.map(String.init)),
      ("save-step-interval", saveStepInterval.map(String.init)),
    ])
  }
}

extension SpeechCommandsRecipe.Preprocess: ExpressibleByArgument {}
