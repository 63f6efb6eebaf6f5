/// What is wrong with the text of a table.
public enum DelimitedTextError: Error, Sendable, Hashable {
  /// A quoted field that begins on `line` has no closing quote.
  case unclosedQuote(line: Int)
  /// Something other than a delimiter follows a closing quote.
  case textAfterQuote(line: Int)

  /// What happened, why, and what to do.
  public var sentence: (what: String, why: String, remedy: String) {
    switch self {
    case .unclosedQuote(let line):
      (
        "The table can't be read", "the quote that opens on line \(line) is never closed",
        "close it, or double the quotes inside of the field"
      )
    case .textAfterQuote(let line):
      (
        "The table can't be read", "text follows a closing quote on line \(line)",
        "double the quotes inside of the field"
      )
    }
  }
}

/// Tables as text: fields between delimiters, quoted as in RFC 4180.
public enum DelimitedText {
  /// A line of a table.
  public struct Record: Sendable, Hashable {
    /// The line of the text where it begins, from 1.
    public let line: Int
    /// Its fields without their quotes.
    public let fields: [String]
  }

  /// Reads all records; empty lines are passed over, and so is a byte order mark.
  ///
  /// Lines may end with LF, CRLF or CR. A quote inside of a field that does not begin with one
  /// stands for itself.
  public static func records(
    _ text: String, delimiter: Character
  ) throws(DelimitedTextError) -> [Record] {
    var reader = DelimitedTextReader(text, delimiter: delimiter)
    return try reader.records()
  }

  /// A field as CSV writes it, in quotes where needed.
  ///
  /// They are needed if it holds a quote, a comma or a line end, if blanks surround it, or if a
  /// spreadsheet could take it for a formula.
  public static func quoted(_ field: String) -> String {
    guard let first = field.unicodeScalars.first, let last = field.unicodeScalars.last else {
      return ""
    }
    let isFormula = "=+-@\t\r".unicodeScalars.contains(first)
    let hasMark = field.unicodeScalars.contains { ",\"\n\r".unicodeScalars.contains($0) }
    guard isFormula || hasMark || first == " " || last == " " else { return field }
    var text = "\""
    for scalar in field.unicodeScalars {
      if scalar == "\"" { text.append("\"") }
      text.unicodeScalars.append(scalar)
    }
    return text + "\""
  }
}

/// Walks through the text of a table.
struct DelimitedTextReader {
  private let scalars: [Unicode.Scalar]
  private let delimiter: Unicode.Scalar
  private var place = 0
  private var line = 1

  init(_ text: String, delimiter: Character) {
    precondition(delimiter.unicodeScalars.count == 1, "a delimiter is a single scalar")
    scalars = Array(text.unicodeScalars)
    self.delimiter = delimiter.unicodeScalars.first ?? ","
    if scalars.first == "\u{feff}" { place = 1 }
  }

  mutating func records() throws(DelimitedTextError) -> [DelimitedText.Record] {
    var records: [DelimitedText.Record] = []
    while place < scalars.count {
      let start = line
      let fields = try recordFields()
      if fields != [""] { records.append(DelimitedText.Record(line: start, fields: fields)) }
    }
    return records
  }

  private mutating func recordFields() throws(DelimitedTextError) -> [String] {
    var fields: [String] = []
    while true {
      fields.append(try field())
      guard place < scalars.count else { return fields }
      guard scalars[place] == delimiter else {
        passLineEnd()
        return fields
      }
      place += 1
    }
  }

  private mutating func field() throws(DelimitedTextError) -> String {
    if place < scalars.count, scalars[place] == "\"" { return try quotedField() }
    var field = String.UnicodeScalarView()
    while place < scalars.count, !isEnd(scalars[place]) {
      field.append(scalars[place])
      place += 1
    }
    return String(field)
  }

  private mutating func quotedField() throws(DelimitedTextError) -> String {
    let start = line
    var field = String.UnicodeScalarView()
    place += 1
    while place < scalars.count {
      let scalar = scalars[place]
      if scalar == "\"" {
        place += 1
        guard place < scalars.count, scalars[place] == "\"" else {
          guard place == scalars.count || isEnd(scalars[place]) else {
            throw .textAfterQuote(line: line)
          }
          return String(field)
        }
      } else if scalar == "\n" || (scalar == "\r" && !isLineFeed(place + 1)) {
        line += 1
      }
      field.append(scalar)
      place += 1
    }
    throw .unclosedQuote(line: start)
  }

  private mutating func passLineEnd() {
    place += scalars[place] == "\r" && isLineFeed(place + 1) ? 2 : 1
    line += 1
  }

  private func isLineFeed(_ place: Int) -> Bool {
    place < scalars.count && scalars[place] == "\n"
  }

  private func isEnd(_ scalar: Unicode.Scalar) -> Bool {
    scalar == delimiter || scalar == "\n" || scalar == "\r"
  }
}
