extension EffectRunner {
  /// The kinds of models that can be trained from inside, by name.
  public static func trainingKinds(_ location: LibraryLocation) -> [String] {
    TrainingKind.names(ModelShelf(location))
  }
}
