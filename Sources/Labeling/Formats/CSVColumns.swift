/// Where a table of labels has what, by the names that are usual for its columns.
struct CSVColumns {
  /// The names under which tables in use have what ``LabelRow/columns`` names, in lower case.
  private static let otherNames: [String: [String]] = [
    "path": [
      "file_name", "filename", "file", "audio", "audio_file", "audio_filepath", "recording",
      "notated_path",
    ],
    "label": ["class", "category", "annotation", "species", "text", "word", "command"],
    "onset": ["onset_s", "onset (s)", "start", "start_s", "start_time", "begin", "begin_time"],
    "offset": ["offset_s", "offset (s)", "end", "end_s", "end_time", "stop", "stop_time"],
    "lowHz": ["low_hz", "low_freq", "low_f", "freq_low", "min_hz", "min_freq"],
    "highHz": ["high_hz", "high_freq", "high_f", "freq_high", "max_hz", "max_freq"],
    "note": ["notes", "comment", "comments"],
    "confidence": ["score"],
  ]

  private let table: NamedTable
  private let names: [String: String]

  /// Finds the columns.
  ///
  /// A table without paths is of one recording; then it must have times.
  ///
  /// - Parameter chosen: Columns that somebody named, by the names of ``LabelRow/columns``.
  /// - Throws: ``LabelFormatError/missingColumn(_:)``.
  init(_ table: NamedTable, chosen: [String: String] = [:]) throws(LabelFormatError) {
    self.table = table
    var names: [String: String] = [:]
    for column in LabelRow.columns + ["attributes", "pathHex"] {
      if let name = chosen[column] {
        guard table.place(of: name) != nil else { throw .missingColumn(name) }
        names[column] = name
      } else if table.place(of: column) != nil {
        names[column] = column
      } else {
        let others = Self.otherNames[column] ?? []
        names[column] =
          others.lazy.compactMap { other in
            table.names.first { $0.lowercased() == other }
          }.first
      }
    }
    self.names = names
    let hasTimes = names["onset"] != nil && names["offset"] != nil
    if names["path"] == nil, !hasTimes { throw .missingColumn("path") }
    if names["label"] == nil { throw .missingColumn("label") }
  }

  /// Whether the table says which recording a label is of.
  var hasPaths: Bool { names["path"] != nil }

  /// A field by the name that ``LabelRow/columns`` has for its column.
  func field(_ column: String, of record: DelimitedText.Record) -> String? {
    names[column].flatMap { table.field($0, of: record) }
  }
}
