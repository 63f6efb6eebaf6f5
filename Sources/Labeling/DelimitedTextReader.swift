/// Walks through the text of a table, a record at a time.
///
/// It looks at bytes where the text has them: what parts fields is ASCII, and no letter of UTF-8 has
/// such bytes.
struct DelimitedTextReader {
  private let text: String
  private var state: State

  /// - Precondition: The delimiter is ASCII.
  init(_ text: String, delimiter: Character) {
    guard let byte = delimiter.asciiValue else {
      preconditionFailure("the delimiter \(delimiter) is not ASCII")
    }
    var text = text
    text.makeContiguousUTF8()
    self.text = text
    state = State(delimiter: byte)
    if text.utf8.starts(with: State.byteOrderMark) { state.place = State.byteOrderMark.count }
  }

  /// The next record that is not an empty line, nil at the end.
  mutating func next() throws(DelimitedTextError) -> DelimitedText.Record? {
    var state = state
    defer { self.state = state }
    let result = text.utf8.withContiguousStorageIfAvailable { bytes in
      Result { () throws(DelimitedTextError) in try state.next(bytes) }
    }
    return try result?.get()
  }
}

/// How far a table is read.
private struct State {
  let delimiter: UInt8
  var place = 0
  private var line = 1
  /// Fields of the record before: the next one has as many.
  private var fieldCount = 0

  static let byteOrderMark: [UInt8] = [0xef, 0xbb, 0xbf]
  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  init(delimiter: UInt8) { self.delimiter = delimiter }

  typealias Bytes = UnsafeBufferPointer<UInt8>

  mutating func next(_ bytes: Bytes) throws(DelimitedTextError) -> DelimitedText.Record? {
    while place < bytes.count {
      let start = line
      let fields = try fields(bytes)
      if fields.count > 1 || fields.first?.isEmpty == false {
        return DelimitedText.Record(line: start, fields: fields)
      }
    }
    return nil
  }

  private mutating func fields(_ bytes: Bytes) throws(DelimitedTextError) -> [String] {
    var fields: [String] = []
    fields.reserveCapacity(fieldCount)
    defer { fieldCount = fields.count }
    while true {
      fields.append(try field(bytes))
      guard place < bytes.count else { return fields }
      guard bytes[place] == delimiter else {
        passLineEnd(bytes)
        return fields
      }
      place += 1
    }
  }

  private mutating func field(_ bytes: Bytes) throws(DelimitedTextError) -> String {
    if place < bytes.count, bytes[place] == Self.quote { return try quotedField(bytes) }
    let start = place
    while place < bytes.count, !isEnd(bytes[place]) { place += 1 }
    return String(decoding: Bytes(rebasing: bytes[start..<place]), as: UTF8.self)
  }

  private mutating func quotedField(_ bytes: Bytes) throws(DelimitedTextError) -> String {
    let start = line
    var field: [UInt8] = []
    place += 1
    while place < bytes.count {
      let byte = bytes[place]
      if byte == Self.quote {
        place += 1
        guard place < bytes.count, bytes[place] == Self.quote else {
          guard place == bytes.count || isEnd(bytes[place]) else {
            throw .textAfterQuote(line: line)
          }
          return String(decoding: field, as: UTF8.self)
        }
      } else if byte == Self.lineFeed
        || byte == Self.carriageReturn && !isLineFeed(bytes, place + 1)
      {
        line += 1
      }
      field.append(byte)
      place += 1
    }
    throw .unclosedQuote(line: start)
  }

  private mutating func passLineEnd(_ bytes: Bytes) {
    place += bytes[place] == Self.carriageReturn && isLineFeed(bytes, place + 1) ? 2 : 1
    line += 1
  }

  private func isLineFeed(_ bytes: Bytes, _ place: Int) -> Bool {
    place < bytes.count && bytes[place] == Self.lineFeed
  }

  private func isEnd(_ byte: UInt8) -> Bool {
    byte == delimiter || byte == Self.lineFeed || byte == Self.carriageReturn
  }
}
