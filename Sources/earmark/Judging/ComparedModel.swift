import Explorer
import ExplorerRuntime
import NeuralNetworks
import Recognition

/// A model that is compared: how it is called, and how it is made.
struct ComparedModel {
  /// The name as the user gave it.
  let name: String
  /// How it learns.
  let plan: TrainingPlan

  /// What it is grouped with.
  var family: ArchitectureFamily { plan.architecture.family }
  /// Whether it had learnt from other sounds before.
  var isPretrained: Bool { plan.trunk != nil }

  /// Kinds that are compared unless told, the shipped trunk between them where it is there.
  private static let usual = [Logistic.id, TimePooledCNN.id, DepthwiseSeparableCNN.id]
  /// The word for all kinds, and the shipped trunk with both last layers.
  private static let all = "all"
  /// What stands between a kind that keeps examples and the trained model that it lies on.
  private static let on: Character = ":"

  /// The models of a list, by commas; nil for the usual ones.
  ///
  /// - Throws: That there is no such model.
  static func list(
    _ names: String?, recipe: Recipe, seed: UInt64
  ) throws -> [ComparedModel] {
    var wanted: [String]
    if let names {
      wanted = StreamWords.list(names)
      if wanted.isEmpty { throw Self.missing(RawArguments.shown(names)) }
      wanted = wanted.flatMap { $0 == all ? everything(recipe) : [$0] }
    } else {
      wanted = usual
      if hasTrunk { wanted.insert(ClipValues.trunk, at: 1) }
    }
    var seen: Set<String> = []
    return try wanted.map { try model($0, recipe, seed) }.filter { seen.insert($0.name).inserted }
  }

  private static var hasTrunk: Bool {
    ModelCatalog().entries().contains { $0.name == ClipValues.trunk }
  }

  /// All kinds that name a clip by one class, and what lies on the shipped trunk.
  private static func everything(_ recipe: Recipe) -> [String] {
    let kinds = ArchitectureRegistry.all.filter { namesClips($0, recipe) }
    let trunk = ClipValues.trunk
    return kinds.map { $0.id }
      + (hasTrunk ? [trunk, "\(NearestNeighbors.id)\(on)\(trunk)"] : [])
  }

  /// Whether a kind gives one opinion of a clip.
  private static func namesClips(_ kind: any Architecture.Type, _ recipe: Recipe) -> Bool {
    let shape = recipe.frontEnd.inputShape
    let input =
      kind.listensTo == .samples
      ? Shape(time: recipe.frontEnd.sampleCount)
      : Shape(time: shape.frames, frequency: shape.bins)
    let classes = 3
    do {
      return try kind.network(input: input, classes: classes, seed: 0).output.count == classes
    } catch {
      return false
    }
  }

  private static func model(
    _ name: String, _ recipe: Recipe, _ seed: UInt64
  ) throws -> ComparedModel {
    do {
      if let kind = ArchitectureRegistry.architecture(named: name) {
        let plan = try TrainingPlan(recipe, architecture: kind, seed: seed)
        return ComparedModel(name: kind.id, plan: plan)
      }
      let shown = RawArguments.shown(name)
      let parts = name.split(separator: on, maxSplits: 1).map(String.init)
      let keeps =
        parts.count == 2
        && ArchitectureRegistry.architecture(named: parts[0])?.training == .examples
      let file: ModelFile
      do {
        file = try ModelCatalog().model(RawArguments.bytes(of: keeps ? parts[1] : name))
      } catch {
        guard error.what.hasPrefix("Cannot find") else { throw error }
        throw missing(shown)
      }
      let plan = try TrainingPlan(
        trunk: file, isFrozen: true, keepsExamples: keeps, recipe, seed: seed)
      return ComparedModel(name: shown, plan: plan)
    } catch let error as TrainingFailure {
      throw Failure(error)
    }
  }

  private static func missing(_ name: String) -> UsageFailure {
    let kinds = ArchitectureRegistry.all.map { $0.id }
    let shipped = ModelCatalog().entries().map(\.name)
    return UsageFailure(
      failure: Failure(
        what: "Cannot compare \(name)", why: "there is no such model",
        remedy: "use all, some of \((kinds + shipped).joined(separator: ", ")), or model files"))
  }
}
