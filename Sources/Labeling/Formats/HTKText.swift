/// Texts as HTK writes them: in quotes where needed, with backslashes.
///
/// - Source: *The HTK Book*, 4.6: a backslash and three octal digits are a byte.
enum HTKText {
  /// A word of a line.
  struct Word {
    let text: String
    let isQuoted: Bool

    /// Whether it is a whole number, which can only be a time at the start of a line.
    var isTime: Bool {
      guard !isQuoted, let first = text.utf8.first else { return false }
      return first == UInt8(ascii: "-") || UInt8(ascii: "0")...UInt8(ascii: "9") ~= first
    }
  }

  /// A text as a word, in quotes if it could be taken for something else.
  static func written(_ text: String) -> String {
    let marks = text.unicodeScalars.contains {
      "\"'\\".unicodeScalars.contains($0) || $0.value <= 32
    }
    let isPlain =
      !text.isEmpty && !marks && !Word(text: text, isQuoted: false).isTime && text != "."
      && text != "///"
    return isPlain ? text : quoted(text)
  }

  /// A text in quotes.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case "\0"..."\u{1f}":
        let octal = String(scalar.value, radix: 8)
        quoted += "\\" + String(repeating: "0", count: 3 - octal.count) + octal
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// The words of a line.
  static func words(_ line: TextLine) throws(LabelFormatError) -> [Word] {
    let bytes = Array(line.text.utf8)
    var words: [Word] = []
    var place = 0
    while place < bytes.count {
      if bytes[place] == 0x20 || bytes[place] == 0x09 {
        place += 1
        continue
      }
      let quote = bytes[place]
      let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
      if isQuoted { place += 1 }
      var units: [UInt8] = []
      while place < bytes.count,
        isQuoted ? bytes[place] != quote : bytes[place] != 0x20 && bytes[place] != 0x09
      {
        units.append(unit(bytes, &place))
      }
      guard !isQuoted || place < bytes.count else {
        throw .malformed(.unclosed("a text in quotes"), line: line.number)
      }
      if isQuoted { place += 1 }
      words.append(Word(text: String(decoding: units, as: UTF8.self), isQuoted: isQuoted))
    }
    return words
  }

  /// Takes a byte, or what a backslash makes of those after it.
  private static func unit(_ bytes: [UInt8], _ place: inout Int) -> UInt8 {
    let byte = bytes[place]
    place += 1
    guard byte == UInt8(ascii: "\\"), place < bytes.count else { return byte }
    let octal = String(decoding: bytes[place...].prefix(3), as: UTF8.self)
    if octal.utf8.count == 3, let code = UInt8(octal, radix: 8) {
      place += 3
      return code
    }
    place += 1
    return bytes[place - 1]
  }
}
