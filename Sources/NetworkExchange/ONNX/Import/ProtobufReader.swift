/// Reads the fields of a protobuf message; nothing outside of it is looked at, and nothing copied.
///
/// - Source: the encoding of Protocol Buffers, protobuf.dev.
struct ProtobufReader {
  /// A field's value.
  enum Value {
    case number(UInt64)
    case four(UInt32)
    case bytes(ProtobufReader)
  }

  let bytes: [UInt8]
  let range: Range<Int>
  /// What it is, for sentences.
  let part: String

  init(_ bytes: [UInt8], _ range: Range<Int>, part: String) {
    self.bytes = bytes
    self.range = range
    self.part = part
  }

  /// Calls with every field in order: its number and value.
  func forEachField(
    _ body: (Int, Value) throws(NetworkFileError) -> Void
  ) throws(NetworkFileError) {
    var place = range.lowerBound
    while place < range.upperBound {
      let tag = try varint(&place)
      guard tag >> 3 > 0, tag >> 3 < 1 << 29 else {
        throw .malformed("\(part) has the field \(tag >> 3) at byte \(place)")
      }
      let field = Int(tag >> 3)
      switch tag & 7 {
      case 0: try body(field, .number(varint(&place)))
      case 1: try skip(8, &place)
      case 2:
        let length = try varint(&place)
        guard length <= UInt64(range.upperBound - place) else {
          throw .truncated(part: part, byte: place)
        }
        let end = place + Int(length)
        try body(field, .bytes(ProtobufReader(bytes, place..<end, part: part)))
        place = end
      case 5:
        let start = place
        try skip(4, &place)
        try body(field, .four(Self.four(bytes, start)))
      default: throw .malformed("\(part) makes no sense at byte \(place)")
      }
    }
  }

  private func skip(_ count: Int, _ place: inout Int) throws(NetworkFileError) {
    guard range.upperBound - place >= count else { throw .truncated(part: part, byte: place) }
    place += count
  }

  private func varint(_ place: inout Int) throws(NetworkFileError) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 70, by: 7) {
      guard place < range.upperBound else { throw .truncated(part: part, byte: place) }
      let byte = bytes[place]
      place += 1
      value |= UInt64(byte & 0x7f) << shift
      if byte & 0x80 == 0 { return value }
    }
    throw .malformed("a number of \(part) does not end at byte \(place)")
  }

  private static func four(_ bytes: [UInt8], _ place: Int) -> UInt32 {
    (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[place + $1]) << UInt32(8 * $1) }
  }

  /// The same bytes under another name.
  func named(_ part: String) -> ProtobufReader { ProtobufReader(bytes, range, part: part) }

  /// The bytes as a text.
  func text() throws(NetworkFileError) -> String {
    guard let text = String(validating: bytes[range], as: UTF8.self) else {
      throw .malformed("a text of \(part) is not UTF-8")
    }
    return text
  }

  /// Numbers one after the other, as lists are packed.
  func numbers() throws(NetworkFileError) -> [UInt64] {
    var numbers: [UInt64] = []
    var place = range.lowerBound
    while place < range.upperBound { numbers.append(try varint(&place)) }
    return numbers
  }

  /// Singles one after the other.
  func singles() throws(NetworkFileError) -> [Float] {
    guard range.count % 4 == 0 else { throw .truncated(part: part, byte: range.upperBound) }
    return stride(from: range.lowerBound, to: range.upperBound, by: 4).map {
      Float(bitPattern: Self.four(bytes, $0))
    }
  }
}

extension ProtobufReader.Value {
  /// The message, text or list that a field is.
  func message(_ part: String) throws(NetworkFileError) -> ProtobufReader {
    guard case .bytes(let reader) = self else {
      throw .malformed("\(part) is a number where a message is expected")
    }
    return reader.named(part)
  }

  /// A text.
  func text(_ part: String) throws(NetworkFileError) -> String { try message(part).text() }

  /// A whole number.
  func whole(_ part: String) throws(NetworkFileError) -> Int {
    guard case .number(let number) = self else { throw .malformed("\(part) is no number") }
    return Int(Int64(bitPattern: number))
  }

  /// Whole numbers: one of them, or a packed list.
  func wholes(_ part: String) throws(NetworkFileError) -> [Int] {
    guard case .bytes = self else { return [try whole(part)] }
    return try message(part).numbers().map { Int(Int64(bitPattern: $0)) }
  }

  /// Singles: one of them, or a packed list.
  func singles(_ part: String) throws(NetworkFileError) -> [Float] {
    if case .four(let bits) = self { return [Float(bitPattern: bits)] }
    return try message(part).singles()
  }
}
