/// Learning from the first labels on: a logistic head on what a frozen trunk says.
///
/// The head learns from the embeddings of each clip and of augmented copies of it, standardized,
/// with the loss `mean cross entropy + penalty · Σw²`.
public struct FewLabelsRecipe: Sendable, Hashable {
  /// Its name.
  public static let id = "few-labels"
  /// How copies differ from their clips.
  public var augmentation: Augmentation
  /// The weight of the squares of the head's weights.
  public var penalty: Double
  /// Steps of L-BFGS at most.
  public var iterations: Int

  /// Clips of a class up to which many copies are worth their time.
  private static let fewClips = 20

  /// Makes the recipe with its measured constants.
  public init() {
    augmentation = .speech
    augmentation.spectrum.noise = NoiseMix(share: 0.8)
    penalty = 0.01
    iterations = 60
  }

  /// Copies of each clip: 10 where there are few clips of a class, else 3.
  ///
  /// - Parameter counts: The sizes of the classes.
  public func copies(for counts: [Int]) -> Int {
    let sorted = counts.filter { $0 > 0 }.sorted()
    guard !sorted.isEmpty else { return 0 }
    return sorted[sorted.count / 2] <= FewLabelsRecipe.fewClips ? 10 : 3
  }
}
