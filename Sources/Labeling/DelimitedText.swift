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
  ///
  /// - Precondition: The delimiter is ASCII.
  public static func records(
    _ text: String, delimiter: Character
  ) throws(DelimitedTextError) -> [Record] {
    var records: [Record] = []
    var reader = DelimitedTextReader(text, delimiter: delimiter)
    while let record = try reader.next() { records.append(record) }
    return records
  }

  /// A field as CSV writes it, in quotes where needed.
  ///
  /// They are needed if it holds a quote, a comma or a line end, if blanks surround it, or if a
  /// spreadsheet could take it for a formula.
  public static func quoted(_ field: String) -> String {
    var field = field
    return field.withUTF8 { bytes in needsQuotes(bytes) } ? inQuotes(field) : field
  }

  /// Appends a field as ``quoted(_:)`` gives it.
  static func append(_ field: String, to text: inout String) {
    var field = field
    text += field.withUTF8 { bytes in needsQuotes(bytes) } ? inQuotes(field) : field
  }

  private static func needsQuotes(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = bytes.first, let last = bytes.last else { return false }
    switch first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"),
      UInt8(ascii: "\t"), UInt8(ascii: " "):
      return true
    default: break
    }
    return last == UInt8(ascii: " ")
      || bytes.contains { byte in
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"): true
        default: false
        }
      }
  }

  private static func inQuotes(_ field: String) -> String {
    var text = "\""
    for scalar in field.unicodeScalars {
      if scalar == "\"" { text.append("\"") }
      text.unicodeScalars.append(scalar)
    }
    return text + "\""
  }
}
