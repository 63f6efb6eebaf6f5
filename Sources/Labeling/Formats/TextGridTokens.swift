/// The numbers, quoted texts and flags of a Praat text file.
///
/// They count only where they stand free, after a blank; all other words are comments, and so is
/// the rest of a line after a free `!`.
///
/// - Source: Praat's manual, *TextGrid file formats*, and `melder_readtext.cpp`.
struct TextGridTokens {
  private enum Token {
    case number(Double)
    case text(String)
    case flag(String)
  }

  private let bytes: [UInt8]
  private var place = 0
  private var currentLine = 1
  /// The line of the last token, from 1.
  private(set) var line = 1

  init(_ text: String) {
    bytes = Array(text.utf8)
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { place = 3 }
  }

  func flaw(_ flaw: LabelFlaw) -> LabelFormatError { .malformed(flaw, line: line) }

  mutating func number(_ what: String) throws(LabelFormatError) -> Double {
    guard case .number(let number) = try next(what) else { throw flaw(.missing(what)) }
    return number
  }

  mutating func text(
    _ what: String, else other: LabelFlaw? = nil
  ) throws(LabelFormatError) -> String {
    guard let token = try next() else { throw flaw(other ?? .endsEarly(what)) }
    guard case .text(let text) = token else { throw flaw(other ?? .missing(what)) }
    return text
  }

  mutating func flag() throws(LabelFormatError) -> String {
    guard case .flag(let flag) = try next("a flag") else { throw flaw(.missing("a flag")) }
    return flag
  }

  private mutating func next(_ what: String) throws(LabelFormatError) -> Token {
    guard let token = try next() else { throw flaw(.endsEarly(what)) }
    return token
  }

  /// The next token, nil at the end.
  private mutating func next() throws(LabelFormatError) -> Token? {
    while true {
      passBlanks()
      line = currentLine
      guard place < bytes.count else { return nil }
      switch bytes[place] {
      case UInt8(ascii: "\""): return .text(try quoted())
      case UInt8(ascii: "!"): place = bytes[place...].firstIndex(where: isEnd) ?? bytes.count
      default:
        let word = bytes[place...].prefix { !isBlank($0) }
        place = word.endIndex
        if let token = try Self.token(word, line) { return token }
      }
    }
  }

  private static func token(
    _ word: ArraySlice<UInt8>, _ line: Int
  ) throws(LabelFormatError) -> Token? {
    let text = String(decoding: word, as: UTF8.self)
    if word.first == UInt8(ascii: "<") {
      return .flag(String(text.dropFirst().prefix { $0 != ">" }))
    }
    guard let first = word.first, "+-.0123456789".utf8.contains(first),
      let number = Double(text.hasSuffix("%") ? String(text.dropLast()) : text)
    else { return nil }
    guard number.isFinite else { throw .unclearValue(text, column: "number", line: line) }
    return .number(text.hasSuffix("%") ? number / 100 : number)
  }

  private mutating func quoted() throws(LabelFormatError) -> String {
    place += 1
    var units: [UInt8] = []
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      if byte == UInt8(ascii: "\"") {
        guard place < bytes.count, bytes[place] == byte else {
          return String(decoding: units, as: UTF8.self)
        }
        place += 1
      } else if isEnd(byte) {
        if !isSecondOfPair(place - 1) { currentLine += 1 }
      }
      units.append(byte)
    }
    throw flaw(.unclosed("a text in quotes"))
  }

  private mutating func passBlanks() {
    while place < bytes.count, isBlank(bytes[place]) {
      if isEnd(bytes[place]), !isSecondOfPair(place) { currentLine += 1 }
      place += 1
    }
  }

  private func isSecondOfPair(_ place: Int) -> Bool {
    bytes[place] == 0x0a && place > 0 && bytes[place - 1] == 0x0d
  }

  private func isEnd(_ byte: UInt8) -> Bool { byte == 0x0a || byte == 0x0d }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || isEnd(byte) }
}
