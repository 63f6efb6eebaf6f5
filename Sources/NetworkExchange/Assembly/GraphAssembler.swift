import NeuralNetworks

/// Makes a program out of operations that come one by one.
///
/// A wire has the shape that its file gives it. It may lie in memory with its channels last, as
/// filters have it here, while the file has them second: they are turned only where that matters.
struct GraphAssembler {
  /// A number of the program before its tensors are counted.
  enum Place: Hashable { case input, tensor(Int), node(Int) }

  /// A value of the clip.
  struct Wire {
    let place: Place
    /// The shape that it has in its file.
    let shape: [Int]
    /// Whether the second axis lies last in memory.
    var hasChannelsLast = false
  }

  /// What a node takes: something of the clip, or numbers that are known.
  enum Value {
    case wire(Wire)
    case constant(GraphConstant)

    var shape: [Int] {
      switch self {
      case .wire(let wire): wire.shape
      case .constant(let constant): constant.shape
      }
    }
  }

  private struct Node {
    let operation: GraphOperation
    let inputs: [Place]
    let shape: [Int]
  }

  private let input: [Int]
  private var tensors: [NamedTensor] = []
  private var nodes: [Node] = []
  private var numberCount = 0

  /// A program with an input of a shape.
  init(input: [Int]) throws(NetworkFileError) {
    do {
      try GraphProgram.check(input)
    } catch {
      throw .malformed("the shape of its input is \(input): \(error.reason)")
    }
    self.input = input
  }

  /// The input.
  var inputWire: Wire { Wire(place: .input, shape: input) }

  /// The shape that a value has in memory.
  func shape(of place: Place) -> [Int] {
    switch place {
    case .input: input
    case .tensor(let index): tensors[index].shape
    case .node(let index): nodes[index].shape
    }
  }

  /// Weights of the program.
  mutating func tensor(_ shape: [Int], _ values: [Float]) throws(NetworkFileError) -> Place {
    numberCount += values.count
    guard numberCount <= Network.weightLimit else {
      throw .tooMuch("it has more than \(numberCount) weights", limit: "\(Network.weightLimit)")
    }
    guard values.allSatisfy(\.isFinite) else { throw .malformed("a weight is not a finite number") }
    tensors.append(NamedTensor(shape: shape, scalars: values))
    return .tensor(tensors.count - 1)
  }

  /// An operation on values as they lie in memory.
  mutating func add(
    _ operation: GraphOperation, _ inputs: [Place], for node: String
  ) throws(NetworkFileError) -> Place {
    guard nodes.count < GraphProgram.nodeLimit else {
      throw .tooMuch("its graph has more operations", limit: "\(GraphProgram.nodeLimit)")
    }
    let isTensor = inputs.map { if case .tensor = $0 { true } else { false } }
    do {
      let shape = try operation.shape(of: inputs.map(shape), isTensor)
      try GraphProgram.check(shape)
      nodes.append(Node(operation: operation, inputs: inputs, shape: shape))
    } catch {
      throw .unsupported(node: node, reason: error.reason)
    }
    return .node(nodes.count - 1)
  }

  /// The operation that made a value, and the first that it was made of; nil where none did.
  func maker(of place: Place) -> (operation: GraphOperation, input: Place)? {
    guard case .node(let index) = place, nodes.indices.contains(index),
      let input = nodes[index].inputs.first
    else { return nil }
    return (nodes[index].operation, input)
  }

  /// The program of all that an output needs, and its tensors by name.
  func program(output: Place) throws(NetworkFileError) -> (GraphProgram, [NamedTensor]) {
    guard case .node(let last) = output, nodes.indices.contains(last) else {
      throw .malformed("its output is its input, or always the same")
    }
    var isNeeded = [Bool](repeating: false, count: nodes.count)
    var isUsed = [Bool](repeating: false, count: tensors.count)
    isNeeded[last] = true
    for index in stride(from: last, through: 0, by: -1) where isNeeded[index] {
      for place in nodes[index].inputs {
        switch place {
        case .node(let before): isNeeded[before] = true
        case .tensor(let tensor): isUsed[tensor] = true
        case .input: break
        }
      }
    }
    var numbers: [Place: Int] = [.input: 0]
    let used = tensors.indices.filter { isUsed[$0] }
    for tensor in used { numbers[.tensor(tensor)] = numbers.count }
    var list: [GraphProgram.Node] = []
    for index in nodes.indices where isNeeded[index] {
      list.append(
        GraphProgram.Node(nodes[index].operation, nodes[index].inputs.map { numbers[$0] ?? 0 }))
      numbers[.node(index)] = numbers.count
    }
    let kept = used.map { tensors[$0] }
    do {
      return (
        try GraphProgram(input: input, tensors: kept.map(\.shape), nodes: list), kept
      )
    } catch {
      throw .malformed("its graph makes no program: \(error.reason)")
    }
  }
}
