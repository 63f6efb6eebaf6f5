import Explorer
import Labeling
import NeuralNetworks
import Recognition

extension Failure {
  /// What the facts say in a sentence.
  public init(_ error: ModelFileError) { self.init(error.sentence) }

  /// What the facts say in a sentence.
  public init(_ error: FrontEndError) { self.init(error.sentence) }

  /// What the facts say in a sentence.
  public init(_ error: TrainingSetError) { self.init(error.sentence) }

  /// What the facts say in a sentence.
  public init(_ error: SplitError) { self.init(error.sentence) }

  /// What the facts say in a sentence.
  public init(_ error: RecipeError) { self.init(error.sentence) }

  /// What the facts say in a sentence.
  public init(_ error: TrainingFailure) { self.init(error.sentence) }

  /// What the facts say in a sentence, with the path of the model.
  public init(_ error: ModelFileError, model: String) {
    let sentence = error.sentence
    let what =
      sentence.what == "Cannot read the model" ? "Cannot read the model \(model)" : sentence.what
    self.init(what: what, why: sentence.why, remedy: sentence.remedy)
  }
}
