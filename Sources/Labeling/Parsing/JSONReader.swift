/// Reads JSON texts of other programs, with the lines of what is wrong in them.
///
/// - Source: RFC 8259. Of equal keys the last one counts; a lone surrogate is U+FFFD.
struct JSONReader {
  /// The most values inside of each other; real files have less than ten.
  static let depthLimit = 64

  private let bytes: [UInt8]
  private var place: Int
  private var line: Int

  /// Reads a text that is one value.
  static func value(of text: String) throws(LabelFormatError) -> JSONNode {
    try value(of: Array(text.utf8), line: 1)
  }

  /// Reads a line of a file of JSON Lines.
  static func value(of bytes: [UInt8], line: Int) throws(LabelFormatError) -> JSONNode {
    var reader = JSONReader(bytes: bytes, line: line)
    let value = try reader.value(depth: 0)
    reader.passBlanks()
    guard reader.place == bytes.count else { throw reader.flaw(.missing("the end of the value")) }
    return value
  }

  private init(bytes: [UInt8], line: Int) {
    self.bytes = bytes
    self.line = line
    place = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
  }

  private mutating func value(depth: Int) throws(LabelFormatError) -> JSONNode {
    guard depth < Self.depthLimit else { throw flaw(.tooDeep(limit: Self.depthLimit)) }
    passBlanks()
    let start = line
    let content: JSONNode.Content =
      switch try byte("a value") {
      case UInt8(ascii: "{"): .object(try members(depth: depth))
      case UInt8(ascii: "["): .array(try values(depth: depth))
      case UInt8(ascii: "\""): .string(try string())
      default: try word()
      }
    return JSONNode(line: start, content: content)
  }

  private mutating func members(
    depth: Int
  ) throws(LabelFormatError) -> [(key: String, value: JSONNode)] {
    var members: [(key: String, value: JSONNode)] = []
    place += 1
    if try closes("}") { return members }
    while true {
      passBlanks()
      guard try byte("a key") == UInt8(ascii: "\"") else { throw flaw(.missing("a key in quotes")) }
      let key = try string()
      passBlanks()
      guard try byte("a colon") == UInt8(ascii: ":") else { throw flaw(.missing("a colon")) }
      place += 1
      members.append((key, try value(depth: depth + 1)))
      if try !continues("}") { return members }
    }
  }

  private mutating func values(depth: Int) throws(LabelFormatError) -> [JSONNode] {
    var values: [JSONNode] = []
    place += 1
    if try closes("]") { return values }
    while true {
      values.append(try value(depth: depth + 1))
      if try !continues("]") { return values }
    }
  }

  /// Whether nothing is inside of the brackets that were just opened.
  private mutating func closes(_ end: Unicode.Scalar) throws(LabelFormatError) -> Bool {
    passBlanks()
    guard try byte("a '\(end)'") == UInt8(ascii: end) else { return false }
    place += 1
    return true
  }

  /// Whether a comma and not the end follows.
  private mutating func continues(_ end: Unicode.Scalar) throws(LabelFormatError) -> Bool {
    passBlanks()
    let next = try byte("a '\(end)'")
    guard next == UInt8(ascii: ",") || next == UInt8(ascii: end) else {
      throw flaw(.missing("a comma or '\(end)'"))
    }
    place += 1
    return next == UInt8(ascii: ",")
  }

  private mutating func word() throws(LabelFormatError) -> JSONNode.Content {
    let rest = bytes[place...].prefix { byte in
      byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
        || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
        || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
        || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
    }
    let text = String(decoding: rest, as: UTF8.self)
    place = rest.endIndex
    switch text {
    case "null": return .null
    case "true": return .bool(true)
    case "false": return .bool(false)
    default:
      let isNumber = text.utf8.contains { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
      guard isNumber, !text.contains("x"), let number = Double(text) else {
        throw flaw(.missing("a value"))
      }
      return .number(number)
    }
  }

  private mutating func string() throws(LabelFormatError) -> String {
    let start = place
    place += 1
    var units: [UInt8] = []
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: units, as: UTF8.self)
      case UInt8(ascii: "\\"): try escape(into: &units)
      case 0x0a: throw flaw(.unclosed("a text"), at: start)
      default: units.append(byte)
      }
    }
    throw flaw(.unclosed("a text"), at: start)
  }

  private mutating func escape(into units: inout [UInt8]) throws(LabelFormatError) {
    let byte = try byte("the end of a text")
    place += 1
    switch byte {
    case UInt8(ascii: "b"): units.append(0x08)
    case UInt8(ascii: "f"): units.append(0x0c)
    case UInt8(ascii: "n"): units.append(0x0a)
    case UInt8(ascii: "r"): units.append(0x0d)
    case UInt8(ascii: "t"): units.append(0x09)
    case UInt8(ascii: "u"): units.append(contentsOf: Array(try escapedScalars().utf8))
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): units.append(byte)
    default: throw flaw(.missing("a letter that may follow a backslash"))
    }
  }

  /// The scalar of `\uXXXX`, or of a pair of them.
  private mutating func escapedScalars() throws(LabelFormatError) -> String {
    let first = try unit()
    let isHigh = 0xd800...0xdbff ~= first
    let hasSecond =
      place + 1 < bytes.count && bytes[place] == UInt8(ascii: "\\")
      && bytes[place + 1] == UInt8(ascii: "u")
    guard isHigh, hasSecond else { return String(decoding: [first], as: UTF16.self) }
    place += 2
    return String(decoding: [first, try unit()], as: UTF16.self)
  }

  private mutating func unit() throws(LabelFormatError) -> UInt16 {
    let digits = String(decoding: bytes[place...].prefix(4), as: UTF8.self)
    guard digits.utf8.count == 4, digits.allSatisfy(\.isHexDigit),
      let unit = UInt16(digits, radix: 16)
    else { throw flaw(.missing("four digits after '\\u'")) }
    place += 4
    return unit
  }

  private mutating func passBlanks() {
    while place < bytes.count {
      switch bytes[place] {
      case 0x0a: line += 1
      case 0x20, 0x09, 0x0d: break
      default: return
      }
      place += 1
    }
  }

  private func byte(_ wanted: String) throws(LabelFormatError) -> UInt8 {
    guard place < bytes.count else { throw flaw(.endsEarly(wanted)) }
    return bytes[place]
  }

  private func flaw(_ flaw: LabelFlaw, at start: Int? = nil) -> LabelFormatError {
    .malformed(flaw, line: line, column: TextColumn.of(start ?? place, in: bytes))
  }
}
