/// Walks through an XML text, an element at a time.
///
/// It knows what data files need: elements, attributes, texts, comments and the five entities of
/// every file. A document type is refused, so nothing grows and nothing else is opened.
///
/// - Source: W3C, *Extensible Markup Language (XML) 1.0*, fifth edition.
struct XMLReader {
  /// What comes next.
  enum Event {
    case start(name: String, attributes: [String: String], line: Int)
    case text(String)
    case end(name: String)
  }

  /// The most elements inside of each other; real files have less than ten.
  static let depthLimit = 64

  private let bytes: [UInt8]
  private var place: Int
  private var line = 1
  private var open: [(name: String, line: Int, place: Int)] = []
  private var isClosing = false
  private var hasRoot = false

  init(_ text: String) {
    bytes = Array(text.utf8)
    place = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
  }

  /// The next event, nil at the end.
  mutating func next() throws(LabelFormatError) -> Event? {
    if isClosing, let last = open.popLast() {
      isClosing = false
      return .end(name: last.name)
    }
    while place < bytes.count {
      guard bytes[place] == UInt8(ascii: "<") else {
        let text = try text()
        if open.isEmpty {
          if text.allSatisfy(\.isWhitespace) { continue }
          throw flaw(.notA("XML"))
        }
        return .text(text)
      }
      if starts("<!--") {
        try pass(through: "-->", of: "a comment")
      } else if starts("<?") {
        try pass(through: "?>", of: "an instruction")
      } else if starts("<![CDATA[") {
        guard !open.isEmpty else { throw flaw(.notA("XML")) }
        return .text(try pass(through: "]]>", of: "a text", from: 9))
      } else if starts("<!") {
        throw flaw(.documentType)
      } else {
        return starts("</") ? try end() : try start()
      }
    }
    if let last = open.last {
      throw .malformed(
        .unclosed("'\(last.name)'"), line: last.line, column: TextColumn.of(last.place, in: bytes))
    }
    guard hasRoot else { throw flaw(.notA("XML")) }
    return nil
  }

  private mutating func start() throws(LabelFormatError) -> Event {
    guard !hasRoot || !open.isEmpty else { throw flaw(.missing("the end of the file")) }
    guard open.count < Self.depthLimit else { throw flaw(.tooDeep(limit: Self.depthLimit)) }
    let (first, start) = (line, place)
    place += 1
    let name = try name()
    var attributes: [String: String] = [:]
    while true {
      passBlanks()
      switch try byte("'>'") {
      case UInt8(ascii: ">"): place += 1
      case UInt8(ascii: "/"):
        place += 1
        guard try byte("'>'") == UInt8(ascii: ">") else { throw flaw(.missing("'>'")) }
        place += 1
        isClosing = true
      default:
        let key = try self.name()
        attributes[key] = try value()
        continue
      }
      hasRoot = true
      open.append((name, first, start))
      return .start(name: name, attributes: attributes, line: first)
    }
  }

  private mutating func end() throws(LabelFormatError) -> Event {
    place += 2
    let name = try name()
    passBlanks()
    guard try byte("'>'") == UInt8(ascii: ">") else { throw flaw(.missing("'>'")) }
    place += 1
    guard let last = open.popLast() else { throw flaw(.missing("the start of '\(name)'")) }
    guard last.name == name else { throw flaw(.otherEnd(opened: last.name, closed: name)) }
    return .end(name: name)
  }

  private mutating func name() throws(LabelFormatError) -> String {
    let name = bytes[place...].prefix { !isBlank($0) && !"<>/=\"'&".utf8.contains($0) }
    guard !name.isEmpty else { throw flaw(.missing("a name")) }
    place = name.endIndex
    return String(decoding: name, as: UTF8.self)
  }

  private mutating func value() throws(LabelFormatError) -> String {
    passBlanks()
    guard try byte("'='") == UInt8(ascii: "=") else { throw flaw(.missing("'='")) }
    place += 1
    passBlanks()
    let quote = try byte("a value in quotes")
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      throw flaw(.missing("a value in quotes"))
    }
    let start = (line: line, place: place)
    place += 1
    var units: [UInt8] = []
    while place < bytes.count, bytes[place] != quote {
      guard bytes[place] != UInt8(ascii: "<") else { throw flaw(.unclosed("a value in quotes")) }
      try unit(into: &units)
    }
    guard place < bytes.count else {
      throw .malformed(
        .unclosed("a value in quotes"), line: start.line,
        column: TextColumn.of(start.place, in: bytes))
    }
    place += 1
    return String(decoding: units, as: UTF8.self)
  }

  private mutating func text() throws(LabelFormatError) -> String {
    var units: [UInt8] = []
    while place < bytes.count, bytes[place] != UInt8(ascii: "<") { try unit(into: &units) }
    return String(decoding: units, as: UTF8.self)
  }

  /// Takes a byte, or an entity.
  private mutating func unit(into units: inout [UInt8]) throws(LabelFormatError) {
    let byte = bytes[place]
    if byte == UInt8(ascii: "&") { return units.append(contentsOf: Array(try entity().utf8)) }
    place += 1
    if byte == 0x0d {
      // Every kind of line end is a line feed in XML.
      if place < bytes.count, bytes[place] == 0x0a { return }
      return units.append(0x0a)
    }
    if byte == 0x0a { line += 1 }
    units.append(byte)
  }

  private mutating func entity() throws(LabelFormatError) -> String {
    let name = bytes[(place + 1)...].prefix(12).prefix { $0 != UInt8(ascii: ";") }
    let text = String(decoding: name, as: UTF8.self)
    guard name.endIndex < bytes.count, bytes[name.endIndex] == UInt8(ascii: ";") else {
      throw flaw(.unknownEntity(text))
    }
    place = name.endIndex + 1
    switch text {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default:
      let isHex = text.hasPrefix("#x")
      guard text.hasPrefix("#"),
        let number = UInt32(text.dropFirst(isHex ? 2 : 1), radix: isHex ? 16 : 10),
        let scalar = Unicode.Scalar(number), number > 0
      else { throw flaw(.unknownEntity(text)) }
      return String(Character(scalar))
    }
  }

  /// Goes behind the next `end`; what is before it.
  @discardableResult
  private mutating func pass(
    through end: String, of what: String, from skipped: Int = 2
  ) throws(LabelFormatError) -> String {
    let start = place + skipped
    let (first, opening) = (line, place)
    place = start
    while place < bytes.count, !starts(end) {
      if bytes[place] == 0x0a { line += 1 }
      place += 1
    }
    guard place < bytes.count else {
      throw .malformed(
        .unclosed(what), line: first, column: TextColumn.of(opening, in: bytes))
    }
    defer { place += end.utf8.count }
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }

  private mutating func passBlanks() {
    while place < bytes.count, isBlank(bytes[place]) {
      if bytes[place] == 0x0a { line += 1 }
      place += 1
    }
  }

  private func starts(_ text: String) -> Bool { bytes[place...].starts(with: text.utf8) }

  private func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0a || byte == 0x0d
  }

  private func byte(_ wanted: String) throws(LabelFormatError) -> UInt8 {
    guard place < bytes.count else { throw flaw(.endsEarly(wanted)) }
    return bytes[place]
  }

  private func flaw(_ flaw: LabelFlaw) -> LabelFormatError {
    .malformed(flaw, line: line, column: TextColumn.of(place, in: bytes))
  }
}
