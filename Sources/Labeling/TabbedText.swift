/// Lines of fields between tabs, without quotes, as Audacity and Raven write them.
enum TabbedText {
  /// A line that is not blank.
  struct Line {
    /// Its number, from 1.
    let number: Int
    /// Its fields.
    let fields: [String]
  }

  /// The lines of a text; they may end with LF, CRLF or CR, and a byte order mark is passed over.
  static func lines(_ text: String) -> [Line] {
    var text = text
    return text.withUTF8 { bytes in lines(bytes) }
  }

  /// What parts fields and lines is ASCII, and no letter of UTF-8 has such bytes.
  private static func lines(_ bytes: UnsafeBufferPointer<UInt8>) -> [Line] {
    let (tab, blank) = (UInt8(ascii: "\t"), UInt8(ascii: " "))
    let (lineFeed, carriageReturn) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"))
    var lines: [Line] = []
    var place = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    var (number, fieldCount) = (1, 0)
    while place < bytes.count {
      var fields: [String] = []
      fields.reserveCapacity(fieldCount)
      var (start, isBlank) = (place, true)
      while place < bytes.count, bytes[place] != lineFeed, bytes[place] != carriageReturn {
        if bytes[place] == tab {
          fields.append(field(bytes, start..<place))
          start = place + 1
        } else if bytes[place] != blank {
          isBlank = false
        }
        place += 1
      }
      if !isBlank {
        fields.append(field(bytes, start..<place))
        lines.append(Line(number: number, fields: fields))
        fieldCount = fields.count
      }
      let isPair =
        place + 1 < bytes.count && bytes[place] == carriageReturn && bytes[place + 1] == lineFeed
      place += isPair ? 2 : 1
      number += 1
    }
    return lines
  }

  private static func field(
    _ bytes: UnsafeBufferPointer<UInt8>, _ places: Range<Int>
  ) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: bytes[places]), as: UTF8.self)
  }

  /// A text without the blanks around it.
  static func blankless(_ text: String) -> String {
    let (bytes, blank) = (text.utf8, UInt8(ascii: " "))
    // Most texts have none, and need not be copied.
    if bytes.first != blank, bytes.last != blank { return text }
    guard let first = bytes.firstIndex(where: { $0 != blank }),
      let last = bytes.lastIndex(where: { $0 != blank })
    else { return "" }
    return String(text[first...last])
  }

  /// A field without blanks and without quotes around it, as other programs write tables.
  static func unquoted(_ field: String) -> String {
    let text = blankless(field)
    let scalars = text.unicodeScalars
    guard scalars.count > 1, scalars.first == "\"", scalars.last == "\"" else { return text }
    return String(scalars.dropFirst().dropLast()).replacing("\"\"", with: "\"")
  }

  /// A text as a field: tabs and line ends become blanks.
  static func field(_ text: String) -> String {
    guard hasBreak(text) else { return text }
    var field = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { field.append(isBreak(scalar) ? " " : scalar) }
    return String(field)
  }

  /// Whether a text has a tab or a line end.
  static func hasBreak(_ text: String) -> Bool {
    // No letter but a few has a byte below a blank, or one above ASCII.
    text.utf8.contains { $0 < 0x20 || $0 >= 0x80 } && text.unicodeScalars.contains(where: isBreak)
  }

  private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
    ["\t", "\n", "\r", "\u{b}", "\u{c}", "\u{85}", "\u{2028}", "\u{2029}"].contains(scalar)
  }

  /// A number in plain decimals with as many places.
  static func decimals(_ number: Double, places: Int) -> String {
    let unit = (0..<places).reduce(1.0) { unit, _ in unit * 10 }
    guard let scaled = Int(exactly: (number * unit).rounded()) else { return number.description }
    let whole = scaled.magnitude / UInt(unit)
    var fraction = scaled.magnitude % UInt(unit)
    let digits = String(unsafeUninitializedCapacity: places) { bytes in
      for place in (0..<places).reversed() {
        bytes[place] = UInt8(ascii: "0") + UInt8(fraction % 10)
        fraction /= 10
      }
      return places
    }
    return "\(scaled < 0 ? "-" : "")\(whole).\(digits)"
  }

  /// The finite number of a text, nil if it is none; a comma is taken for a decimal point.
  static func number(_ text: String) -> Double? {
    let plain = blankless(text)
    let isComma = plain.contains(",") && !plain.contains(".")
    let number = Double(isComma ? plain.replacing(",", with: ".", maxReplacements: 1) : plain)
    return number.flatMap { $0.isFinite ? $0 : nil }
  }
}
