import Acoustics
import Labeling

/// The original's training, with all of its parameters.
///
/// - Source: TensorFlow, `examples/speech_commands/train.py`, `models.py`, `input_data.py`.
public struct SpeechCommandsRecipe: Sendable, Hashable {
  /// What is made of the samples.
  public enum Preprocess: String, Sendable, Hashable, CaseIterable {
    /// Mel-frequency cepstral coefficients.
    case mfcc
    /// Averages of neighboring bins.
    case average
    /// The fixed-point front end of small devices.
    case micro
  }

  /// What follows the gradient.
  public enum Optimizer: String, Sendable, Hashable, CaseIterable {
    /// Plain gradient descent.
    case gradientDescent = "gradient_descent"
    /// Nesterov's momentum of 0.9.
    case momentum
  }

  /// `background_volume`: the highest volume of background noise.
  public var backgroundVolume = 0.1
  /// `background_frequency`: the share of clips that get noise.
  public var backgroundFrequency = 0.8
  /// `silence_percentage`.
  public var silencePercentage = 10.0
  /// `unknown_percentage`.
  public var unknownPercentage = 10.0
  /// `time_shift_ms`: how far clips are moved, either way.
  public var timeShiftMilliseconds = 100.0
  /// `testing_percentage`.
  public var testingPercentage = 10.0
  /// `validation_percentage`.
  public var validationPercentage = 10.0
  /// `sample_rate`.
  public var sampleRate = 16_000
  /// `clip_duration_ms`.
  public var clipMilliseconds = 1_000
  /// `window_size_ms`.
  public var windowMilliseconds = 30.0
  /// `window_stride_ms`.
  public var strideMilliseconds = 10.0
  /// `feature_bin_count`.
  public var featureBinCount = 40
  /// `how_many_training_steps`.
  public var trainingSteps = "15000,3000"
  /// `learning_rate`: as many as there are numbers of steps.
  public var learningRate = "0.001,0.0001"
  /// `batch_size`.
  public var batchSize = 100
  /// `eval_step_interval`.
  public var evaluationInterval = 400
  /// `save_step_interval`.
  public var saveInterval = 100
  /// `wanted_words`.
  public var wantedWords = "yes,no,up,down,left,right,on,off,stop,go"
  /// `model_architecture`.
  public var architecture = "conv"
  /// `preprocess`.
  public var preprocess = Preprocess.mfcc
  /// `optimizer`.
  public var optimizer = Optimizer.gradientDescent

  /// The original's defaults.
  public init() {}

  /// Its name.
  public static let id = "speech_commands"

  /// Which classes are told apart; words are in lower case, as folders are taken.
  public var classes: ClassRule {
    let words = wantedWords.split(separator: ",").map { String($0).lowercased() }
    return .wanted(
      words, silencePercentage: silencePercentage, unknownPercentage: unknownPercentage)
  }

  /// How clips are divided.
  public var split: SplitRule {
    .hash(
      HashSplit(
        validationPercentage: validationPercentage, testingPercentage: testingPercentage))
  }

  /// The recipe of these parameters.
  ///
  /// - Throws: The rule that one of them breaks.
  public func recipe() throws(RecipeError) -> Recipe {
    let stages = try stages()
    try check("batch_size", Double(batchSize), 1...100_000)
    try check("eval_step_interval", Double(evaluationInterval), 1...1e9)
    try check("save_step_interval", Double(saveInterval), 1...1e9)
    try check("background_frequency", backgroundFrequency, 0...1)
    try check("background_volume", backgroundVolume, 0...1)
    try check("time_shift_ms", timeShiftMilliseconds, 0...Double(clipMilliseconds))
    return Recipe(
      id: SpeechCommandsRecipe.id,
      summary: "TensorFlow's speech_commands: its features, noise, shifts, stages and models",
      architecture: architecture, frontEnd: try frontEnd(), normalization: .none,
      augmentation: Augmentation(
        samples: SampleAugmentation(
          shiftSeconds: timeShiftMilliseconds / 1_000,
          background: BackgroundMix(
            share: backgroundFrequency, level: .volume(backgroundVolume)))),
      order: .fixed(.drawn),
      training: RecipeTraining(
        optimizer: optimizer == .momentum ? .momentum(0.9, isNesterov: true) : .gradientDescent,
        rates: .staged(stages), length: .steps(stages.reduce(0) { $0 + $1.steps }),
        batchSize: batchSize, dropout: 0.5, evaluationInterval: evaluationInterval,
        checkpointInterval: saveInterval))
  }

  /// `how_many_training_steps` and `learning_rate`, pair by pair.
  private func stages() throws(RecipeError) -> [RecipeTraining.Stage] {
    let steps = trainingSteps.split(separator: ",", omittingEmptySubsequences: false)
    let rates = learningRate.split(separator: ",", omittingEmptySubsequences: false)
    guard steps.count == rates.count else {
      throw .listsDiffer(steps: steps.count, rates: rates.count)
    }
    var stages: [RecipeTraining.Stage] = []
    for (steps, rate) in zip(steps, rates) {
      guard let count = Int(steps), (1...1_000_000_000).contains(count) else {
        throw .parameter(
          name: "how_many_training_steps", value: String(steps), rule: "a whole number from 1")
      }
      guard let rate = Double(rate), rate > 0, rate <= 1e6 else {
        throw .parameter(
          name: "learning_rate", value: String(rate),
          rule: "a number above 0 and at most 1000000")
      }
      stages.append(RecipeTraining.Stage(steps: count, rate: rate))
    }
    return stages
  }

  /// The original's features of the first `clip_duration_ms`.
  private func frontEnd() throws(RecipeError) -> FrontEnd {
    let preset: Preset =
      switch preprocess {
      case .mfcc: .tensorflow
      case .average: .tensorflowAverage
      case .micro: .tensorflowMicro
      }
    try check("sample_rate", Double(sampleRate), FrontEnd.rateLimits)
    try check("clip_duration_ms", Double(clipMilliseconds), 1...600_000)
    var own: ParameterTable = ["coefficients": .number(Double(featureBinCount))]
    if preprocess == .micro { own = ["mel-bands": .number(Double(featureBinCount))] }
    let lengths: ParameterTable = [
      "window-ms": .number(windowMilliseconds), "hop-ms": .number(strideMilliseconds),
    ]
    do {
      let input = try FeatureInput(
        preset.feature, preset.parameters.merging(own).merging(lengths),
        sampleRate: Double(sampleRate))
      return try FrontEnd(
        sampleRate: Double(sampleRate), sampleCount: sampleRate * clipMilliseconds / 1_000,
        placement: .start, kind: .feature(input))
    } catch {
      throw .frontEnd(error)
    }
  }

  private func check(
    _ name: String, _ value: Double, _ limits: ClosedRange<Double>
  ) throws(RecipeError) {
    guard limits.contains(value) else {
      throw .parameter(
        name: name, value: "\(value)", rule: "from \(limits.lowerBound) to \(limits.upperBound)")
    }
  }
}
