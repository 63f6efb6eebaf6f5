import NeuralNetworks

/// Turns a TFLite file into a program, node by node.
///
/// Weights of whole numbers become what they stand for. Values that the file keeps as whole numbers
/// are rounded to the same grid after each operator, so that scores come out as they do there.
struct TFLiteImporter {
  typealias Value = GraphAssembler.Value
  typealias Wire = GraphAssembler.Wire

  let model: TFLiteModel
  var assembler: GraphAssembler
  private var values: [Int: Value] = [:]

  /// The network of a file.
  static func network(
    _ bytes: [UInt8], output: String?
  ) throws(NetworkFileError) -> ImportedNetwork {
    var importer = try TFLiteImporter(TFLiteModel(bytes))
    guard case .wire(let wire) = try importer.value(ofOutput: output) else {
      throw .malformed("its output is always the same, whatever it hears")
    }
    return try ImportedNetwork(
      importer.assembler, output: wire, metadata: [:], format: "TFLite")
  }

  private init(_ model: TFLiteModel) throws(NetworkFileError) {
    self.model = model
    guard let input = model.inputs.first, model.inputs.count == 1, input >= 0 else {
      throw .malformed("it has \(model.inputs.count) inputs, one is needed")
    }
    let tensor = model.tensors[input]
    guard !tensor.isOpen, tensor.shape.allSatisfy({ $0 > 0 }) else {
      throw .dynamicShape(value: "its input \(tensor.title)", shape: "\(tensor.shape)")
    }
    guard tensor.kind == .single || tensor.kind.range != nil && !tensor.scales.isEmpty else {
      throw .malformed("its input \(tensor.title) is neither of singles nor of scaled numbers")
    }
    assembler = try GraphAssembler(input: tensor.shape)
    values[input] = .wire(try rounded(assembler.inputWire, as: input, for: "the input"))
  }

  private mutating func value(ofOutput name: String?) throws(NetworkFileError) -> Value {
    let outputs = model.outputs.filter { $0 >= 0 }
    let wanted = name.map { name in outputs.first { model.tensors[$0].name == name } }
    guard let output = wanted ?? outputs.first else {
      let known = outputs.map { model.tensors[$0].title }.joined(separator: ", ")
      throw .malformed(name == nil ? "it has no output" : "it has no such output, only \(known)")
    }
    for index in needed(for: output) {
      let node = model.nodes[index]
      let call = try TFLiteCall(node: node, inputs: inputs(of: node), model: model)
      for (place, result) in try results(of: call).enumerated() {
        guard node.outputs.indices.contains(place), node.outputs[place] >= 0 else { continue }
        values[node.outputs[place]] = result
      }
    }
    guard let value = values[output] else {
      throw .circle(node: "the output", value: model.tensors[output].title)
    }
    return value
  }

  private func inputs(of node: TFLiteModel.Node) throws(NetworkFileError) -> [Value?] {
    var inputs: [Value?] = []
    for input in node.inputs {
      guard input >= 0 else {
        inputs.append(nil)
        continue
      }
      if let value = values[input] {
        inputs.append(value)
      } else if let constant = model.tensors[input].constant(model.bytes) {
        inputs.append(.constant(constant))
      } else if node.code == TFLiteOperator.sequenceLSTM.rawValue, [18, 19].contains(inputs.count) {
        // The state that is kept from clip to clip begins with zeros.
        inputs.append(nil)
      } else {
        throw .circle(node: node.title, value: model.tensors[input].title)
      }
    }
    return inputs
  }

  /// The nodes that an output needs, in the order of the file.
  private func needed(for output: Int) -> [Int] {
    var makers: [Int: Int] = [:]
    for (index, node) in model.nodes.enumerated() {
      for made in node.outputs { makers[made] = index }
    }
    var isNeeded = [Bool](repeating: false, count: model.nodes.count)
    var waiting = [output]
    while let tensor = waiting.popLast() {
      guard let index = makers[tensor], !isNeeded[index] else { continue }
      isNeeded[index] = true
      waiting += model.nodes[index].inputs
    }
    return model.nodes.indices.filter { isNeeded[$0] }
  }

  private mutating func results(of call: TFLiteCall) throws(NetworkFileError) -> [Value] {
    guard let kind = TFLiteOperator(rawValue: call.node.code), call.node.custom == nil else {
      let name = call.node.custom ?? TFLiteOperator.others[call.node.code]
      throw .unknownOperator(
        name: name ?? "number \(call.node.code)", node: "node \(call.node.index)")
    }
    if let results = try arranged(kind, call) { return results }
    var made: Wire
    if let result = try filtered(kind, call) {
      made = result
    } else {
      made = try computed(kind, call)
    }
    made = try activated(made, kind, call)
    guard let output = call.node.outputs.first, output >= 0 else { return [] }
    return [.wire(try rounded(made, as: output, for: call.title))]
  }

  /// Values as the file keeps them: on a grid, if it does so in whole numbers.
  mutating func rounded(
    _ wire: Wire, as tensor: Int, for node: String
  ) throws(NetworkFileError) -> Wire {
    let tensor = model.tensors[tensor]
    guard let range = tensor.kind.range, let scale = tensor.scales.first else { return wire }
    return try assembler.rounded(
      wire, scale: scale, zero: tensor.zeros.first ?? 0, range: range, for: node)
  }

  /// What an operator does to its result besides.
  private mutating func activated(
    _ wire: Wire, _ kind: TFLiteOperator, _ call: TFLiteCall
  ) throws(NetworkFileError) -> Wire {
    guard let field = kind.activationField else { return wire }
    let function: GraphFunction
    let number = try call.node.options?.whole(field, size: 1) ?? 0
    switch number {
    case 0: return wire
    case 1: function = GraphFunction(.relu)
    case 2: function = GraphFunction(.clip, [-1, 1])
    case 3: function = GraphFunction(.clip, [0, 6])
    case 4: function = GraphFunction(.tanh)
    default: throw call.unsupported("its function \(number) is not known")
    }
    return try assembler.applied(function, wire, for: call.title)
  }
}

extension TFLiteOperator {
  /// The field of the options that says what is done to the result besides.
  fileprivate var activationField: Int? {
    switch self {
    case .convolution: 3
    case .depthwise: 4
    case .averagePool, .maximumPool: 5
    case .fullyConnected, .add, .subtract, .multiply, .divide: 0
    case .concatenation: 1
    default: nil
    }
  }
}

/// A node with what it takes.
struct TFLiteCall {
  let node: TFLiteModel.Node
  let inputs: [GraphAssembler.Value?]
  let model: TFLiteModel

  var title: String { node.title }

  func unsupported(_ reason: String) -> NetworkFileError {
    .unsupported(node: title, reason: reason)
  }

  /// An input that must be there.
  func input(_ place: Int) throws(NetworkFileError) -> GraphAssembler.Value {
    guard inputs.indices.contains(place), let value = inputs[place] else {
      throw unsupported("its input \(place) is missing")
    }
    return value
  }

  /// An input of the clip.
  func wire(_ place: Int = 0) throws(NetworkFileError) -> GraphAssembler.Wire {
    guard case .wire(let wire) = try input(place) else {
      throw unsupported("its input \(place) is constant")
    }
    return wire
  }

  /// A constant input; nil where it is left out.
  func constant(_ place: Int) throws(NetworkFileError) -> GraphConstant? {
    guard inputs.indices.contains(place), let value = inputs[place] else { return nil }
    guard case .constant(let constant) = value else {
      throw unsupported("its input \(place) depends on what is heard, it must be constant")
    }
    return constant
  }

  /// Whole numbers of an input.
  func wholes(_ place: Int) throws(NetworkFileError) -> [Int] {
    guard let constant = try constant(place) else {
      throw unsupported("its input \(place) is missing")
    }
    return constant.wholes
  }

  /// A number of the options.
  func option(_ field: Int, size: Int = 4, usual: Int = 0) throws(NetworkFileError) -> Int {
    try node.options?.whole(field, size: size, usual: usual) ?? usual
  }

  /// An axis counted from the front.
  func axis(_ axis: Int, rank: Int) throws(NetworkFileError) -> Int {
    guard (-rank..<rank).contains(axis) else { throw unsupported("it has no axis \(axis)") }
    return axis < 0 ? axis + rank : axis
  }

  /// Axes counted from the front, each once.
  func axes(_ axes: [Int], rank: Int) throws(NetworkFileError) -> [Int] {
    var found: [Int] = []
    for number in axes {
      let own = try axis(number, rank: rank)
      if !found.contains(own) { found.append(own) }
    }
    return found
  }
}
