import Labeling

/// How a model is trained: what it sees, how examples are changed, and how it learns.
///
/// A new recipe is a file in `Recipes/` and a line in ``RecipeRegistry``.
public struct Recipe: Sendable, Equatable {
  /// What brings inputs to mean 0 and deviation 1.
  public enum NormalizationRule: String, Sendable, Hashable {
    /// Nothing does.
    case none
    /// One mean and deviation.
    case whole
    /// Those of each bin.
    case bins
  }

  /// Which examples a pass takes.
  public enum OrderRule: Sendable, Hashable {
    /// What suits the sizes of the classes, ``ExampleOrder/suited(to:)``.
    case suited
    /// Always this.
    case fixed(ExampleOrder)

    /// The order for the sizes of the classes.
    public func order(for counts: [Int]) -> ExampleOrder {
      switch self {
      case .suited: .suited(to: counts)
      case .fixed(let order): order
      }
    }
  }

  /// Its name.
  public var id: String
  /// What it is for, in a line.
  public var summary: String
  /// The architecture unless another is asked for.
  public var architecture: String
  /// What models see.
  public var frontEnd: FrontEnd
  /// What brings inputs to mean 0 and deviation 1.
  public var normalization: NormalizationRule
  /// How examples differ from their clips.
  public var augmentation: Augmentation
  /// Which examples a pass takes.
  public var order: OrderRule
  /// How weights are learnt.
  public var training: RecipeTraining
  /// How clips are joined where a network gives labels in order.
  public var strings = StringRule.none

  /// Makes a recipe.
  public init(
    id: String, summary: String, architecture: String, frontEnd: FrontEnd,
    normalization: NormalizationRule, augmentation: Augmentation, order: OrderRule,
    training: RecipeTraining
  ) {
    self.id = id
    self.summary = summary
    self.architecture = architecture
    self.frontEnd = frontEnd
    self.normalization = normalization
    self.augmentation = augmentation
    self.order = order
    self.training = training
  }
}
