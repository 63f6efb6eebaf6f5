import NeuralNetworks

/// Turns an ONNX file into a program, node by node.
///
/// What is known before anything is heard is computed at once: shapes, paddings, constants.
///
/// - Source: onnx/onnx, `Operators.md`, operator sets 9 to 23.
struct ONNXImporter {
  typealias Value = GraphAssembler.Value
  typealias Wire = GraphAssembler.Wire

  let model: ONNXModel
  var assembler: GraphAssembler
  private var values: [String: Value] = [:]

  /// The network of a file.
  static func network(
    _ bytes: [UInt8], output: String?
  ) throws(NetworkFileError) -> ImportedNetwork {
    var importer = try ONNXImporter(ONNXModel(bytes))
    let result = try importer.value(ofOutput: output)
    guard case .wire(let wire) = result else {
      throw .malformed("its output is always the same, whatever it hears")
    }
    // Turning it may add a last operation: the assembler is handed over with that in it.
    let plain = try importer.assembler.plain(wire, for: "the output")
    return try ImportedNetwork(
      importer.assembler, output: plain, metadata: importer.model.metadata, format: "ONNX")
  }

  private init(_ model: ONNXModel) throws(NetworkFileError) {
    self.model = model
    let inputs = model.inputs.filter { model.constants[$0.name] == nil }
    guard let input = inputs.first, inputs.count == 1 else {
      throw .malformed("it has \(inputs.count) inputs, one is needed")
    }
    let title = "its input \(Shown.text(input.name))"
    guard let shape = input.shape else { throw .dynamicShape(value: title, shape: "of any shape") }
    // The first axis is that of clips where it is open.
    var sizes: [Int] = []
    for (axis, size) in shape.enumerated() {
      guard let size = size ?? (axis == 0 ? 1 : nil) else {
        let text = shape.map { $0.map(String.init) ?? "?" }.joined(separator: ", ")
        throw .dynamicShape(value: title, shape: "[\(text)]")
      }
      sizes.append(size)
    }
    assembler = try GraphAssembler(input: sizes)
    for (name, constant) in model.constants { values[name] = .constant(constant) }
    values[input.name] = .wire(assembler.inputWire)
  }

  /// Goes through all nodes that an output needs.
  private mutating func value(ofOutput name: String?) throws(NetworkFileError) -> Value {
    let names = model.outputs.map(\.name)
    guard let wanted = name ?? names.first else { throw .malformed("it has no output") }
    guard names.contains(wanted) else {
      let known = names.map(Shown.text).joined(separator: ", ")
      throw .malformed("it has no output \(Shown.text(wanted)), only \(known)")
    }
    for node in try needed(for: wanted) {
      var inputs: [Value?] = []
      for input in node.inputs {
        guard !input.isEmpty else {
          inputs.append(nil)
          continue
        }
        guard let value = values[input] else {
          throw .circle(node: node.title, value: Shown.text(input))
        }
        inputs.append(value)
      }
      let call = ONNXCall(node: node, inputs: inputs, operatorSet: model.operatorSet)
      let results = try results(of: call)
      for (output, result) in zip(node.outputs, results) where !output.isEmpty {
        values[output] = result
      }
    }
    guard let value = values[wanted] else {
      throw .circle(node: "the output", value: Shown.text(wanted))
    }
    return value
  }

  /// The nodes that an output needs, in the order of the file.
  private func needed(for output: String) throws(NetworkFileError) -> [ONNXModel.Node] {
    var makers: [String: Int] = [:]
    for (index, node) in model.nodes.enumerated() {
      for output in node.outputs where !output.isEmpty {
        guard makers.updateValue(index, forKey: output) == nil else {
          throw .malformed("two nodes give \(Shown.text(output))")
        }
      }
    }
    var isNeeded = [Bool](repeating: false, count: model.nodes.count)
    var waiting = [output]
    while let name = waiting.popLast() {
      guard let index = makers[name], !isNeeded[index] else { continue }
      isNeeded[index] = true
      waiting += model.nodes[index].inputs
    }
    return model.nodes.indices.filter { isNeeded[$0] }.map { model.nodes[$0] }
  }

  private mutating func results(of call: ONNXCall) throws(NetworkFileError) -> [Value] {
    guard call.node.domain.isEmpty || call.node.domain == "ai.onnx" else {
      throw .unknownOperator(
        name: Shown.text("\(call.node.domain).\(call.node.kind)"), node: call.node.title)
    }
    if let results = try constants(of: call) { return results }
    if let results = try arranged(call) { return results }
    if let results = try computed(call) { return results }
    if let results = try filtered(call) { return results }
    if let results = try recurrent(call) { return results }
    throw .unknownOperator(name: Shown.text(call.node.kind), node: call.node.title)
  }
}

/// A node with what it takes.
struct ONNXCall {
  let node: ONNXModel.Node
  let inputs: [GraphAssembler.Value?]
  let operatorSet: Int

  var kind: String { node.kind }
  var title: String { node.title }

  func unsupported(_ reason: String) -> NetworkFileError {
    .unsupported(node: title, reason: reason)
  }

  /// An input that must be there.
  func input(_ place: Int) throws(NetworkFileError) -> GraphAssembler.Value {
    guard let input = optional(place) else { throw unsupported("its input \(place) is missing") }
    return input
  }

  /// An input that may be left out.
  func optional(_ place: Int) -> GraphAssembler.Value? {
    inputs.indices.contains(place) ? inputs[place] : nil
  }

  /// An input of the clip.
  func wire(_ place: Int) throws(NetworkFileError) -> GraphAssembler.Wire {
    guard case .wire(let wire) = try input(place) else {
      throw unsupported("its input \(place) is constant")
    }
    return wire
  }

  /// An input that is constant; nil where it is left out.
  func constant(_ place: Int) throws(NetworkFileError) -> GraphConstant? {
    switch optional(place) {
    case nil: return nil
    case .constant(let constant)?: return constant
    case .wire?:
      throw unsupported("its input \(place) depends on what is heard, it must be constant")
    }
  }

  /// A whole number.
  func whole(_ name: String, _ usual: Int) -> Int {
    if case .whole(let number)? = node.attributes[name] { number } else { usual }
  }

  /// Whole numbers; nil where they are left out.
  func wholes(_ name: String) -> [Int]? {
    switch node.attributes[name] {
    case .wholes(let numbers)?: numbers
    case .whole(let number)?: [number]
    default: nil
    }
  }

  /// A number.
  func single(_ name: String, _ usual: Float) -> Float {
    if case .single(let number)? = node.attributes[name] { number } else { usual }
  }

  /// A text.
  func text(_ name: String, _ usual: String) -> String {
    if case .text(let text)? = node.attributes[name] { text } else { usual }
  }

  /// Whole numbers of an attribute, or of an input in later operator sets.
  func wholes(_ name: String, orInput place: Int) throws(NetworkFileError) -> [Int]? {
    if let numbers = wholes(name) { return numbers }
    return try constant(place)?.wholes
  }

  /// An axis counted from the front.
  func axis(_ axis: Int, rank: Int) throws(NetworkFileError) -> Int {
    guard (-rank..<rank).contains(axis) else {
      throw unsupported("it has no axis \(axis) among \(rank)")
    }
    return axis < 0 ? axis + rank : axis
  }

  /// Axes counted from the front, each once.
  func axes(_ axes: [Int], rank: Int) throws(NetworkFileError) -> [Int] {
    var found: [Int] = []
    for number in axes { found.append(try axis(number, rank: rank)) }
    guard Set(found).count == found.count else { throw unsupported("it has an axis twice") }
    return found
  }
}
