/// How long the texts of labels may be: longer ones are no labels but damaged or hostile files.
enum LabelLimits {
  /// Letters of a class, a tier or a name.
  static let name = 1000
  /// Bytes of a note, and of all attributes together.
  static let note = 64 << 10
  /// Bytes of a line, in formats of lines.
  static let line = 1 << 20

  /// Looks for a line that is too long.
  ///
  /// - Throws: ``LabelFormatError/longLine(line:limit:)`` for the first one.
  static func checkLines(of text: String) throws(LabelFormatError) {
    var text = text
    let long = text.withUTF8 { bytes -> Int? in
      var (start, number) = (0, 1)
      while start < bytes.count {
        let end = bytes[start...].firstIndex(of: 0x0a) ?? bytes.count
        if end - start > line { return number }
        start = end + 1
        number += 1
      }
      return nil
    }
    if let long { throw .longLine(line: long, limit: line) }
  }

  /// Looks for a text that is too long.
  ///
  /// - Throws: ``LabelFormatError/tooLong(_:line:limit:)`` for the first one.
  static func check(_ labels: [ImportedLabel]) throws(LabelFormatError) {
    for label in labels { try check(label) }
  }

  /// Looks for a text of a label that is too long.
  ///
  /// - Throws: ``LabelFormatError/tooLong(_:line:limit:)``.
  static func check(_ label: ImportedLabel) throws(LabelFormatError) {
    func check(_ text: String?, _ column: String, _ limit: Int) throws(LabelFormatError) {
      // Letters have one byte or more, so counting those is seldom needed.
      guard let text, text.utf8.count > limit, limit == note || text.count > limit else { return }
      throw .tooLong(column, line: label.line, limit: limit)
    }
    try check(label.label, "label", name)
    try check(label.tier, "tier", name)
    try check(label.annotator, "annotator", name)
    try check(label.note, "note", note)
    if !label.attributes.isEmpty {
      try check(AttributeText.text(label.attributes), "attributes", note)
    }
  }
}
