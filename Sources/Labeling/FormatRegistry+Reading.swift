/// Why labels are in none of the formats that they may be in.
public struct UnreadableLabels: Error {
  /// What each of them says, the likeliest first.
  public let errors: [(format: any LabelFormat.Type, error: LabelFormatError)]
}

extension FormatRegistry {
  /// Reads labels in the likeliest format that can.
  ///
  /// - Parameters:
  ///   - name: The last part of the file's path.
  ///   - format: Nil for what the name and the text tell.
  /// - Throws: What each of the formats says.
  public static func read(
    _ text: String, name: String, as format: (any LabelFormat.Type)? = nil
  ) throws(UnreadableLabels) -> (format: any LabelFormat.Type, labels: [ImportedLabel]) {
    let beginning = String(text.unicodeScalars.prefix(1000))
    var errors: [(format: any LabelFormat.Type, error: LabelFormatError)] = []
    for candidate in format.map({ [$0] }) ?? candidates(name, beginning: beginning) {
      do {
        if candidate.isOfLines { try LabelLimits.checkLines(of: text) }
        let labels = try candidate.init().read(text)
        try LabelLimits.check(labels)
        return (candidate, labels)
      } catch {
        errors.append((candidate, error))
      }
    }
    throw UnreadableLabels(errors: errors)
  }

  /// Reads a table of labels one by one, so that a million of them need not be in memory together.
  ///
  /// - Parameters:
  ///   - columns: Names of the table's columns by those of ``LabelRow/columns``, where somebody said
  ///     what they are; nil for what the first line tells.
  ///   - body: Takes a label.
  /// - Throws: The rule of the format that a line breaks; labels before it were given.
  public static func readTable(
    _ text: String, columns: [String: String]? = nil,
    _ body: (ImportedLabel) throws(LabelFormatError) -> Void
  ) throws(LabelFormatError) {
    try LabelLimits.checkLines(of: text)
    let table = columns.map { CSVTable(columns: $0) } ?? CSVTable()
    try table.read(text) { label throws(LabelFormatError) in
      try LabelLimits.check(label)
      try body(label)
    }
  }
}
