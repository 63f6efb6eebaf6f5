/// A line of a text that is not blank.
struct TextLine {
  /// Its number, from 1.
  let number: Int
  private let bytes: ArraySlice<UInt8>

  /// The lines of a text; they may end with LF, CRLF or CR, and a byte order mark is passed over.
  static func lines(_ text: String) -> [TextLine] {
    let bytes = Array(text.utf8)
    var lines: [TextLine] = []
    var number = 1
    var start = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    var place = start
    while place <= bytes.count {
      guard place == bytes.count || bytes[place] == 0x0a || bytes[place] == 0x0d else {
        place += 1
        continue
      }
      let line = bytes[start..<place]
      if !line.allSatisfy(isBlank) { lines.append(TextLine(number: number, bytes: line)) }
      let isPair = place + 1 < bytes.count && bytes[place] == 0x0d && bytes[place + 1] == 0x0a
      place += isPair ? 2 : 1
      start = place
      number += 1
    }
    return lines
  }

  /// The text without blanks around it.
  var text: String {
    let tail = bytes.drop(while: Self.isBlank)
    let end = tail.lastIndex { !Self.isBlank($0) } ?? tail.startIndex
    return tail.isEmpty ? "" : String(decoding: tail[...end], as: UTF8.self)
  }

  /// Its words between blanks and tabs.
  ///
  /// - Parameter count: Where there are more, the last one is all the rest.
  func words(upTo count: Int = .max) -> [String] {
    var words: [String] = []
    var rest = bytes.drop(while: Self.isBlank)
    while !rest.isEmpty {
      var word = rest
      if words.count < count - 1 {
        word = rest.prefix { !Self.isBlank($0) }
      } else if let last = rest.lastIndex(where: { !Self.isBlank($0) }) {
        word = rest[...last]
      }
      words.append(String(decoding: word, as: UTF8.self))
      rest = rest[word.endIndex...].drop(while: Self.isBlank)
    }
    return words
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
