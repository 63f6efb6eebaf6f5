/// Collects the nodes and constants of an ONNX graph.
struct ONNXGraphWriter {
  /// An attribute of a node.
  enum Attribute {
    case whole(Int), wholes([Int]), single(Float), text(String)
  }

  private var nodes: [ProtobufWriter] = []
  private var initializers: [ProtobufWriter] = []
  private var taken: Set<String> = []
  private var shapes: [[Int]: String] = [:]

  /// A name that nothing has yet.
  private mutating func free(_ wanted: String) -> String {
    var name = wanted
    var number = 2
    while !taken.insert(name).inserted {
      name = "\(wanted).\(number)"
      number += 1
    }
    return name
  }

  /// A constant of singles.
  mutating func constant(_ name: String, _ shape: [Int], _ values: [Float]) -> String {
    var raw: [UInt8] = []
    raw.reserveCapacity(4 * values.count)
    for value in values {
      withUnsafeBytes(of: value.bitPattern.littleEndian) { raw.append(contentsOf: $0) }
    }
    return constant(name, shape, ONNXFormat.Number.single, raw)
  }

  /// A constant of whole numbers, one for each list.
  mutating func constant(_ values: [Int]) -> String {
    if let known = shapes[values] { return known }
    var raw: [UInt8] = []
    for value in values {
      withUnsafeBytes(of: Int64(value).littleEndian) { raw.append(contentsOf: $0) }
    }
    let name = constant("sizes", [values.count], ONNXFormat.Number.long, raw)
    shapes[values] = name
    return name
  }

  private mutating func constant(
    _ wanted: String, _ shape: [Int], _ kind: Int, _ raw: [UInt8]
  ) -> String {
    let name = free(wanted)
    var tensor = ProtobufWriter()
    for extent in shape { tensor.add(ONNXFormat.Tensor.shape, extent) }
    tensor.add(ONNXFormat.Tensor.kind, kind)
    tensor.add(ONNXFormat.Tensor.name, name)
    tensor.add(ONNXFormat.Tensor.raw, raw)
    initializers.append(tensor)
    return name
  }

  /// A node; gives the names of its outputs.
  mutating func add(
    _ kind: String, _ inputs: [String], named wanted: String, outputs count: Int = 1,
    _ attributes: [(String, Attribute)] = []
  ) -> [String] {
    let outputs = (0..<count).map { _ in free(wanted) }
    var node = ProtobufWriter()
    for input in inputs { node.add(ONNXFormat.Node.input, input) }
    for output in outputs { node.add(ONNXFormat.Node.output, output) }
    node.add(ONNXFormat.Node.name, "\(kind) \(outputs[0])")
    node.add(ONNXFormat.Node.kind, kind)
    for (name, value) in attributes {
      node.add(ONNXFormat.Node.attribute, Self.attribute(name, value))
    }
    nodes.append(node)
    return outputs
  }

  private static func attribute(_ name: String, _ value: Attribute) -> ProtobufWriter {
    var writer = ProtobufWriter()
    writer.add(ONNXFormat.Attribute.name, name)
    // The types of attributes: 1 single, 2 whole, 3 text, 7 wholes.
    switch value {
    case .single(let number):
      writer.add(ONNXFormat.Attribute.single, number)
      writer.add(ONNXFormat.Attribute.kind, 1)
    case .whole(let number):
      writer.add(ONNXFormat.Attribute.whole, number)
      writer.add(ONNXFormat.Attribute.kind, 2)
    case .text(let text):
      writer.add(ONNXFormat.Attribute.text, text)
      writer.add(ONNXFormat.Attribute.kind, 3)
    case .wholes(let numbers):
      for number in numbers { writer.add(ONNXFormat.Attribute.wholes, number) }
      writer.add(ONNXFormat.Attribute.kind, 7)
    }
    return writer
  }

  /// A value that comes in or goes out, its first axis open.
  static func described(_ name: String, _ shape: [Int]) -> ProtobufWriter {
    var sizes = ProtobufWriter()
    var clips = ProtobufWriter()
    clips.add(2, "clips")
    sizes.add(1, clips)
    for extent in shape {
      var size = ProtobufWriter()
      size.add(1, extent)
      sizes.add(1, size)
    }
    var tensor = ProtobufWriter()
    tensor.add(1, ONNXFormat.Number.single)
    tensor.add(2, sizes)
    var type = ProtobufWriter()
    type.add(1, tensor)
    var value = ProtobufWriter()
    value.add(1, name)
    value.add(2, type)
    return value
  }

  /// Takes a name for a value from outside.
  mutating func reserve(_ name: String) { taken.insert(name) }

  /// The whole graph.
  func graph(
    _ name: String, input: ProtobufWriter, outputs: [ProtobufWriter]
  ) -> ProtobufWriter {
    var graph = ProtobufWriter()
    for node in nodes { graph.add(ONNXFormat.Graph.node, node) }
    graph.add(ONNXFormat.Graph.name, name)
    for initializer in initializers { graph.add(ONNXFormat.Graph.initializer, initializer) }
    graph.add(ONNXFormat.Graph.input, input)
    for output in outputs { graph.add(ONNXFormat.Graph.output, output) }
    return graph
  }
}
