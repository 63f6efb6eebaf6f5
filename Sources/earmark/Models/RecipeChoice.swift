import Explorer
import ExplorerRuntime
import Labeling
import Recognition

/// A recipe with what flags change of it.
struct RecipeChoice {
  /// The flags.
  let flags: TrainingFlags
  /// Samples per second of most recordings.
  let recordingRate: Double

  /// The name of the recipe that is followed.
  private var id: String {
    if let chosen = flags.recipe { return chosen }
    if flags.trunk != nil { return "fine-tune" }
    let kind = flags.architecture.flatMap(ArchitectureRegistry.architecture)
    return kind?.answers == .sequence ? Recipe.stringsID : "default"
  }

  /// The rate of a recipe that has none of its own.
  private var rate: Double {
    flags.steps.sampleRate.map(Double.init) ?? (recordingRate <= 12_000 ? 8_000 : 16_000)
  }

  /// The recipe.
  ///
  /// - Throws: Which flag breaks a rule.
  func recipe() throws -> Recipe {
    do {
      if id == SpeechCommandsRecipe.id { return lengthened(try original().recipe()) }
      // With few labels only the last layer is fitted; its constants are its own.
      let name = id == FewLabelsRecipe.id ? "fine-tune" : id
      var recipe = try RecipeRegistry.recipe(name, sampleRate: rate)
      try change(&recipe)
      return lengthened(recipe)
    } catch let error as RecipeError {
      throw UsageFailure(failure: Failure(error))
    } catch let error as FrontEndError {
      throw UsageFailure(failure: Failure(error))
    }
  }

  /// Which classes are told apart.
  ///
  /// - Throws: Which flag has no meaning for what the network says.
  func classes(order: [String], answers: NetworkAnswer) throws -> ClassRule {
    let parts = flags.parts
    if answers == .sequence {
      guard
        parts.wantedWords == nil && parts.silencePercentage == nil && parts.unknownPercentage == nil
      else { throw Self.refusal("--wanted-words", why: "all words of labels in order are learnt") }
      return .sequences(order: order)
    }
    if flags.join != nil {
      throw Self.refusal("--join", why: "this network says one label of a clip")
    }
    if id == SpeechCommandsRecipe.id { return original().classes }
    let isWanted =
      parts.wantedWords != nil || parts.silencePercentage != nil || parts.unknownPercentage != nil
    return isWanted ? original().classes : .all(order: order)
  }

  private static func refusal(_ flag: String, why: String) -> UsageFailure {
    UsageFailure(
      failure: Failure(
        what: "Cannot use \(flag)", why: why, remedy: "leave it out, or choose another --model"))
  }

  /// The original's parameters, those that flags give among them.
  private func original() -> SpeechCommandsRecipe {
    var recipe = SpeechCommandsRecipe()
    let (parts, steps) = (flags.parts, flags.steps)
    if let words = parts.wantedWords { recipe.wantedWords = words }
    if let share = parts.silencePercentage { recipe.silencePercentage = share }
    if let share = parts.unknownPercentage { recipe.unknownPercentage = share }
    if let share = parts.validationPercentage { recipe.validationPercentage = share }
    if let share = parts.testingPercentage { recipe.testingPercentage = share }
    if let name = flags.architecture { recipe.architecture = name }
    if let volume = steps.backgroundVolume { recipe.backgroundVolume = volume }
    if let share = steps.backgroundFrequency { recipe.backgroundFrequency = share }
    if let shift = steps.timeShiftMs { recipe.timeShiftMilliseconds = shift }
    if let rate = steps.sampleRate { recipe.sampleRate = rate }
    if let length = steps.clipDurationMs { recipe.clipMilliseconds = length }
    if let window = steps.windowSizeMs { recipe.windowMilliseconds = window }
    if let hop = steps.windowStrideMs { recipe.strideMilliseconds = hop }
    if let bins = steps.featureBinCount { recipe.featureBinCount = bins }
    if let count = steps.howManyTrainingSteps { recipe.trainingSteps = count }
    if let rate = steps.learningRate { recipe.learningRate = rate }
    if let size = steps.batchSize { recipe.batchSize = size }
    if let name = steps.preprocess { recipe.preprocess = name }
    if steps.optimizer == .momentum { recipe.optimizer = .momentum }
    if let interval = steps.evalStepInterval { recipe.evaluationInterval = interval }
    if let interval = steps.saveStepInterval { recipe.saveInterval = interval }
    return recipe
  }

  /// Changes a recipe of our own by the original's flags.
  private func change(_ recipe: inout Recipe) throws {
    let steps = flags.steps
    try changeFrontEnd(&recipe)
    if let shift = steps.timeShiftMs { recipe.augmentation.samples.shiftSeconds = shift / 1_000 }
    if steps.backgroundVolume != nil || steps.backgroundFrequency != nil {
      recipe.augmentation.samples.background = BackgroundMix(
        share: steps.backgroundFrequency ?? 0.8, level: .volume(steps.backgroundVolume ?? 0.1))
    }
    if let size = steps.batchSize { recipe.training.batchSize = size }
    if let interval = steps.evalStepInterval { recipe.training.evaluationInterval = interval }
    if let interval = steps.saveStepInterval { recipe.training.checkpointInterval = interval }
    switch steps.optimizer {
    case nil: break
    case .gradientDescent: recipe.training.optimizer = .gradientDescent
    case .momentum: recipe.training.optimizer = .momentum(0.9, isNesterov: true)
    case .adamW:
      recipe.training.optimizer = .adamW(decay: 0.01, beta1: 0.85...0.95, beta2: 0.99)
    }
    if steps.howManyTrainingSteps != nil {
      // Stages are the original's; without rates they have the recipe's peak.
      var original = original()
      if steps.learningRate == nil { original.learningRate = peaks(of: recipe) }
      let training = try original.recipe().training
      (recipe.training.rates, recipe.training.length) = (training.rates, training.length)
    } else if let rate = steps.learningRate {
      recipe.training.rates = try rates(rate, of: recipe)
    }
  }

  /// The recipe's highest rate for every stage.
  private func peaks(of recipe: Recipe) -> String {
    let count = flags.steps.howManyTrainingSteps?.split(separator: ",").count ?? 1
    return Array(repeating: "\(recipe.training.rates.highest)", count: count)
      .joined(separator: ",")
  }

  /// One rate is the peak of the recipe's cycle.
  private func rates(
    _ text: String, of recipe: Recipe
  ) throws(RecipeError) -> RecipeTraining.Rates {
    guard let rate = Double(text), rate > 0, rate <= 1e6 else {
      throw text.contains(",")
        ? .listsDiffer(steps: 0, rates: text.split(separator: ",").count)
        : .parameter(
          name: "learning_rate", value: text, rule: "a number above 0 and at most 1000000")
    }
    return recipe.training.rates.reaching(rate)
  }

  private func changeFrontEnd(_ recipe: inout Recipe) throws {
    let steps = flags.steps
    let isChanged =
      steps.clipDurationMs != nil || steps.windowSizeMs != nil || steps.windowStrideMs != nil
      || steps.featureBinCount != nil
    let own = recipe.frontEnd
    if steps.preprocess != nil {
      var original = original()
      original.sampleRate = Int(own.sampleRate)
      if steps.clipDurationMs == nil {
        original.clipMilliseconds = Int(own.seconds * 1_000)
      }
      var frontEnd = try original.recipe().frontEnd
      frontEnd.placement = own.placement
      recipe.frontEnd = frontEnd
      return
    }
    guard isChanged, case .logMel(var settings) = own.kind else { return }
    if let window = steps.windowSizeMs { settings.windowSeconds = window / 1_000 }
    if let hop = steps.windowStrideMs { settings.hopSeconds = hop / 1_000 }
    if let bins = steps.featureBinCount { settings.bands = bins }
    let count = steps.clipDurationMs.map { Int(Double($0) * own.sampleRate / 1_000) }
    recipe.frontEnd = try FrontEnd(
      sampleRate: own.sampleRate, sampleCount: count ?? own.sampleCount, placement: own.placement,
      kind: .logMel(settings))
  }

  /// The recipe with the passes and the examples that are asked for.
  private func lengthened(_ recipe: Recipe) -> Recipe {
    var recipe = recipe
    if flags.noAugmentation { recipe.augmentation = .none }
    if let join = flags.join {
      recipe.strings = join == 1 ? .none : StringRule(most: join)
    }
    flags.learning.change(&recipe, rate: flags.steps.learningRate.flatMap(Double.init))
    if let epochs = flags.epochs { recipe.training.length = .passes(epochs, leastSteps: 0) }
    return recipe
  }
}
