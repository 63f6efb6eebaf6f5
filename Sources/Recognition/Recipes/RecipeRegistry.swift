/// The recipes there are.
public enum RecipeRegistry {
  /// Makes a recipe for recordings of a rate, which is kept where the recipe has none of its own.
  public typealias Maker = @Sendable (Double) throws(RecipeError) -> Recipe

  /// All of them by name, in the order of lists; ``FewLabelsRecipe`` trains no network.
  public static let all: [(id: String, make: Maker)] = [
    ("default", { rate throws(RecipeError) in try .standard(sampleRate: rate) }),
    (SpeechCommandsRecipe.id, { _ throws(RecipeError) in try SpeechCommandsRecipe().recipe() }),
    ("fine-tune", { rate throws(RecipeError) in try .fineTuning(sampleRate: rate) }),
    ("trunk", { rate throws(RecipeError) in try .trunk(sampleRate: rate) }),
    ("environment", { _ throws(RecipeError) in try .environment() }),
    (Recipe.stringsID, { rate throws(RecipeError) in try .strings(sampleRate: rate) }),
  ]

  /// The names, in order.
  public static var names: [String] { all.map(\.id) + [FewLabelsRecipe.id] }

  /// The recipe of a name.
  ///
  /// - Throws: ``RecipeError/unknown(_:)``, or the rule that the rate breaks.
  public static func recipe(_ id: String, sampleRate: Double) throws(RecipeError) -> Recipe {
    guard let found = all.first(where: { $0.id == id }) else { throw .unknown(id) }
    return try found.make(sampleRate)
  }
}
