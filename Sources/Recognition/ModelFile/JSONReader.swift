import Labeling

/// Reads JSON strictly: one value, no key twice, text that is UTF-8, and not too deep.
public struct JSONReader {
  /// How deep arrays and objects may lie in each other.
  public static let depthLimit = 32

  private let bytes: [UInt8]
  private var place = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Reads a value; blanks may stand around it.
  ///
  /// - Throws: ``JSONReadingError`` with the byte where it stops making sense.
  public static func value(_ bytes: [UInt8]) throws(JSONReadingError) -> JSONValue {
    var reader = JSONReader(bytes)
    reader.skipBlanks()
    let value = try reader.value(depth: 0)
    reader.skipBlanks()
    guard reader.place == bytes.count else { throw reader.error("something follows the value") }
    return value
  }

  private mutating func value(depth: Int) throws(JSONReadingError) -> JSONValue {
    guard depth < JSONReader.depthLimit else { throw error("it lies too deep") }
    switch peek {
    case UInt8(ascii: "{"): return .object(try object(depth: depth))
    case UInt8(ascii: "["): return .array(try array(depth: depth))
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func object(
    depth: Int
  ) throws(JSONReadingError) -> [(String, JSONValue)] {
    place += 1
    var members: [(String, JSONValue)] = []
    var names: Set<[UInt8]> = []
    skipBlanks()
    if take("}") { return members }
    while true {
      skipBlanks()
      guard peek == UInt8(ascii: "\"") else { throw error("a key is missing") }
      let name = try string()
      // Swift takes texts for equal that are composed of other scalars; keys are bytes.
      guard names.insert(Array(name.utf8)).inserted else {
        throw error("the key \(JSONText.literal(name)) comes twice")
      }
      skipBlanks()
      guard take(":") else { throw error("a colon is missing") }
      skipBlanks()
      members.append((name, try value(depth: depth + 1)))
      skipBlanks()
      if take("}") { return members }
      guard take(",") else { throw error("a comma is missing") }
    }
  }

  private mutating func array(depth: Int) throws(JSONReadingError) -> [JSONValue] {
    place += 1
    var values: [JSONValue] = []
    skipBlanks()
    if take("]") { return values }
    while true {
      skipBlanks()
      values.append(try value(depth: depth + 1))
      skipBlanks()
      if take("]") { return values }
      guard take(",") else { throw error("a comma is missing") }
    }
  }

  private mutating func string() throws(JSONReadingError) -> String {
    place += 1
    var text: [UInt8] = []
    while let byte = peek {
      place += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let string = String(validating: text, as: UTF8.self) else {
          throw error("a text is not UTF-8")
        }
        return string
      case UInt8(ascii: "\\"): try appendEscape(to: &text)
      case 0..<0x20: throw error("a text holds a control character")
      default: text.append(byte)
      }
    }
    throw error("a text does not end")
  }

  private mutating func appendEscape(to text: inout [UInt8]) throws(JSONReadingError) {
    guard let byte = peek else { throw error("a text does not end") }
    place += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(8)
    case UInt8(ascii: "f"): text.append(12)
    case UInt8(ascii: "n"): text.append(10)
    case UInt8(ascii: "r"): text.append(13)
    case UInt8(ascii: "t"): text.append(9)
    case UInt8(ascii: "u"):
      var code = try unit()
      if (0xd800..<0xdc00).contains(code) {
        guard take("\\"), take("u") else { throw error("half a character") }
        let low = try unit()
        guard (0xdc00..<0xe000).contains(low) else { throw error("half a character") }
        code = 0x10000 + (code - 0xd800) << 10 + (low - 0xdc00)
      }
      guard let scalar = Unicode.Scalar(code) else { throw error("half a character") }
      text.append(contentsOf: Array(String(scalar).utf8))
    default: throw error("a backslash before something else")
    }
  }

  private mutating func unit() throws(JSONReadingError) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = peek, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw error("a \\u without four digits")
      }
      code = code << 4 | UInt32(digit)
      place += 1
    }
    return code
  }

  private mutating func number() throws(JSONReadingError) -> JSONValue {
    let start = place
    _ = take("-")
    let first = place
    try skipDigits()
    guard bytes[first] != UInt8(ascii: "0") || place == first + 1 else {
      throw error("a number begins with 0")
    }
    var isWhole = true
    if take(".") {
      isWhole = false
      try skipDigits()
    }
    if take("e") || take("E") {
      isWhole = false
      if !take("+") { _ = take("-") }
      try skipDigits()
    }
    let text = String(decoding: bytes[start..<place], as: UTF8.self)
    if isWhole, let whole = Int(text) { return .integer(whole) }
    guard let number = Double(text), number.isFinite else { throw error("a number is too large") }
    return .number(number)
  }

  private mutating func skipDigits() throws(JSONReadingError) {
    let start = place
    while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { place += 1 }
    guard place > start else { throw error("a value is missing") }
  }

  private mutating func word(
    _ word: String, _ value: JSONValue
  ) throws(JSONReadingError) -> JSONValue {
    guard bytes[place...].starts(with: word.utf8) else { throw error("a value is missing") }
    place += word.utf8.count
    return value
  }

  private mutating func skipBlanks() {
    while let byte = peek, [0x20, 0x09, 0x0a, 0x0d].contains(byte) { place += 1 }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard peek == UInt8(ascii: character) else { return false }
    place += 1
    return true
  }

  private var peek: UInt8? { place < bytes.count ? bytes[place] : nil }

  private func error(_ why: String) -> JSONReadingError {
    JSONReadingError(byte: place, why: why)
  }
}

/// Why bytes are no JSON.
public struct JSONReadingError: Error, Sendable, Hashable {
  /// Where, counted from 0.
  public let byte: Int
  /// What is wrong there.
  public let why: String
}
