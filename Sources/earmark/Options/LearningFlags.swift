import ArgumentParser
import Recognition

/// How weights are learnt; what is left out is the recipe's.
struct LearningFlags: ParsableArguments {
  /// How the rate goes on from the one that is given, or from the recipe's highest.
  enum Schedule: String, ExpressibleByArgument, CaseIterable {
    case constant
    case cosine
    case oneCycle = "one-cycle"
  }

  /// Which examples a pass takes.
  enum Balance: String, ExpressibleByArgument, CaseIterable {
    case none
    case full
    case suited
  }

  @Option(
    help: ArgumentHelp(
      "How the rate changes: constant, cosine, one-cycle; stages are given as lists.",
      valueName: "name"))
  var schedule: Schedule?

  @Option(help: ArgumentHelp("What matrices lose each step, of the rate.", valueName: "share"))
  var weightDecay: Double?

  @Option(
    help: ArgumentHelp("The share of a target that all classes get alike.", valueName: "share"))
  var labelSmoothing: Double?

  @Option(
    help: ArgumentHelp("The longest gradient; longer ones are shortened to it.", valueName: "norm"))
  var gradientLimit: Double?

  @Option(
    help: ArgumentHelp(
      "Keep an average of the weights, which holds so much of itself each step.",
      valueName: "share"))
  var averageDecay: Double?

  @Option(
    help: ArgumentHelp(
      "Draw classes alike: none, full, or suited, which does so where sizes differ by more than 3.",
      valueName: "name"))
  var classBalance: Balance?

  @Option(
    help: ArgumentHelp(
      "Mix pairs of examples; their shares are drawn from a beta distribution of this shape.",
      valueName: "shape"))
  var mixup: Double?

  mutating func validate() throws {
    try TrainingFlags.check("--weight-decay", weightDecay, 0...10)
    try TrainingFlags.check("--label-smoothing", labelSmoothing, 0...0.9)
    try TrainingFlags.check("--gradient-limit", gradientLimit, 1e-6...1e6)
    try TrainingFlags.check("--average-decay", averageDecay, 0...0.99999)
    try TrainingFlags.check("--mixup", mixup, 0.01...10)
  }

  var given: [String] {
    TrainingFlags.words([
      ("schedule", schedule?.rawValue), ("weight-decay", weightDecay.map { "\($0)" }),
      ("label-smoothing", labelSmoothing.map { "\($0)" }),
      ("gradient-limit", gradientLimit.map { "\($0)" }),
      ("average-decay", averageDecay.map { "\($0)" }),
      ("class-balance", classBalance?.rawValue), ("mixup", mixup.map { "\($0)" }),
    ])
  }

  /// Changes a recipe by what was given.
  ///
  /// - Parameter rate: The one rate that was given.
  func change(_ recipe: inout Recipe, rate: Double?) {
    if let schedule {
      let peak = rate ?? recipe.training.rates.highest
      recipe.training.rates =
        switch schedule {
        case .constant: .constant(peak)
        case .cosine: .cosine(peak)
        case .oneCycle: RecipeTraining.oneCycle.rates.reaching(peak)
        }
    }
    if let weightDecay { recipe.training.decay = weightDecay }
    if let labelSmoothing { recipe.training.labelSmoothing = labelSmoothing }
    if let gradientLimit { recipe.training.gradientLimit = gradientLimit }
    if let averageDecay { recipe.training.averageDecay = averageDecay }
    if let mixup { recipe.augmentation.mixup = mixup }
    switch classBalance {
    case nil: break
    case .none?: recipe.order = .fixed(.shuffled)
    case .full: recipe.order = .fixed(.balanced(exponent: 1))
    case .suited: recipe.order = .suited
    }
  }
}
