import Explorer

extension EffectRunner {
  /// The kinds of models that can be trained from inside.
  public static func trainingKinds(_ location: LibraryLocation) -> [TrainingKindName] {
    TrainingKind.names(ModelShelf(location))
  }
}
