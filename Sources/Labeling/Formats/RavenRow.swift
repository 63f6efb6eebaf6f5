/// One line of a Raven table.
struct RavenRow {
  private let line: TabbedText.Line
  private let columns: RavenColumns

  init(_ line: TabbedText.Line, _ columns: RavenColumns) {
    self.line = line
    self.columns = columns
  }

  /// The text of a column, nil if it is empty or not there.
  subscript(meaning: RavenColumns.Meaning) -> String? { columns[meaning].flatMap(text) }

  /// What rows of one selection in several views have in common; nil without such columns.
  var selection: String? {
    guard let number = self[.selection], self[.view] != nil else { return nil }
    // No field has a tab in it.
    return [number, self[.onset] ?? "", self[.offset] ?? "", self[.path] ?? self[.file] ?? ""]
      .joined(separator: "\t")
  }

  /// What the row says.
  ///
  /// - Throws: The value that is missing or unclear.
  func label() throws(LabelFormatError) -> ImportedLabel {
    var label = ImportedLabel(line: line.number, path: path, label: self[.label] ?? "")
    label.seconds = try seconds()
    label.hertz = try hertz()
    label.tier = self[.tier]
    label.note = self[.note]
    label.annotator = self[.annotator]
    if let confidence = try number(.confidence) {
      if (0...1).contains(confidence) {
        label.confidence = Float(confidence)
      } else {
        label.lost.append("a confidence that is not from 0 to 1")
      }
    }
    if let channel = self[.channel], channel != "1" { label.lost.append("the channel") }
    if let end = self[.endFile], let file = self[.file], end != file {
      label.lost.append("the end of a selection that goes on in another file")
    }
    for place in columns.others where text(place) != nil {
      label.lost.append("the column '\(columns.names[place])'")
    }
    return label
  }

  /// The path of the recording; one of Windows gets slashes between its parts.
  private var path: RecordingPath? {
    guard let path = self[.path] ?? self[.file] else { return nil }
    let isWindows =
      path.utf8.contains(UInt8(ascii: "\\"))
      && (path.hasPrefix("\\\\") || path.dropFirst().hasPrefix(":\\"))
    return RecordingPath(isWindows ? path.replacing("\\", with: "/") : path)
  }

  /// Onset and offset in the file.
  private func seconds() throws(LabelFormatError) -> ClosedRange<Double> {
    let (begin, end) = (try required(.onset), try required(.offset))
    guard begin <= end else { throw unclear(.offset) }
    guard let onset = try number(.fileOffset) else {
      guard begin >= 0 else { throw unclear(.onset) }
      return begin...end
    }
    guard onset >= 0 else { throw unclear(.fileOffset) }
    // A sequence's times may need more digits than there are: the length is kept to a nanosecond.
    return onset...(onset + ((end - begin) * 1e9).rounded() / 1e9)
  }

  private func hertz() throws(LabelFormatError) -> ClosedRange<Float>? {
    let (low, high) = (try number(.low), try number(.high))
    guard low != nil || high != nil else { return nil }
    guard let low else { throw .missingValue(name(.low), line: line.number) }
    guard let high else { throw .missingValue(name(.high), line: line.number) }
    guard low >= 0 else { throw unclear(.low) }
    guard low <= high, Float(high).isFinite else { throw unclear(.high) }
    return Float(low)...Float(high)
  }

  private func required(_ meaning: RavenColumns.Meaning) throws(LabelFormatError) -> Double {
    guard let number = try number(meaning) else {
      throw .missingValue(name(meaning), line: line.number)
    }
    return number
  }

  private func number(_ meaning: RavenColumns.Meaning) throws(LabelFormatError) -> Double? {
    guard let text = self[meaning] else { return nil }
    guard let number = TabbedText.number(text) else { throw unclear(meaning) }
    return number
  }

  private func unclear(_ meaning: RavenColumns.Meaning) -> LabelFormatError {
    .unclearValue(self[meaning] ?? "", column: name(meaning), line: line.number)
  }

  /// The name that the table gives a column.
  private func name(_ meaning: RavenColumns.Meaning) -> String {
    columns[meaning].map { columns.names[$0] } ?? meaning.title
  }

  private func text(_ place: Int) -> String? {
    guard place < line.fields.count else { return nil }
    let field = line.fields[place]
    let text = columns.isQuoted ? TabbedText.unquoted(field) : field
    return TabbedText.blankless(text).isEmpty ? nil : text
  }
}
