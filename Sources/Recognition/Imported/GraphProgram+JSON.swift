import Labeling
import NeuralNetworks

extension GraphProgram {
  /// The program as model files have it.
  var json: JSONValue {
    .object([
      ("input", .wholes(input)), ("tensors", .array(tensors.map(JSONValue.wholes))),
      ("nodes", .array(nodes.map(\.json))),
    ])
  }

  /// Reads what ``json`` writes; nothing is guessed.
  init(json: JSONValue?) throws(ModelFileError) {
    let fields = try JSONFields(json, name: "graph")
    try fields.only(["input", "tensors", "nodes"])
    var tensors: [[Int]] = []
    for value in try fields.list("tensors") {
      let tensor = try JSONFields(.object([("shape", value)]), name: "graph.tensors")
      tensors.append(try tensor.wholes("shape"))
    }
    var nodes: [Node] = []
    for value in try fields.list("nodes") {
      let node = try JSONFields(value, name: "graph.nodes[\(nodes.count)]")
      nodes.append(Node(try GraphOperation(node), try node.wholes("of")))
    }
    do {
      try self.init(input: try fields.wholes("input"), tensors: tensors, nodes: nodes)
    } catch let error as GraphError {
      let place = error.node.map { "graph.nodes[\($0)]" } ?? "graph"
      throw .configuration("\(place): \(error.reason)")
    } catch {
      throw error as? ModelFileError ?? .configuration("graph makes no sense")
    }
  }
}

extension GraphProgram.Node {
  fileprivate var json: JSONValue {
    .object(
      [("do", .string(operation.word)), ("of", .wholes(inputs))] + operation.fields)
  }
}

extension GraphOperation {
  /// The word that files have for it.
  fileprivate var word: String {
    switch self {
    case .convolution: "convolution"
    case .depthwise: "depthwise"
    case .maximumPool: "maximumPool"
    case .averagePool: "averagePool"
    case .product: "product"
    case .recurrence: "recurrence"
    case .reshape: "reshape"
    case .view: "view"
    case .padding: "padding"
    case .concatenation: "concatenation"
    case .function: "function"
    case .combination: "combination"
    case .reduction: "reduction"
    case .softmax: "softmax"
    case .rounding: "rounding"
    }
  }

  /// What files say of it besides.
  fileprivate var fields: [(String, JSONValue)] {
    switch self {
    case .convolution(let window), .depthwise(let window), .maximumPool(let window):
      window.fields
    case .averagePool(let window, let countsPadding):
      window.fields + [("countsPadding", .bool(countsPadding))]
    case .product: []
    case .recurrence(let cell, let units, let bothWays):
      [
        ("cell", .string(cell.rawValue)), ("units", .integer(units)),
        ("bothWays", .bool(bothWays)),
      ]
    case .reshape(let shape): [("shape", .wholes(shape))]
    case .view(let offset, let shape, let strides):
      [("offset", .integer(offset)), ("shape", .wholes(shape)), ("strides", .wholes(strides))]
    case .padding(let before, let after, let value):
      [
        ("before", .wholes(before)), ("after", .wholes(after)), ("value", .number(Double(value))),
      ]
    case .concatenation(let axis), .softmax(let axis): [("axis", .integer(axis))]
    case .function(let function):
      [
        ("name", .string(function.name.rawValue)),
        ("numbers", .array(function.parameters.map { .number(Double($0)) })),
      ]
    case .combination(let combination): [("name", .string(combination.rawValue))]
    case .reduction(let reduction, let axes):
      [("name", .string(reduction.rawValue)), ("axes", .wholes(axes))]
    case .rounding(let scale, let zero, let range):
      [
        ("scale", .number(Double(scale))), ("zero", .integer(zero)),
        ("lowest", .integer(range.lowerBound)), ("highest", .integer(range.upperBound)),
      ]
    }
  }

  fileprivate init(_ fields: JSONFields) throws(ModelFileError) {
    let axes = 0...GraphProgram.rankLimit
    let whole = -Int(Int32.max)...Int(Int32.max)
    let own: [String]
    switch try fields.text("do") {
    case "convolution": (self, own) = (.convolution(try Window(fields)), Window.names)
    case "depthwise": (self, own) = (.depthwise(try Window(fields)), Window.names)
    case "maximumPool": (self, own) = (.maximumPool(try Window(fields)), Window.names)
    case "averagePool":
      let counts = try fields.flag("countsPadding")
      self = .averagePool(try Window(fields), countsPadding: counts)
      own = Window.names + ["countsPadding"]
    case "product": (self, own) = (.product, [])
    case "recurrence":
      let cell: RecurrentCell = try fields.word("cell")
      let units = try fields.whole("units", in: 1...1 << 16)
      self = .recurrence(cell, units: units, bothWays: try fields.flag("bothWays"))
      own = ["cell", "units", "bothWays"]
    case "reshape": (self, own) = (.reshape(try fields.wholes("shape")), ["shape"])
    case "view":
      self = .view(
        offset: try fields.whole("offset", in: whole), shape: try fields.wholes("shape"),
        strides: try fields.wholes("strides"))
      own = ["offset", "shape", "strides"]
    case "padding":
      let value = Float(try fields.number("value", in: -3.5e38...3.5e38))
      self = .padding(
        before: try fields.wholes("before"), after: try fields.wholes("after"), value: value)
      own = ["before", "after", "value"]
    case "concatenation":
      (self, own) = (.concatenation(axis: try fields.whole("axis", in: axes)), ["axis"])
    case "softmax": (self, own) = (.softmax(axis: try fields.whole("axis", in: axes)), ["axis"])
    case "function":
      let name: GraphFunction.Name = try fields.word("name")
      self = .function(GraphFunction(name, try fields.numbers("numbers", count: 0...2)))
      own = ["name", "numbers"]
    case "combination": (self, own) = (.combination(try fields.word("name")), ["name"])
    case "reduction":
      self = .reduction(try fields.word("name"), axes: try fields.wholes("axes"))
      own = ["name", "axes"]
    case "rounding":
      let lowest = try fields.whole("lowest", in: whole)
      let highest = try fields.whole("highest", in: lowest...whole.upperBound)
      self = .rounding(
        scale: Float(try fields.number("scale", in: 0...1e30)),
        zero: try fields.whole("zero", in: whole), range: lowest...highest)
      own = ["scale", "zero", "lowest", "highest"]
    case let word: throw fields.bad("do", "a known operation: \(JSONText.literal(word))")
    }
    try fields.only(["do", "of"] + own)
  }
}

extension Window {
  fileprivate static let names = ["kernel", "stride", "dilation", "padding", "before", "after"]

  fileprivate var fields: [(String, JSONValue)] {
    let pair = { (extent: Extent) in JSONValue.wholes([extent.time, extent.frequency]) }
    let start = [("kernel", pair(kernel)), ("stride", pair(stride)), ("dilation", pair(dilation))]
    switch padding {
    case .same: return start + [("padding", .string("same"))]
    case .valid: return start + [("padding", .string("valid"))]
    case .causal: return start + [("padding", .string("causal"))]
    case .both(let zeros):
      return start + [
        ("padding", .string("sides")), ("before", pair(zeros)), ("after", pair(zeros)),
      ]
    case .sides(let before, let after):
      return start + [
        ("padding", .string("sides")), ("before", pair(before)), ("after", pair(after)),
      ]
    }
  }

  fileprivate init(_ fields: JSONFields) throws(ModelFileError) {
    let padding: Padding
    switch try fields.text("padding") {
    case "same": padding = .same
    case "valid": padding = .valid
    case "causal": padding = .causal
    case "sides":
      padding = .sides(before: try fields.extent("before"), after: try fields.extent("after"))
    default: throw fields.bad("padding", "same, valid, causal or sides")
    }
    self.init(
      try fields.extent("kernel"), stride: try fields.extent("stride"),
      dilation: try fields.extent("dilation"), padding: padding)
  }
}

extension JSONValue {
  fileprivate static func wholes(_ numbers: [Int]) -> JSONValue {
    .array(numbers.map(JSONValue.integer))
  }
}

extension JSONFields {
  /// Whole numbers.
  fileprivate func wholes(_ field: String) throws(ModelFileError) -> [Int] {
    var numbers: [Int] = []
    for value in try list(field) {
      guard case .integer(let number) = value, abs(max(number, -Int.max)) <= Int(Int32.max) else {
        throw bad(field, "a list of whole numbers")
      }
      numbers.append(number)
    }
    return numbers
  }

  fileprivate func extent(_ field: String) throws(ModelFileError) -> Extent {
    let numbers = try wholes(field)
    guard numbers.count == 2 else { throw bad(field, "two whole numbers") }
    return Extent(numbers[0], numbers[1])
  }

  fileprivate func flag(_ field: String) throws(ModelFileError) -> Bool {
    guard case .bool(let flag) = self[field] else { throw bad(field, "true or false") }
    return flag
  }

  /// One of the words of a list.
  fileprivate func word<Word: RawRepresentable>(
    _ field: String
  ) throws(ModelFileError) -> Word where Word.RawValue == String {
    guard let word = Word(rawValue: try text(field)) else { throw bad(field, "a known word") }
    return word
  }
}
