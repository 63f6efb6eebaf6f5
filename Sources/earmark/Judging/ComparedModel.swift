import Explorer
import ExplorerRuntime
import Recognition

/// A model that is compared: how it is called, and how it is made.
struct ComparedModel {
  /// The name as the user gave it.
  let name: String
  /// How it learns.
  let plan: TrainingPlan

  /// Kinds that are compared unless told, the shipped trunk between them where it is there.
  private static let usual = [Logistic.id, TimePooledCNN.id, DepthwiseSeparableCNN.id]

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
    } else {
      wanted = usual
      if ModelCatalog().entries().contains(where: { $0.name == ClipValues.trunk }) {
        wanted.insert(ClipValues.trunk, at: 1)
      }
    }
    return try wanted.map { try model($0, recipe, seed) }
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
      let file: ModelFile
      do {
        file = try ModelCatalog().model(RawArguments.bytes(of: name))
      } catch {
        guard error.what.hasPrefix("Cannot find") else { throw error }
        throw missing(shown)
      }
      let plan = try TrainingPlan(trunk: file, isFrozen: true, recipe, seed: seed)
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
        remedy: "use some of \((kinds + shipped).joined(separator: ", ")), or model files"))
  }
}
