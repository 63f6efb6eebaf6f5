import NeuralNetworks

/// Writes a network as an ONNX file that takes features as they come and gives logits and scores.
///
/// The input is `[clips, frames, bins]`, or `[clips, samples]`; what brings it to mean 0 and
/// deviation 1 is a part of the graph. Normalization is folded into filters where it can be.
///
/// - Source: onnx/onnx, `Operators.md`, operator set 17.
public struct ONNXExport {
  /// What a file says beside the network.
  public struct Facts: Sendable {
    /// Subtracted from the input: one number, or one for each bin; empty for nothing.
    public var means: [Float]
    /// What it is divided by then.
    public var deviations: [Float]
    /// What logits are divided by before they become scores.
    public var temperature: Double
    /// Texts by name: labels, front end and the like.
    public var metadata: [String: String]
    /// The name of the graph.
    public var name: String

    /// Facts of a network that takes its input as it is.
    public init(
      name: String, means: [Float] = [], deviations: [Float] = [], temperature: Double = 1,
      metadata: [String: String] = [:]
    ) {
      self.name = name
      self.means = means
      self.deviations = deviations
      self.temperature = temperature
      self.metadata = metadata
    }
  }

  /// The name of the input.
  public static let input = "input"
  /// The names of the outputs: logits, and their softmax.
  public static let outputs = (logits: "logits", scores: "scores")

  /// The bytes of the file.
  ///
  /// - Throws: ``NetworkFileError/layer(kind:name:)`` where ONNX has no operator.
  public static func bytes(
    of network: Network, _ facts: Facts
  ) throws(NetworkFileError) -> [UInt8] {
    let folded: Network
    do {
      folded = try network.folded()
    } catch {
      throw .malformed("its network can't be made")
    }
    var writer = ONNXLayers(folded)
    let shape = network.input
    let isPicture = shape.frequency > 1
    writer.graph.reserve(input)
    let input = writer.normalized(Self.input, facts)
    let start = ONNXLayers.Wire(
      name: writer.reshaped(input, [0, shape.channels, shape.time, shape.frequency], "input"),
      shape: shape)
    let end = try writer.add(folded.specs, start, "layers")
    let (logits, scores) = writer.outputs(end, temperature: facts.temperature)
    let result =
      end.shape.time == 1 ? [end.shape.count] : [end.shape.time, end.shape.channels]
    var model = ProtobufWriter()
    model.add(ONNXFormat.Model.version, ONNXFormat.version)
    model.add(ONNXFormat.Model.producer, "earmark")
    model.add(
      ONNXFormat.Model.graph,
      writer.graph.graph(
        facts.name,
        input: ONNXGraphWriter.described(
          Self.input, isPicture ? [shape.time, shape.frequency] : [shape.time]),
        outputs: [
          ONNXGraphWriter.described(logits, result), ONNXGraphWriter.described(scores, result),
        ]))
    var operators = ProtobufWriter()
    operators.add(1, "")
    operators.add(2, ONNXFormat.operatorSet)
    model.add(ONNXFormat.Model.operatorSets, operators)
    for (name, text) in facts.metadata.sorted(by: { $0.key < $1.key }) {
      var entry = ProtobufWriter()
      entry.add(1, name)
      entry.add(2, text)
      model.add(ONNXFormat.Model.metadata, entry)
    }
    return model.bytes
  }
}
