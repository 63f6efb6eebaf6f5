import NeuralNetworks

/// What a network's file became.
public struct ImportedNetwork: Sendable {
  /// Its operations.
  public let program: GraphProgram
  /// Its weights, in the program's order.
  public let tensors: [NamedTensor]
  /// What the file says beside it, by name.
  public let metadata: [String: String]
  /// The format, as it is called.
  public let format: String
  /// The shape of the input as the file has it.
  public var input: [Int] { program.input }
  /// Operations of its program.
  public var operationCount: Int { program.nodes.count }
  /// Classes that it gives values for.
  public var classCount: Int { program.output.reduce(1, *) }

  /// Files that are read: larger ones are no models for keywords.
  public static let byteLimit = 400_000_000

  /// Reads a file in the format that its first bytes tell.
  ///
  /// - Parameter output: The output that is wanted; nil for the first.
  /// - Throws: The first rule that is broken.
  public static func read(
    _ bytes: [UInt8], output: String? = nil
  ) throws(NetworkFileError) -> ImportedNetwork {
    guard bytes.count <= byteLimit else {
      throw .tooMuch("it is \(bytes.count) bytes long", limit: "\(byteLimit)")
    }
    guard !bytes.isEmpty else { throw .malformed("it is empty") }
    if TFLiteModel.isOne(bytes) { return try TFLiteImporter.network(bytes, output: output) }
    return try ONNXImporter.network(bytes, output: output)
  }

  init(
    _ assembler: GraphAssembler, output: GraphAssembler.Wire, metadata: [String: String],
    format: String
  ) throws(NetworkFileError) {
    (program, tensors) = try assembler.program(output: assembler.withoutSoftmax(output.place))
    self.metadata = metadata
    self.format = format
  }
}

extension GraphAssembler {
  /// The value before a softmax at the end, which is done to all logits anyway.
  func withoutSoftmax(_ place: Place) -> Place {
    var (place, last) = (place, place)
    while let (operation, input) = maker(of: place) {
      switch operation {
      case .reshape, .rounding: place = input
      case .softmax: (place, last) = (input, input)
      // The logarithm of a softmax has the same softmax.
      case .function(let function) where function.name == .logarithm:
        guard case .softmax? = maker(of: input)?.operation else { return last }
        place = input
      default: return last
      }
    }
    return last
  }
}
