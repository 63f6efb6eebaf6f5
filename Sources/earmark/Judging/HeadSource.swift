import Explorer
import ExplorerRuntime
import Recognition

/// What clips are described by where only a last layer is learnt.
struct HeadSource {
  /// The word for fixed features.
  static let fixed = Logistic.id

  private let name: String?

  /// Takes what the user named: a model, `logistic`, or nothing.
  init(model: String?) { name = model }

  /// What describes the clips.
  ///
  /// - Throws: Why the model can't be read.
  func source(
    for items: [LabeledData.Item], _ reporter: Reporter
  ) throws(Failure) -> ClipValues.Source {
    guard let name else {
      do {
        return try ClipValues.usualSource(items)
      } catch {
        reporter.tell(error)
        return try ClipValues.usualSource(items, in: ModelCatalog(folders: []))
      }
    }
    if name == Self.fixed {
      return try ClipValues.usualSource(items, in: ModelCatalog(folders: []))
    }
    let file = try ModelCatalog().model(RawArguments.bytes(of: name))
    if file.configuration.architecture == Logistic.id {
      reporter.note("the model reads fixed statistics, which are taken as they are")
    }
    return .model(file)
  }
}

/// Labels of clips as places in a list of names.
struct LabelPlaces {
  /// The names in order.
  let names: [String]
  /// The place of the label of each clip.
  let places: [Int]

  /// Takes the label of each clip.
  init(_ labels: [String]) {
    let names = Set(labels).sorted()
    let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    self.names = names
    self.places = labels.map { places[$0] ?? 0 }
  }
}
