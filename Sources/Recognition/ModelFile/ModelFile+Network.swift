import Labeling
import NeuralNetworks

extension ModelFile {
  /// Makes a model of a trained network; the architecture's options go into the configuration.
  public init(
    configuration: ModelConfiguration, options: ArchitectureOptions, network: Network
  ) {
    self.configuration = configuration
    self.configuration.options = ModelFile.json(options)
    tensors = network.tensors.sorted { $0.key < $1.key }.map { name, tensor in
      StoredTensor(name: name, shape: tensor.shape, scalars: tensor.scalars)
    }
  }

  /// The network with its weights.
  ///
  /// - Throws: What does not fit the architecture, the front end or the classes.
  public func network() throws(ModelFileError) -> Network {
    if isImported { return try importedNetwork() }
    let name = JSONText.literal(configuration.architecture)
    guard let kind = ArchitectureRegistry.architecture(named: configuration.architecture) else {
      throw .configuration("its architecture \(name) is unknown")
    }
    let shape = configuration.frontEnd.inputShape
    let options = try options()
    let own = tensors.filter { !$0.name.hasPrefix(ModelFile.checkpointPrefix) }
    do {
      return try kind.network(
        input: Shape(time: shape.frames, frequency: shape.bins),
        classes: kind.classes(forLabels: configuration.labels.count),
        tensors: Dictionary(
          own.map { ($0.name, NamedTensor(shape: $0.shape, scalars: $0.scalars)) }
        ) { first, _ in first }, options)
    } catch {
      throw ModelFile.error(error)
        ?? .configuration(
          "its architecture \(name) does not take \(shape.frames) frames of \(shape.bins) bins")
    }
  }

  /// How the names of what an unfinished training goes on from begin.
  private static let checkpointPrefix = "checkpoint."

  /// What an unfinished training goes on from, by name; empty where it was finished.
  ///
  /// It lies beside the weights, so that the file is a model at any time.
  public var checkpoint: [String: NamedTensor] {
    get {
      let own = tensors.filter { $0.name.hasPrefix(ModelFile.checkpointPrefix) }
      return Dictionary(
        own.map { tensor in
          let name = String(tensor.name.dropFirst(ModelFile.checkpointPrefix.count))
          return (name, NamedTensor(shape: tensor.shape, scalars: tensor.scalars))
        }
      ) { first, _ in first }
    }
    set {
      tensors.removeAll { $0.name.hasPrefix(ModelFile.checkpointPrefix) }
      tensors += newValue.sorted { $0.key < $1.key }.map { name, tensor in
        StoredTensor(
          name: ModelFile.checkpointPrefix + name, shape: tensor.shape, scalars: tensor.scalars)
      }
    }
  }

  /// What its architecture was made with.
  ///
  /// - Throws: The option that breaks a rule.
  public func architectureOptions() throws(ModelFileError) -> ArchitectureOptions {
    try options()
  }

  /// What is wrong with a tensor; nil where it is the network that can't be made.
  static func error(_ error: NetworkError) -> ModelFileError? {
    switch error {
    case .tensorIsMissing(let name): .missing(JSONText.literal(name))
    case .tensorIsUnknown(let name): .unexpected(JSONText.literal(name))
    case .tensorHasOtherShape(let name, let expected, let found):
      .shape(JSONText.literal(name), found: found, needed: expected)
    case .tensorIsNotFinite(let name): .tensor(JSONText.literal(name), why: "is not finite")
    case .tensorBreaksRule(let name, let reason): .tensor(JSONText.literal(name), why: reason)
    default: nil
    }
  }

  private static func json(_ options: ArchitectureOptions) -> [ModelConfiguration.Option] {
    [
      .init("width", .number(options.width)),
      .init("dropout", options.dropout.map { .number($0) } ?? .null),
      .init("sampleRate", .number(options.sampleRate)),
    ]
      + (options.kept.map { kept in
        [
          .init("examples", .integer(kept.count)),
          .init("trunk", kept.trunk.map { .string($0) } ?? .null),
        ]
      } ?? [])
  }

  /// The fields of an architecture that keeps examples.
  private static func kept(_ fields: JSONFields) throws(ModelFileError) -> KeptExamples {
    let count = try fields.whole("examples", in: 1...KeptExamples.limit)
    if fields["trunk"] == .null { return KeptExamples(count: count) }
    let trunk = try fields.text("trunk")
    guard let kind = ArchitectureRegistry.architecture(named: trunk), kind.training != .examples
    else { throw fields.bad("trunk", "an architecture whose embedding can be kept") }
    return KeptExamples(count: count, trunk: kind.id)
  }

  private func options() throws(ModelFileError) -> ArchitectureOptions {
    let fields = try JSONFields(
      .object(configuration.options.map { ($0.name, $0.value) }), name: "options")
    let kind = ArchitectureRegistry.architecture(named: configuration.architecture)
    let keeps = kind?.training == .examples
    try fields.only(["width", "dropout", "sampleRate"] + (keeps ? ["examples", "trunk"] : []))
    let dropout =
      fields["dropout"] == .null ? nil : Float(try fields.number("dropout", in: 0...0.99))
    var options = ArchitectureOptions(
      width: try fields.number("width", in: 0.01...16), dropout: dropout,
      sampleRate: try fields.number("sampleRate", in: FrontEnd.rateLimits))
    if keeps { options.kept = try ModelFile.kept(fields) }
    return options
  }
}
