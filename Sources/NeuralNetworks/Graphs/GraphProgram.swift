/// What a network of another program becomes: operations, each on values that are there before it.
///
/// Value 0 is the input, then come the tensors, then what each operation gives; the last is the
/// output. So nothing goes in circles, and every shape is known before anything is computed.
public struct GraphProgram: Sendable, Hashable {
  /// An operation and the values that it takes.
  public struct Node: Sendable, Hashable, Codable {
    /// What is done.
    public let operation: GraphOperation
    /// With what, by number.
    public let inputs: [Int]

    /// An operation on values.
    public init(_ operation: GraphOperation, _ inputs: [Int]) {
      self.operation = operation
      self.inputs = inputs
    }
  }

  /// Operations that a program may have.
  public static let nodeLimit = 4_096
  /// Axes that a value may have.
  public static let rankLimit = 8
  /// Numbers that a value may have.
  public static let countLimit = 1 << 24
  /// Numbers that all values together may have.
  public static let totalLimit = 1 << 27

  /// The shape of one clip.
  public let input: [Int]
  /// The shapes of what is learned.
  public let tensors: [[Int]]
  /// What is done, in order.
  public let nodes: [Node]
  /// The shape of every value.
  public let shapes: [[Int]]

  /// A program whose shapes are found.
  ///
  /// - Throws: The rule that an operation breaks; nothing of a program's size is allocated before.
  public init(input: [Int], tensors: [[Int]], nodes: [Node]) throws(GraphError) {
    guard !nodes.isEmpty else { throw GraphError("there is no operation") }
    guard nodes.count <= Self.nodeLimit else {
      throw GraphError("there are \(nodes.count) operations, at most \(Self.nodeLimit) are taken")
    }
    try Self.check(input)
    var shapes = [input]
    for tensor in tensors {
      try Self.check(tensor, limit: Network.weightLimit)
      shapes.append(tensor)
    }
    var total = 0
    for (index, node) in nodes.enumerated() {
      guard node.inputs.allSatisfy({ (0..<shapes.count).contains($0) }) else {
        throw GraphError("it takes a value that is not there before it", node: index)
      }
      let isTensor = node.inputs.map { $0 > 0 && $0 <= tensors.count }
      do throws(GraphError) {
        let shape = try node.operation.shape(of: node.inputs.map { shapes[$0] }, isTensor)
        try Self.check(shape)
        total += shape.reduce(1, *)
        guard total <= Self.totalLimit else { throw GraphError("its values need too much memory") }
        shapes.append(shape)
      } catch {
        throw GraphError(error.reason, node: index)
      }
    }
    self.input = input
    self.tensors = tensors
    self.nodes = nodes
    self.shapes = shapes
  }

  /// The shape of the output.
  public var output: [Int] { shapes[shapes.count - 1] }

  /// Makes sure that a shape has a size.
  package static func check(_ shape: [Int], limit: Int = countLimit) throws(GraphError) {
    guard shape.count <= rankLimit else { throw GraphError("a value has \(shape.count) axes") }
    var count = 1
    for extent in shape {
      guard extent > 0 else { throw GraphError("a value is empty") }
      guard extent <= limit, count * extent <= limit else {
        throw GraphError("a value has more than \(limit) numbers")
      }
      count *= extent
    }
  }
}

extension GraphProgram: Codable {
  private enum CodingKeys: String, CodingKey { case input, tensors, nodes }

  /// Reads what ``encode(to:)`` writes, by the same rules as any other program.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      input: values.decode([Int].self, forKey: .input),
      tensors: values.decode([[Int]].self, forKey: .tensors),
      nodes: values.decode([Node].self, forKey: .nodes))
  }

  /// Writes all but the shapes, which follow from it.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(input, forKey: .input)
    try values.encode(tensors, forKey: .tensors)
    try values.encode(nodes, forKey: .nodes)
  }
}
