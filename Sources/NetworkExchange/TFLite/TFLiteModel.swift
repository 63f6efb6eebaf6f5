import NeuralNetworks

/// What is read of a TFLite file: the tensors and operators of its first graph.
///
/// - Source: tensorflow/tensorflow, `compiler/mlir/lite/schema/schema.fbs`.
struct TFLiteModel {
  /// A value: numbers that are known, or something that is computed.
  struct Tensor {
    let name: String
    let shape: [Int]
    let isOpen: Bool
    let kind: Kind
    let scales: [Float]
    let zeros: [Int]
    let axis: Int
    /// Where its numbers lie in the file; nil for what is computed.
    let data: Range<Int>?

    var title: String { Shown.text(name) }
  }

  /// The kinds of numbers, by their values in the file.
  enum Kind: Int {
    case single = 0
    case half = 1
    case int = 2
    case unsignedByte = 3
    case long = 4
    case flag = 6
    case short = 7
    case byte = 9

    /// Bytes of a number.
    var size: Int {
      switch self {
      case .single, .int: 4
      case .half, .short: 2
      case .long: 8
      case .unsignedByte, .flag, .byte: 1
      }
    }

    /// The whole numbers that stand for others, where values may be stored so.
    var range: ClosedRange<Int>? {
      switch self {
      case .byte: -128...127
      case .unsignedByte: 0...255
      case .short: -32_768...32_767
      default: nil
      }
    }
  }

  /// An operator with what it takes and gives; -1 is left out.
  struct Node {
    let code: Int
    let custom: String?
    let inputs: [Int]
    let outputs: [Int]
    let options: FlatTable?
    let index: Int

    /// How it is called in sentences.
    var title: String {
      let name =
        custom.map(Shown.text) ?? TFLiteOperator(rawValue: code)?.name ?? "operator \(code)"
      return "node \(index) (\(name))"
    }
  }

  let bytes: [UInt8]
  private(set) var tensors: [Tensor] = []
  private(set) var nodes: [Node] = []
  private(set) var inputs: [Int] = []
  private(set) var outputs: [Int] = []

  private static let limit = 20_000
  private static let rankLimit = 8

  /// Whether bytes say that they are of this format.
  static func isOne(_ bytes: [UInt8]) -> Bool {
    bytes.count >= 8 && bytes[4..<8].elementsEqual("TFL3".utf8)
  }

  init(_ bytes: [UInt8]) throws(NetworkFileError) {
    self.bytes = bytes
    let limit = Self.limit
    let model = try FlatTable(root: bytes, part: "the file")
    let version = try model.whole(0, size: 4)
    guard version == 3 else { throw .malformed("it is of version \(version), not 3") }
    let graphs = try model.tables(2, part: "a graph", limit: limit)
    guard let graph = graphs.first else { throw .malformed("it has no graph") }
    var codes: [(Int, String?)] = []
    for code in try model.tables(1, part: "an operator's code", limit: limit) {
      // Codes up to 127 may stand in a field of one byte.
      let number = max(try code.whole(0, size: 1), try code.whole(3, size: 4))
      codes.append((number, try code.text(1)))
    }
    let buffers = try Self.buffers(model, bytes)
    for table in try graph.tables(0, part: "a tensor", limit: limit) {
      tensors.append(try Self.tensor(table, buffers))
    }
    inputs = try known(graph.wholes(1), "an input")
    outputs = try known(graph.wholes(2), "an output")
    for (index, table) in try graph.tables(3, part: "a node", limit: limit).enumerated() {
      let code = try table.whole(0, size: 4)
      guard codes.indices.contains(code) else {
        throw .malformed("node \(index) has an operator that is not there")
      }
      nodes.append(
        Node(
          code: codes[code].0, custom: codes[code].0 == 32 ? codes[code].1 ?? "" : nil,
          inputs: try known(table.wholes(1), "node \(index)"),
          outputs: try known(table.wholes(2), "node \(index)"),
          options: try table.table(4, part: "the options of node \(index)"), index: index))
    }
  }

  private func known(_ numbers: [Int], _ part: String) throws(NetworkFileError) -> [Int] {
    for number in numbers where number != -1 && !tensors.indices.contains(number) {
      throw .malformed("\(part) names tensor \(number), there are \(tensors.count)")
    }
    return numbers
  }

  private static func buffers(
    _ model: FlatTable, _ bytes: [UInt8]
  ) throws(NetworkFileError) -> [Range<Int>?] {
    var buffers: [Range<Int>?] = []
    for (index, table) in try model.tables(4, part: "a buffer", limit: 4 * limit).enumerated() {
      guard try table.whole(1, size: 8) <= 1 else {
        throw .externalData(tensor: "of buffer \(index)")
      }
      let data = try table.list(0, size: 1)
      buffers.append(data.flatMap { $0.count > 0 ? $0.start..<($0.start + $0.count) : nil })
    }
    return buffers
  }

  private static func tensor(
    _ table: FlatTable, _ buffers: [Range<Int>?]
  ) throws(NetworkFileError) -> Tensor {
    let name = try table.text(3) ?? ""
    let title = Shown.text(name)
    let shape = try table.wholes(0)
    guard shape.count <= rankLimit else {
      throw .tooMuch("the tensor \(title) has \(shape.count) axes", limit: "\(rankLimit)")
    }
    var count = 1
    for extent in shape {
      guard extent >= 0, extent <= Network.weightLimit, count * extent <= Network.weightLimit else {
        throw .tooMuch("the tensor \(title) is \(shape)", limit: "\(Network.weightLimit) numbers")
      }
      count *= extent
    }
    let number = try table.whole(1, size: 1)
    guard let kind = Kind(rawValue: number) else {
      throw .malformed("the tensor \(title) has numbers of the unknown kind \(number)")
    }
    let buffer = try table.whole(2, size: 4, isSigned: false)
    guard buffers.isEmpty && buffer == 0 || buffers.indices.contains(buffer) else {
      throw .malformed("the tensor \(title) lies in buffer \(buffer), which is not there")
    }
    let data = buffers.isEmpty ? nil : buffers[buffer]
    if let data, data.count != count * kind.size {
      throw .malformed(
        "the tensor \(title) has \(data.count) bytes, its \(count) numbers need"
          + " \(count * kind.size)")
    }
    guard try !hasSparsity(table) else { throw .malformed("the tensor \(title) is sparse") }
    let grid = try table.table(4, part: "the numbers of \(title)")
    let scales = try grid?.singles(2) ?? []
    let zeros = try grid?.wholes(3, size: 8) ?? []
    let axis = try grid?.whole(6, size: 4) ?? 0
    // The shape with open axes, of files that have them.
    let open = try table.wholes(7).dropFirst().contains(-1)
    let tensor = Tensor(
      name: name, shape: shape, isOpen: open, kind: kind, scales: scales, zeros: zeros, axis: axis,
      data: data)
    try tensor.checkGrid()
    return tensor
  }

  private static func hasSparsity(_ table: FlatTable) throws(NetworkFileError) -> Bool {
    try table.table(6, part: "a sparse tensor") != nil
  }
}

extension TFLiteModel.Tensor {
  /// Zeros of numbers that have no bounds of their own.
  private static let zeroLimits = -1 << 24...1 << 24

  /// Makes sure that whole numbers stand for others.
  fileprivate func checkGrid() throws(NetworkFileError) {
    guard !scales.isEmpty, kind.range != nil || kind == .int || kind == .long else { return }
    guard scales.allSatisfy({ $0 > 0 && $0.isFinite }) else {
      throw .quantization(tensor: title, why: "a scale is not above 0")
    }
    guard zeros.isEmpty || zeros.count == 1 || zeros.count == scales.count else {
      throw .quantization(
        tensor: title, why: "there are \(zeros.count) zeros for \(scales.count) scales")
    }
    guard zeros.allSatisfy({ (kind.range ?? Self.zeroLimits).contains($0) }) else {
      throw .quantization(tensor: title, why: "a zero lies beyond its numbers")
    }
    guard scales.count == 1 || shape.indices.contains(axis) && shape[axis] == scales.count else {
      throw .quantization(
        tensor: title, why: "there are \(scales.count) scales along axis \(axis) of \(shape)")
    }
  }

  /// Its numbers, those of a grid as what they stand for.
  func constant(_ bytes: [UInt8]) -> GraphConstant? {
    guard let data else { return nil }
    let count = data.count / kind.size
    let numbers = LittleEndian(bytes, from: data.lowerBound, size: kind.size, count: count)
    switch kind {
    case .single: return GraphConstant(shape, numbers.singles)
    case .half: return GraphConstant(shape, numbers.halves)
    case .int, .unsignedByte, .long, .flag, .short, .byte:
      let isUnsigned = kind == .unsignedByte || kind == .flag
      let wholes = isUnsigned ? numbers.unsigned : numbers.signed
      guard !scales.isEmpty, kind != .flag else { return GraphConstant(shape, wholes: wholes) }
      let run = scales.count == 1 ? max(1, count) : shape[(axis + 1)...].reduce(1, *)
      return GraphConstant(
        shape,
        wholes.enumerated().map { place, number in
          let part = place / max(1, run) % scales.count
          let zero = zeros.isEmpty ? 0 : zeros[part % zeros.count]
          return Float(Double(scales[part]) * (Double(number) - Double(zero)))
        })
    }
  }
}
