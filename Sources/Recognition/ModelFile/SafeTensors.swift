import Labeling

/// A tensor by its name.
public struct StoredTensor: Sendable, Equatable {
  /// The name.
  public var name: String
  /// Its sizes, outermost first.
  public var shape: [Int]
  /// Its values, row-major.
  public var scalars: [Float]

  /// Makes a tensor.
  ///
  /// - Precondition: There are as many values as the shape says.
  public init(name: String, shape: [Int], scalars: [Float]) {
    precondition(
      shape.reduce(1, *) == scalars.count, "\(scalars.count) values do not fill \(shape)")
    self.name = name
    self.shape = shape
    self.scalars = scalars
  }
}

/// Tensors and texts in the safetensors format, read strictly.
///
/// A header of JSON says where each tensor lies; the tensors follow one another without a hole.
///
/// - Source: huggingface/safetensors, `README.md`, *Format*; Python's `safetensors` opens what is
///   written here.
public struct SafeTensors: Sendable, Equatable {
  /// Texts by name, in order.
  public var metadata: [String: String]
  /// The tensors, in the order of their bytes.
  public var tensors: [StoredTensor]

  /// The longest header that is read: 1 MiB.
  public static let headerLimit = 1 << 20
  /// Sizes that a tensor may have at most.
  public static let rankLimit = 8
  /// Before the header stands its length, 8 bytes, least significant first.
  static let prefixLength = 8
  static let metadataKey = "__metadata__"

  /// Makes a file of its parts.
  public init(metadata: [String: String] = [:], tensors: [StoredTensor]) {
    self.metadata = metadata
    self.tensors = tensors
  }

  /// The length of the header, from the first bytes of a file.
  ///
  /// What asks a file for its header checks it so before it makes room.
  public static func headerLength(
    _ prefix: some Collection<UInt8>, fileBytes: Int
  ) throws(ModelFileError) -> Int {
    guard prefix.count >= prefixLength, fileBytes >= prefixLength else {
      throw .tooShort(bytes: min(prefix.count, fileBytes))
    }
    let length = prefix.prefix(prefixLength).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let limit = min(fileBytes - prefixLength, headerLimit)
    guard length <= UInt64(limit) else { throw .headerLength(length, limit: limit) }
    return Int(length)
  }

  /// Reads the bytes of a file.
  ///
  /// - Throws: The first rule that is broken; nothing is guessed.
  public init(_ bytes: [UInt8]) throws(ModelFileError) {
    let length = try SafeTensors.headerLength(bytes.prefix(8), fileBytes: bytes.count)
    let start = SafeTensors.prefixLength
    guard bytes.count > start, bytes[start] == UInt8(ascii: "{") else {
      throw .header(byte: 0, why: "it does not begin with {")
    }
    let header: JSONValue
    do {
      header = try JSONReader.value(Array(bytes[start..<(start + length)]))
    } catch {
      throw .header(byte: error.byte, why: error.why)
    }
    guard case .object(let members) = header else { throw .header(byte: 0, why: "it is no object") }
    metadata = [:]
    var entries: [SafeTensorEntry] = []
    for (name, value) in members {
      if name == SafeTensors.metadataKey {
        metadata = try SafeTensors.texts(value)
      } else {
        entries.append(try SafeTensorEntry(name: name, value))
      }
    }
    let data = bytes[(start + length)...]
    tensors = []
    for entry in try SafeTensorEntry.tiling(entries, byteCount: data.count) {
      tensors.append(try entry.tensor(in: data))
    }
  }

  private static func texts(_ value: JSONValue) throws(ModelFileError) -> [String: String] {
    guard case .object(let members) = value else {
      throw .header(byte: 0, why: "its metadata is no object")
    }
    var texts: [String: String] = [:]
    for (name, value) in members {
      guard case .string(let text) = value else {
        throw .header(byte: 0, why: "its metadata \(JSONText.literal(name)) is no text")
      }
      texts[name] = text
    }
    return texts
  }

  /// The bytes of the file; the same for the same parts.
  public var bytes: [UInt8] {
    var members: [(String, JSONValue)] = []
    if !metadata.isEmpty {
      let texts = metadata.sorted { $0.key < $1.key }.map { ($0.key, JSONValue.string($0.value)) }
      members.append((SafeTensors.metadataKey, .object(texts)))
    }
    var offset = 0
    for tensor in tensors {
      let end = offset + 4 * tensor.scalars.count
      members.append(
        (
          tensor.name,
          .object([
            ("dtype", .string("F32")), ("shape", .array(tensor.shape.map(JSONValue.integer))),
            ("data_offsets", .array([.integer(offset), .integer(end)])),
          ])
        ))
      offset = end
    }
    var header = Array(JSONValue.object(members).compact.utf8)
    // Blanks so that the data begin where 8 divides.
    while header.count % 8 != 0 { header.append(0x20) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(SafeTensors.prefixLength + header.count + offset)
    for shift in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: header.count >> (8 * shift))) }
    bytes += header
    for tensor in tensors {
      for value in tensor.scalars {
        let bits = value.bitPattern
        for shift in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: bits >> (8 * UInt32(shift)))) }
      }
    }
    return bytes
  }
}
