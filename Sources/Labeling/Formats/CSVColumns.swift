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

  private let names: [String: String]
  /// The places of the columns that mean something, by the names of ``LabelRow/columns``.
  private let places: [String: Int]
  /// Columns that mean nothing here; those that have the name of an earlier one, with their number.
  private let others: [(name: String, place: Int)]
  private let count: Int

  /// Finds the columns.
  ///
  /// A table without paths is of one recording; then it must have times.
  ///
  /// - Parameter chosen: Columns that somebody named, by the names of ``LabelRow/columns``.
  /// - Throws: ``LabelFormatError/missingColumn(_:)``.
  init(_ header: TableHeader, chosen: [String: String] = [:]) throws(LabelFormatError) {
    let names = Self.known(in: header, chosen: chosen)
    for name in chosen.values where header.place(of: name) == nil { throw .missingColumn(name) }
    self.names = names
    places = names.compactMapValues(header.place)
    let used = Set(names.values)
    others = header.names.enumerated().compactMap { place, name in
      guard !name.isEmpty else { return nil }
      guard header.place(of: name) == place else { return ("\(name) \(place + 1)", place) }
      return used.contains(name) ? nil : (name, place)
    }
    count = header.names.count
    let hasTimes = names["onset"] != nil && names["offset"] != nil
    if names["path"] == nil, !hasTimes { throw .missingColumn("path") }
    if names["label"] == nil { throw .missingColumn("label") }
  }

  /// The columns that are recognized, by the names of ``LabelRow/columns``.
  static func known(in header: TableHeader, chosen: [String: String]) -> [String: String] {
    var names: [String: String] = [:]
    for column in LabelRow.columns + ["attributes", "pathHex", "sha256"] {
      if let name = chosen[column] {
        names[column] = name
      } else if header.place(of: column) != nil {
        names[column] = column
      } else {
        let others = otherNames[column] ?? []
        names[column] =
          others.lazy.compactMap { other in
            header.names.first { $0.lowercased() == other }
          }.first
      }
    }
    return names
  }

  /// Whether the table says which recording a label is of.
  var hasPaths: Bool { names["path"] != nil }

  /// What a line says in columns that mean nothing here, by their names.
  func rest(of record: DelimitedText.Record) -> [(name: String, value: String)] {
    others.compactMap { name, place in
      guard place < record.fields.count, !record.fields[place].isEmpty else { return nil }
      return (name, record.fields[place])
    }
  }

  /// Whether a line says something behind its last column.
  func hasMore(_ record: DelimitedText.Record) -> Bool {
    record.fields.count > count && record.fields[count...].contains { !$0.isEmpty }
  }

  /// A field by the name that ``LabelRow/columns`` has for its column.
  func field(_ column: String, of record: DelimitedText.Record) -> String? {
    guard let place = places[column], place < record.fields.count else { return nil }
    return record.fields[place]
  }
}
