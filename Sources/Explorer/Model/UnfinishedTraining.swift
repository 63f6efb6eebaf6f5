/// A training that was left before its end and can go on.
public struct UnfinishedTraining: Sendable, Equatable {
  /// The name of the model that it becomes.
  public let name: String
  /// What is trained, as it was asked for.
  public let kind: String
  /// How much of it is done, in hundredths; nil where that was not written.
  public let percent: Int?

  /// Makes the facts of a training.
  public init(name: String, kind: String, percent: Int?) {
    self.name = name
    self.kind = kind
    self.percent = percent
  }
}

extension AppState {
  /// Shows the training of a model, and asks which one was left before its end.
  mutating func openTraining() -> [Effect] {
    mode = .training
    return model.training?.isRunning == true ? [] : [.model(.unfinished)]
  }

  /// Takes what can go on; its kind is proposed unless another was chosen.
  mutating func take(_ training: UnfinishedTraining?) {
    model.unfinished = training
    guard let training, model.trainingKind == TrainingWish.automatic,
      model.kinds.contains(where: { $0.name == training.kind })
    else { return }
    model.trainingKind = training.kind
  }
}
