import Labeling
import NeuralNetworks

/// All that decides a training, but for its clips.
public struct TrainingPlan: Sendable {
  /// The kind of network.
  public let architecture: any Architecture.Type
  /// What it is made with.
  public let options: ArchitectureOptions
  /// What it sees and how it learns; its front end is the one that suits the architecture.
  public var recipe: Recipe
  /// A trained network that it begins with; nil begins by chance.
  public let trunk: Trunk?
  /// What is drawn depends on it.
  public var seed: UInt64
  /// Looks at the validation part without a better one after which it ends; nil never ends it.
  public var patience: Int?

  /// A trained network, of which all but the last layer is taken over.
  public struct Trunk: Sendable {
    /// Its weights by name.
    public let tensors: [String: NamedTensor]
    /// What was applied to what it saw.
    public let normalization: Normalization
    /// Whether it stays as it is, and only the last layer is fitted.
    public let isFrozen: Bool
  }

  /// A plan for a network that begins by chance.
  ///
  /// - Parameters:
  ///   - architecture: Nil for the recipe's own.
  ///   - width: Filters and units, of what is usual.
  ///   - dropout: Nil for the recipe's where the architecture is its own, else what is usual.
  ///   - keepsRate: Whether the recipe's rate was asked for, so that the architecture's gives way.
  /// - Throws: ``TrainingFailure`` where the architecture is unknown.
  public init(
    _ recipe: Recipe, architecture: (any Architecture.Type)? = nil, width: Double = 1,
    dropout: Double? = nil, seed: UInt64, patience: Int? = nil, keepsRate: Bool = false
  ) throws(TrainingFailure) {
    guard let own = ArchitectureRegistry.architecture(named: recipe.architecture) else {
      throw .unknownArchitecture(recipe.architecture)
    }
    let kind = architecture ?? own
    let usual =
      kind.id == own.id || recipe.id == SpeechCommandsRecipe.id ? recipe.training.dropout : nil
    self.architecture = kind
    var suited = try TrainingPlan.suited(recipe, to: kind)
    if !keepsRate, let peak = kind.peakRate {
      suited.training.rates = suited.training.rates.reaching(peak)
    }
    self.recipe = suited
    options = ArchitectureOptions(
      width: width, dropout: (dropout ?? usual).map { Float($0) },
      sampleRate: recipe.frontEnd.sampleRate)
    trunk = nil
    self.seed = seed
    self.patience = patience
  }

  /// A plan that begins with a trained model: its network, its front end, and how it learns anew.
  ///
  /// - Parameter keepsExamples: Whether examples are kept in the place of its last layer
  ///   (``NearestNeighbors``), as they are anyway where the model does so.
  /// - Throws: What is wrong with the model.
  public init(
    trunk model: ModelFile, isFrozen: Bool, keepsExamples: Bool = false, _ recipe: Recipe,
    seed: UInt64, patience: Int? = nil
  ) throws(TrainingFailure) {
    let name = model.configuration.architecture
    guard !model.isImported else { throw .imported }
    guard let own = ArchitectureRegistry.architecture(named: name) else {
      throw .unknownArchitecture(name)
    }
    let kind = keepsExamples ? NearestNeighbors.self : own
    do {
      var options = try model.architectureOptions()
      if keepsExamples, own.training != .examples { options.kept = KeptExamples(trunk: own.id) }
      self.options = options
      trunk = Trunk(
        tensors: try model.network().tensors, normalization: model.configuration.normalization,
        isFrozen: isFrozen)
    } catch {
      throw .model(error)
    }
    architecture = kind
    var recipe = recipe
    recipe.frontEnd = model.configuration.frontEnd
    self.recipe = recipe
    self.seed = seed
    self.patience = patience
  }

  /// The plan of the linear baseline: the same clips, the same front end, nothing changed.
  ///
  /// - Parameter recipe: The recipe before it was suited to a network that listens to samples.
  /// - Throws: ``TrainingFailure`` where the recipe's architecture is unknown.
  public static func baseline(_ recipe: Recipe, seed: UInt64) throws(TrainingFailure)
    -> TrainingPlan
  {
    try TrainingPlan(recipe, architecture: Logistic.self, seed: seed)
  }

  /// Whether the last layer alone is fitted, to all examples at once.
  public var fitsHead: Bool { architecture.training != .steps || trunk?.isFrozen == true }

  /// What the network is made with where it learns from so many examples.
  func options(examples: Int) -> ArchitectureOptions {
    guard architecture.training == .examples else { return options }
    var options = options
    options.kept = KeptExamples(
      count: max(1, min(examples, KeptExamples.limit)), trunk: options.kept?.trunk)
    return options
  }

  /// Refuses examples that are no answers of its network.
  func check(_ set: TrainingSet) throws(TrainingFailure) {
    let isInOrder = architecture.answers == .sequence
    let hasOrder = set.entries(of: .training).contains { $0.sequence != nil }
    guard isInOrder == hasOrder else { throw .answersDiffer(architecture.id) }
    if isInOrder, fitsHead { throw .hasNoHead(architecture.id) }
  }

  /// The recipe with the front end that an architecture listens to.
  private static func suited(
    _ recipe: Recipe, to kind: any Architecture.Type
  ) throws(TrainingFailure) -> Recipe {
    guard kind.listensTo == .samples else { return recipe }
    var recipe = recipe
    let own = recipe.frontEnd
    do {
      recipe.frontEnd = try FrontEnd(
        sampleRate: own.sampleRate, sampleCount: own.sampleCount, placement: own.placement,
        kind: .samples)
    } catch {
      throw .frontEnd(error)
    }
    recipe.normalization = .whole
    return recipe
  }
}
