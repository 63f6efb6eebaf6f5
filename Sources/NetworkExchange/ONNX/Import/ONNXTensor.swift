import NeuralNetworks

/// A tensor of an ONNX file as it is found; its numbers are made when all of it is checked.
struct ONNXTensor {
  private var name = ""
  private var shape: [Int] = []
  private var kind = 0
  private var raw: ProtobufReader?
  private var singles: [Float] = []
  private var wholes: [Int] = []
  private var isExternal = false

  init(_ reader: ProtobufReader) throws(NetworkFileError) {
    var tensor = ONNXTensor()
    let part = reader.part
    try reader.forEachField { (field, value) throws(NetworkFileError) in
      switch field {
      case ONNXFormat.Tensor.shape: tensor.shape += try value.wholes(part)
      case ONNXFormat.Tensor.kind: tensor.kind = try value.whole(part)
      case ONNXFormat.Tensor.name: tensor.name = try value.text(part)
      case ONNXFormat.Tensor.singles: tensor.singles += try value.singles(part)
      case ONNXFormat.Tensor.small, ONNXFormat.Tensor.wholes:
        tensor.wholes += try value.wholes(part)
      case ONNXFormat.Tensor.raw: tensor.raw = try value.message(part)
      case ONNXFormat.Tensor.doubles:
        throw .malformed("a tensor holds numbers of double precision in a list")
      case ONNXFormat.Tensor.external: tensor.isExternal = true
      case ONNXFormat.Tensor.location:
        if try value.whole(part) != 0 { tensor.isExternal = true }
      default: break
      }
    }
    self = tensor
  }

  private init() {}

  /// Its name and numbers.
  func named() throws(NetworkFileError) -> (String, GraphConstant) {
    let title = Shown.text(name)
    guard !isExternal else { throw .externalData(tensor: title) }
    guard shape.count <= ONNXModel.rankLimit else {
      throw .tooMuch("the tensor \(title) has more axes", limit: "\(ONNXModel.rankLimit)")
    }
    var count = 1
    for extent in shape {
      guard extent >= 0, extent <= Network.weightLimit, count * extent <= Network.weightLimit else {
        throw .tooMuch(
          "the tensor \(title) is \(shape)", limit: "\(Network.weightLimit) numbers")
      }
      count *= extent
    }
    return (name, try constant(count, title))
  }

  private func constant(_ count: Int, _ title: String) throws(NetworkFileError) -> GraphConstant {
    guard let raw else {
      let isSingle = kind == ONNXFormat.Number.single
      guard
        isSingle
          || [
            ONNXFormat.Number.int, ONNXFormat.Number.long, ONNXFormat.Number.flag,
            ONNXFormat.Number.byte, ONNXFormat.Number.unsignedByte,
          ].contains(kind)
      else { throw unknownKind(title) }
      guard (isSingle ? singles.count : wholes.count) == count else {
        throw .malformed("the tensor \(title) does not hold \(count) numbers")
      }
      return isSingle ? GraphConstant(shape, singles) : GraphConstant(shape, wholes: wholes)
    }
    let sizes = [
      ONNXFormat.Number.single: 4, ONNXFormat.Number.double: 8, ONNXFormat.Number.half: 2,
      ONNXFormat.Number.long: 8, ONNXFormat.Number.int: 4, ONNXFormat.Number.short: 2,
      ONNXFormat.Number.byte: 1, ONNXFormat.Number.unsignedByte: 1, ONNXFormat.Number.flag: 1,
    ]
    guard let size = sizes[kind] else { throw unknownKind(title) }
    guard raw.range.count == count * size else {
      throw .malformed(
        "the tensor \(title) has \(raw.range.count) bytes, its \(count) numbers need"
          + " \(count * size)")
    }
    let numbers = LittleEndian(raw.bytes, from: raw.range.lowerBound, size: size, count: count)
    switch kind {
    case ONNXFormat.Number.single: return GraphConstant(shape, numbers.singles)
    case ONNXFormat.Number.double: return GraphConstant(shape, numbers.doubles)
    case ONNXFormat.Number.half: return GraphConstant(shape, numbers.halves)
    case ONNXFormat.Number.unsignedByte, ONNXFormat.Number.flag:
      return GraphConstant(shape, wholes: numbers.unsigned)
    default: return GraphConstant(shape, wholes: numbers.signed)
    }
  }

  private func unknownKind(_ title: String) -> NetworkFileError {
    .malformed("the tensor \(title) has numbers of the unknown kind \(kind)")
  }
}
