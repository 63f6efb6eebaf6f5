extension JSONReader {
  /// The objects of a text of JSON Lines; blank lines are passed over.
  ///
  /// - Throws: ``LabelFormatError/notAnObject(line:)`` for other values.
  static func lines(of text: String) throws(LabelFormatError) -> [JSONNode] {
    var objects: [JSONNode] = []
    let lines = text.utf8.split(separator: 0x0a, omittingEmptySubsequences: false)
    for (place, line) in lines.enumerated()
    where !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0d }) {
      let value = try value(of: Array(line), line: place + 1)
      guard value.isObject else { throw .notAnObject(line: place + 1) }
      objects.append(value)
    }
    return objects
  }
}
