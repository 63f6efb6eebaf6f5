import Labeling
import NeuralNetworks

/// What a header says of a tensor.
struct SafeTensorEntry {
  private enum Kind: String {
    case single = "F32"
    case half = "F16"

    var byteCount: Int { self == .single ? 4 : 2 }
  }

  private let name: String
  private let kind: Kind
  private let shape: [Int]
  private let bytes: Range<Int>

  /// The name as sentences have it.
  private var literal: String { JSONText.literal(name) }

  init(name: String, _ value: JSONValue) throws(ModelFileError) {
    self.name = name
    let literal = JSONText.literal(name)
    guard case .object(let members) = value else { throw .tensor(literal, why: "is no object") }
    let fields = Dictionary(members.map { ($0.0, $0.1) }) { first, _ in first }
    guard Set(fields.keys) == ["dtype", "shape", "data_offsets"] else {
      throw .tensor(literal, why: "does not say dtype, shape and data_offsets, and only them")
    }
    guard case .string(let type)? = fields["dtype"], let kind = Kind(rawValue: type) else {
      throw .tensor(literal, why: "is not of F32 or F16")
    }
    self.kind = kind
    guard let shape = SafeTensorEntry.counts(fields["shape"]), shape.count <= SafeTensors.rankLimit
    else { throw .tensor(literal, why: "has no shape of up to \(SafeTensors.rankLimit) sizes") }
    self.shape = shape
    guard let offsets = SafeTensorEntry.counts(fields["data_offsets"]), offsets.count == 2,
      offsets[0] <= offsets[1]
    else { throw .layout(literal, why: "has no rising pair of offsets") }
    bytes = offsets[0]..<offsets[1]
    var size = kind.byteCount
    for length in shape {
      let (product, overflow) = size.multipliedReportingOverflow(by: length)
      guard !overflow else { throw .tensor(literal, why: "is larger than any file") }
      size = product
    }
    guard size == bytes.count else {
      throw .tensor(literal, why: "needs \(size) bytes for its shape and has \(bytes.count)")
    }
  }

  /// Numbers from 0 in a list, nil for anything else.
  private static func counts(_ value: JSONValue?) -> [Int]? {
    guard case .array(let values)? = value else { return nil }
    var counts: [Int] = []
    for value in values {
      guard case .integer(let count) = value, count >= 0 else { return nil }
      counts.append(count)
    }
    return counts
  }

  /// The entries by their place; they must cover all bytes, each once.
  static func tiling(
    _ entries: [SafeTensorEntry], byteCount: Int
  ) throws(ModelFileError) -> [SafeTensorEntry] {
    let sorted = entries.sorted {
      ($0.bytes.lowerBound, $0.bytes.upperBound) < ($1.bytes.lowerBound, $1.bytes.upperBound)
    }
    var end = 0
    for entry in sorted {
      guard entry.bytes.upperBound <= byteCount else {
        throw .layout(entry.literal, why: "reaches over the end of the file")
      }
      guard entry.bytes.lowerBound == end else {
        let why = entry.bytes.lowerBound < end ? "shares bytes with another" : "leaves bytes out"
        throw .layout(entry.literal, why: why)
      }
      end = entry.bytes.upperBound
    }
    guard end == byteCount else {
      throw .layout(sorted.last?.literal ?? "\"\"", why: "is the last, but bytes follow it")
    }
    return sorted
  }

  /// The tensor in the bytes behind the header.
  func tensor(in data: ArraySlice<UInt8>) throws(ModelFileError) -> StoredTensor {
    let count = bytes.count / kind.byteCount
    let own = data[(data.startIndex + bytes.lowerBound)..<(data.startIndex + bytes.upperBound)]
    let values = own.withUnsafeBytes { raw in
      switch kind {
      case .single: SafeTensorEntry.singles(raw, count)
      case .half:
        (0..<count).map { place in
          let bits = raw.loadUnaligned(fromByteOffset: 2 * place, as: UInt16.self)
          return SafeTensorEntry.single(UInt16(littleEndian: bits))
        }
      }
    }
    if !values.areFinite, let place = values.firstIndex(where: { !$0.isFinite }) {
      throw .weight(tensor: literal, place: place)
    }
    return StoredTensor(name: name, shape: shape, scalars: values)
  }

  private static func singles(_ raw: UnsafeRawBufferPointer, _ count: Int) -> [Float] {
    [Float](unsafeUninitializedCapacity: count) { values, filled in
      for place in 0..<count {
        let bits = raw.loadUnaligned(fromByteOffset: 4 * place, as: UInt32.self)
        values.initializeElement(at: place, to: Float(bitPattern: UInt32(littleEndian: bits)))
      }
      filled = count
    }
  }

  /// A half-precision number; written out because not every platform has the type.
  private static func single(_ bits: UInt16) -> Float {
    let exponent = Int(bits >> 10 & 0x1f)
    let fraction = Float(bits & 0x3ff) / 1024
    let sign: Float = bits >> 15 == 0 ? 1 : -1
    switch exponent {
    case 0: return sign * fraction * 0x1p-14
    case 31: return fraction == 0 ? sign * .infinity : .nan
    default:
      return sign * (1 + fraction) * Float(sign: .plus, exponent: exponent - 15, significand: 1)
    }
  }
}
