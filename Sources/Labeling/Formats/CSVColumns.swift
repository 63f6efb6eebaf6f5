/// Where a table of labels has what, by the names that are usual for its columns.
struct CSVColumns {
  /// The names under which tables in use have what ``LabelRow/columns`` names, in lower case.
  private static let otherNames: [String: [String]] = [
    "path": [
      "file_name", "filename", "file", "audio", "audio_file", "audio_filepath", "recording",
      "notated_path",
    ],
    "label": ["class", "category", "annotation", "species", "text", "word", "command"],
    "onset": [
      "onset_s", "onset (s)", "start", "start_s", "start (s)", "start_time", "begin", "begin_s",
      "begin (s)", "begin_time", "begin time (s)", "from", "t_start", "tmin", "xmin",
    ],
    "offset": [
      "offset_s", "offset (s)", "end", "end_s", "end (s)", "end_time", "end time (s)", "stop",
      "stop_s", "stop (s)", "stop_time", "to", "t_end", "tmax", "xmax",
    ],
    "lowHz": ["low_hz", "low_freq", "low_f", "freq_low", "min_hz", "min_freq"],
    "highHz": ["high_hz", "high_freq", "high_f", "freq_high", "max_hz", "max_freq"],
    "note": ["notes", "comment", "comments"],
    "confidence": ["score"],
    "sha256": ["hash", "content_hash"],
  ]

  private let table: NamedTable
  private let names: [String: String]
  /// Columns that mean nothing here.
  private let others: [String]

  /// Finds the columns.
  ///
  /// A table without paths is of one recording; then it must have times.
  ///
  /// - Parameter chosen: Columns that somebody named, by the names of ``LabelRow/columns``.
  /// - Throws: ``LabelFormatError/missingColumn(_:)``.
  init(_ table: NamedTable, chosen: [String: String] = [:]) throws(LabelFormatError) {
    self.table = table
    let names = Self.known(in: table, chosen: chosen)
    for name in chosen.values where table.place(of: name) == nil { throw .missingColumn(name) }
    self.names = names
    others = table.names.filter { !$0.isEmpty && !Set(names.values).contains($0) }
    let hasTimes = names["onset"] != nil && names["offset"] != nil
    if names["path"] == nil, !hasTimes { throw .missingColumn("path") }
    if names["label"] == nil { throw .missingColumn("label") }
  }

  /// The columns that are recognized, by the names of ``LabelRow/columns``.
  static func known(in table: NamedTable, chosen: [String: String]) -> [String: String] {
    var names: [String: String] = [:]
    for column in LabelRow.columns + ["attributes", "pathHex", "sha256"] {
      if let name = chosen[column] {
        names[column] = name
      } else if table.place(of: column) != nil {
        names[column] = column
      } else {
        let others = otherNames[column] ?? []
        names[column] =
          others.lazy.compactMap { other in
            table.names.first { $0.lowercased() == other }
          }.first
      }
    }
    return names
  }

  /// Whether the table says which recording a label is of.
  var hasPaths: Bool { names["path"] != nil }

  /// What a line says in columns that mean nothing here, and what it leaves open.
  func lost(of record: DelimitedText.Record) -> [String] {
    guard !others.isEmpty else { return [] }
    return others.filter { table.field($0, of: record)?.isEmpty == false }.map {
      "the column '\($0)'"
    }
  }

  /// A field by the name that ``LabelRow/columns`` has for its column.
  func field(_ column: String, of record: DelimitedText.Record) -> String? {
    names[column].flatMap { table.field($0, of: record) }
  }
}
