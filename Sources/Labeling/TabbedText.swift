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
    var lines: [Line] = []
    var number = 1
    var fields: [String] = []
    var field = String.UnicodeScalarView()
    var lastScalar: Unicode.Scalar = "\n"
    func endLine() {
      fields.append(String(field))
      if fields.contains(where: { !blankless($0).isEmpty }) {
        lines.append(Line(number: number, fields: fields))
      }
      fields = []
      field = String.UnicodeScalarView()
      number += 1
    }
    for (place, scalar) in text.unicodeScalars.enumerated() {
      switch scalar {
      case "\u{feff}" where place == 0: break
      case "\t":
        fields.append(String(field))
        field = String.UnicodeScalarView()
      case "\n" where lastScalar == "\r": break
      case "\n", "\r": endLine()
      default: field.append(scalar)
      }
      lastScalar = scalar
    }
    endLine()
    return lines
  }

  /// A text without the blanks around it.
  static func blankless(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { $0 != " " }),
      let last = scalars.lastIndex(where: { $0 != " " })
    else { return "" }
    return String(scalars[first...last])
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
    var field = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { field.append(isBreak(scalar) ? " " : scalar) }
    return String(field)
  }

  /// Whether a text has a tab or a line end.
  static func hasBreak(_ text: String) -> Bool { text.unicodeScalars.contains(where: isBreak) }

  private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
    ["\t", "\n", "\r", "\u{b}", "\u{c}", "\u{85}", "\u{2028}", "\u{2029}"].contains(scalar)
  }

  /// A number in plain decimals with as many places.
  static func decimals(_ number: Double, places: Int) -> String {
    let unit = (0..<places).reduce(1.0) { unit, _ in unit * 10 }
    guard let scaled = Int(exactly: (number * unit).rounded()) else { return number.description }
    let digits = scaled.magnitude.description
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    return (scaled < 0 ? "-" : "") + padded.dropLast(places) + "." + padded.suffix(places)
  }

  /// The finite number of a text, nil if it is none; a comma is taken for a decimal point.
  static func number(_ text: String) -> Double? {
    let plain = blankless(text)
    let isComma = plain.contains(",") && !plain.contains(".")
    let number = Double(isComma ? plain.replacing(",", with: ".", maxReplacements: 1) : plain)
    return number.flatMap { $0.isFinite ? $0 : nil }
  }
}
