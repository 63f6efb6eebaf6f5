/// Where a Raven table has what.
struct RavenColumns {
  /// Columns by their meaning.
  enum Meaning: Int, CaseIterable {
    case selection, view, channel, onset, offset, low, high, path, file, endFile, fileOffset
    case label, tier, note, confidence, annotator

    /// The name that Raven gives the column.
    var title: String {
      switch self {
      case .selection: "Selection"
      case .view: "View"
      case .channel: "Channel"
      case .onset: "Begin Time (s)"
      case .offset: "End Time (s)"
      case .low: "Low Freq (Hz)"
      case .high: "High Freq (Hz)"
      case .path: "Begin Path"
      case .file: "Begin File"
      case .endFile: "End File"
      case .fileOffset: "File Offset (s)"
      case .label: "Annotation"
      case .tier: "Tier"
      case .note: "Note"
      case .confidence: "Confidence"
      case .annotator: "Annotator"
      }
    }

    /// The names that a column may have, the best first, in lower case.
    var names: [String] {
      let own = title.lowercased()
      return switch self {
      case .label:
        [
          own, "label", "species", "common name", "class", "call type", "type", "species code",
          "tags",
        ]
      case .note: [own, "notes", "comment", "comments"]
      case .confidence: [own, "score"]
      default: [own]
      }
    }
  }

  /// The names as the table has them.
  let names: [String]
  /// Columns that are not empty by name and have no meaning here.
  let others: [Int]
  /// Whether texts are in quotes, as programs other than Raven write them.
  let isQuoted: Bool
  /// By the number of each meaning; nil where there is no such column.
  private let places: [Int?]

  /// Reads the header.
  ///
  /// - Throws: ``LabelFormatError/missingColumn(_:)`` without times.
  init(_ header: [String]) throws(LabelFormatError) {
    isQuoted = header.first.map { TabbedText.unquoted($0) != TabbedText.blankless($0) } ?? false
    let names = header.map(TabbedText.unquoted)
    let known = names.map { $0.lowercased() }
    var places = Meaning.allCases.map { meaning in
      meaning.names.lazy.compactMap { known.firstIndex(of: $0) }.first
    }
    for meaning in [Meaning.onset, .offset] where places[meaning.rawValue] == nil {
      throw .missingColumn(meaning.title)
    }
    let used = Set(places.compactMap(\.self))
    var others = names.indices.filter { !names[$0].isEmpty && !used.contains($0) }
    // Measurements mostly have a unit behind them, what people add has none.
    if places[Meaning.label.rawValue] == nil,
      let last = others.lastIndex(where: { !names[$0].hasSuffix(")") && !isMeasured(known[$0]) })
    {
      places[Meaning.label.rawValue] = others.remove(at: last)
    }
    self.names = names
    self.places = places
    self.others = others
  }

  /// The place of a column, nil if there is none.
  subscript(meaning: Meaning) -> Int? { places[meaning.rawValue] }
}

/// Whether Raven measures what a column without a unit has.
private func isMeasured(_ name: String) -> Bool {
  [
    "begin date", "begin clock time", "begin hour", "begin date time", "end clock time",
    "end date", "end path", "end hour", "length (frames)", "occupancy", "correlation",
    "detector", "inband power", "peak lag", "sound file", "aggregate entropy",
  ].contains(name)
}
