import NeuralNetworks

extension ONNXModel {
  /// Reads the bytes of a file.
  init(_ bytes: [UInt8]) throws(NetworkFileError) {
    var graph: ProtobufReader?
    var model = ONNXModel()
    let file = ProtobufReader(bytes, bytes.indices, part: "the file")
    try file.forEachField { (field, value) throws(NetworkFileError) in
      switch field {
      case ONNXFormat.Model.graph: graph = try value.message("its graph")
      case ONNXFormat.Model.operatorSets: try model.readOperators(value)
      case ONNXFormat.Model.metadata: try model.readMetadata(value)
      default: break
      }
    }
    guard let graph else { throw .malformed("it has no graph, so it is no ONNX file") }
    guard model.operatorSet > 0 else { throw .malformed("it does not say which operators it has") }
    try graph.forEachField { (field, value) throws(NetworkFileError) in
      switch field {
      case ONNXFormat.Graph.node:
        guard model.nodes.count < ONNXModel.nodeLimit else {
          throw .tooMuch("it has more nodes", limit: "\(ONNXModel.nodeLimit)")
        }
        model.nodes.append(try Node(value.message("a node")))
      case ONNXFormat.Graph.initializer:
        let (name, constant) = try ONNXTensor(value.message("a tensor")).named()
        guard model.constants.updateValue(constant, forKey: name) == nil else {
          throw .malformed("the tensor \(Shown.text(name)) comes twice")
        }
      case ONNXFormat.Graph.input: model.inputs.append(try Port(value.message("an input")))
      case ONNXFormat.Graph.output: model.outputs.append(try Port(value.message("an output")))
      case ONNXFormat.Graph.sparseInitializer:
        throw .malformed("it has sparse tensors, which are not known")
      default: break
      }
    }
    self = model
  }

  private mutating func readOperators(
    _ value: ProtobufReader.Value
  ) throws(NetworkFileError) {
    var (domain, version) = ("", 0)
    let part = "its set of operators"
    try value.message(part).forEachField { (field, value) throws(NetworkFileError) in
      switch field {
      case 1: domain = try value.text(part)
      case 2: version = try value.whole(part)
      default: break
      }
    }
    if domain.isEmpty || domain == "ai.onnx" { operatorSet = version }
  }

  private mutating func readMetadata(
    _ value: ProtobufReader.Value
  ) throws(NetworkFileError) {
    var (key, text) = ("", "")
    try value.message("its metadata").forEachField { (field, value) throws(NetworkFileError) in
      switch field {
      case 1: key = try value.text("its metadata")
      case 2: text = try value.text("its metadata")
      default: break
      }
    }
    metadata[key] = text
  }
}

extension ONNXModel.Node {
  fileprivate init(_ reader: ProtobufReader) throws(NetworkFileError) {
    var node = ONNXModel.Node()
    try reader.forEachField { (field, value) throws(NetworkFileError) in
      switch field {
      case ONNXFormat.Node.input: node.inputs.append(try value.text("a node"))
      case ONNXFormat.Node.output: node.outputs.append(try value.text("a node"))
      case ONNXFormat.Node.name: node.name = try value.text("a node")
      case ONNXFormat.Node.kind: node.kind = try value.text("a node")
      case ONNXFormat.Node.domain: node.domain = try value.text("a node")
      case ONNXFormat.Node.attribute:
        let (name, attribute) = try ONNXModel.Attribute.read(value.message("an attribute"))
        node.attributes[name] = attribute
      default: break
      }
    }
    self = node
  }
}

extension ONNXModel.Attribute {
  fileprivate static func read(
    _ reader: ProtobufReader
  ) throws(NetworkFileError) -> (String, ONNXModel.Attribute) {
    let part = reader.part
    var (name, singles, wholes, texts) = ("", [Float](), [Int](), [String]())
    var found: ONNXModel.Attribute?
    try reader.forEachField { (field, value) throws(NetworkFileError) in
      switch field {
      case ONNXFormat.Attribute.name: name = try value.text(part)
      case ONNXFormat.Attribute.single: found = .single(try value.singles(part).first ?? 0)
      case ONNXFormat.Attribute.whole: found = .whole(try value.whole(part))
      case ONNXFormat.Attribute.text: found = .text(try value.text(part))
      case ONNXFormat.Attribute.tensor:
        found = .tensor(try ONNXTensor(value.message("a tensor")).named().1)
      case ONNXFormat.Attribute.singles: singles += try value.singles(part)
      case ONNXFormat.Attribute.wholes: wholes += try value.wholes(part)
      case ONNXFormat.Attribute.texts: texts.append(try value.text(part))
      default: break
      }
    }
    if !singles.isEmpty { return (name, .singles(singles)) }
    if !wholes.isEmpty { return (name, .wholes(wholes)) }
    if !texts.isEmpty { return (name, .texts(texts)) }
    return (name, found ?? .other)
  }
}

extension ONNXModel.Port {
  fileprivate init(_ reader: ProtobufReader) throws(NetworkFileError) {
    var port = ONNXModel.Port()
    let part = reader.part
    try reader.forEachField { (field, value) throws(NetworkFileError) in
      if field == 1 { port.name = try value.text(part) }
      guard field == 2 else { return }
      // The type of a value, of a tensor, its shape.
      try value.message(part).forEachField { (field, value) throws(NetworkFileError) in
        guard field == 1 else { return }
        try value.message(part).forEachField { (field, value) throws(NetworkFileError) in
          if field == 2 { port.shape = try Self.shape(value.message(part)) }
        }
      }
    }
    self = port
  }

  private static func shape(_ reader: ProtobufReader) throws(NetworkFileError) -> [Int?] {
    var shape: [Int?] = []
    let part = reader.part
    try reader.forEachField { (field, value) throws(NetworkFileError) in
      guard field == 1 else { return }
      var size: Int?
      try value.message(part).forEachField { (field, value) throws(NetworkFileError) in
        if field == 1 { size = try value.whole(part) }
      }
      guard shape.count < ONNXModel.rankLimit else {
        throw .tooMuch("\(part) has more axes", limit: "\(ONNXModel.rankLimit)")
      }
      shape.append(size.flatMap { $0 > 0 ? $0 : nil })
    }
    return shape
  }
}
