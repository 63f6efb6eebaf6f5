import Labeling

/// A model on disk: what it is, and its weights.
///
/// It is a safetensors file whose metadata hold the configuration as JSON.
public struct ModelFile: Sendable, Equatable {
  /// What the model is.
  public var configuration: ModelConfiguration
  /// Its weights by name.
  public var tensors: [StoredTensor]

  /// The name of the configuration in the metadata.
  public static let configurationKey = "earmark.config"

  /// Makes a model of its parts.
  public init(configuration: ModelConfiguration, tensors: [StoredTensor]) {
    self.configuration = configuration
    self.tensors = tensors
  }

  /// Reads a file.
  ///
  /// - Throws: The first rule that is broken.
  public init(_ bytes: [UInt8]) throws(ModelFileError) {
    let file = try SafeTensors(bytes)
    guard let text = file.metadata[ModelFile.configurationKey] else { throw .noConfiguration }
    let json: JSONValue
    do {
      json = try JSONReader.value(Array(text.utf8))
    } catch {
      throw .configuration("its configuration makes no sense at byte \(error.byte): \(error.why)")
    }
    configuration = try ModelConfiguration(json: json)
    tensors = file.tensors
  }

  /// The file, the same for the same parts.
  public var bytes: [UInt8] {
    SafeTensors(
      metadata: [ModelFile.configurationKey: configuration.json.compact], tensors: tensors
    ).bytes
  }

  /// The tensors that a network needs, in its order.
  ///
  /// - Throws: What is missing, left over or of another shape.
  public func tensors(
    for needed: [(name: String, shape: [Int])]
  ) throws(ModelFileError) -> [StoredTensor] {
    let found = Dictionary(tensors.map { ($0.name, $0) }) { first, _ in first }
    var ordered: [StoredTensor] = []
    for (name, shape) in needed {
      guard let tensor = found[name] else { throw .missing(JSONText.literal(name)) }
      guard tensor.shape == shape else {
        throw .shape(JSONText.literal(name), found: tensor.shape, needed: shape)
      }
      ordered.append(tensor)
    }
    let names = Set(needed.map(\.name))
    if let other = tensors.first(where: { !names.contains($0.name) }) {
      throw .unexpected(JSONText.literal(other.name))
    }
    return ordered
  }
}
