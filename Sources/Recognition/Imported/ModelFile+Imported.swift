import Labeling
import NeuralNetworks

extension ModelFile {
  /// What the architecture of a model is called that came from another program.
  public static let importedArchitecture = "imported"

  /// Makes a model of a program and its tensors; the program goes into the configuration.
  public init(
    configuration: ModelConfiguration, program: GraphProgram, tensors: [NamedTensor]
  ) {
    self.configuration = configuration
    self.configuration.architecture = ModelFile.importedArchitecture
    self.configuration.options = [.init("graph", program.json)]
    self.tensors = tensors.enumerated().map { place, tensor in
      StoredTensor(
        name: "\(ModelFile.importedTensor)\(place)", shape: tensor.shape, scalars: tensor.scalars)
    }
  }

  /// How the names of its tensors begin: those of the one layer that the program is.
  private static let importedTensor = "layers.0.tensor."

  /// Whether it came from another program: it predicts, but is not trained.
  public var isImported: Bool { configuration.architecture == ModelFile.importedArchitecture }

  /// The program that it came with.
  ///
  /// - Throws: The rule that it breaks.
  public func program() throws(ModelFileError) -> GraphProgram {
    let fields = try JSONFields(
      .object(configuration.options.map { ($0.name, $0.value) }), name: "options")
    try fields.only(["graph"])
    return try GraphProgram(json: fields["graph"])
  }

  /// The layers that its program is.
  func importedNetwork() throws(ModelFileError) -> Network {
    let shape = configuration.frontEnd.inputShape
    let program = try program()
    guard program.input.reduce(1, *) == shape.frames * shape.bins else {
      throw .configuration(
        "its graph takes \(program.input), its front end gives \(shape.frames) frames of"
          + " \(shape.bins)")
    }
    guard program.output.reduce(1, *) == configuration.labels.count else {
      throw .configuration(
        "its graph gives \(program.output), it has \(configuration.labels.count) labels")
    }
    do {
      return try Network(
        [.graph(program)], input: Shape(time: shape.frames, frequency: shape.bins),
        tensors: Dictionary(
          tensors.map { ($0.name, NamedTensor(shape: $0.shape, scalars: $0.scalars)) }
        ) { first, _ in first })
    } catch {
      throw ModelFile.error(error) ?? .configuration("its graph makes no network")
    }
  }
}
