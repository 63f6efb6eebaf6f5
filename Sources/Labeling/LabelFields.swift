/// The texts of one label in a file, by the names of `LabelRow.columns`, and what they mean.
struct LabelFields {
  let line: Int
  let text: (String) -> String?

  /// The label; an empty text is one that is not there.
  ///
  /// - Parameter hasPath: Whether it must say which recording it is of.
  func label(hasPath: Bool = true) throws(LabelFormatError) -> ImportedLabel {
    guard let name = given("label") else { throw .missingValue("label", line: line) }
    let path = hasPath || given("pathHex") != nil ? try path() : nil
    var label = ImportedLabel(line: line, path: path, label: name)
    label.seconds = try range("onset", "offset")
    label.hertz = try range("lowHz", "highHz").map { Float($0.lowerBound)...Float($0.upperBound) }
    label.tier = given("tier")
    label.note = given("note")
    label.confidence = try confidence()
    label.sha256 = given("sha256")?.lowercased()
    label.annotator = given("annotator")
    if let text = given("attributes") {
      guard let attributes = try? AttributeText.attributes(text) else {
        throw unclear("attributes")
      }
      label.attributes = attributes.filter { !$0.value.isEmpty }
    }
    if let text = given("origin") {
      guard let origin = Origin(name: text) else { throw unclear("origin") }
      label.origin = origin
    }
    if let text = given("created") {
      guard let created = Timestamp.date(text) else { throw unclear("created") }
      label.created = created
    }
    return label
  }

  private func confidence() throws(LabelFormatError) -> Float? {
    guard let confidence = try number("confidence") else { return nil }
    guard (0...1).contains(confidence) else { throw unclear("confidence") }
    return Float(confidence)
  }

  private func path() throws(LabelFormatError) -> RecordingPath {
    if let hex = given("pathHex") {
      guard let path = RecordingPath(hex: hex) else { throw unclear("pathHex") }
      return path
    }
    guard let path = given("path") else { throw .missingValue("path", line: line) }
    return RecordingPath(path)
  }

  private func range(
    _ low: String, _ high: String
  ) throws(LabelFormatError) -> ClosedRange<Double>? {
    let (lower, upper) = (try number(low), try number(high))
    guard let lower else {
      if upper != nil { throw .missingValue(low, line: line) }
      return nil
    }
    guard let upper else { throw .missingValue(high, line: line) }
    guard lower >= 0 else { throw unclear(low) }
    guard lower <= upper else { throw unclear(high) }
    return lower...upper
  }

  private func number(_ name: String) throws(LabelFormatError) -> Double? {
    guard let text = given(name) else { return nil }
    guard let number = Double(text), number.isFinite else { throw unclear(name) }
    return number
  }

  private func given(_ name: String) -> String? {
    text(name).flatMap { $0.isEmpty ? nil : $0 }
  }

  private func unclear(_ name: String) -> LabelFormatError {
    .unclearValue(text(name) ?? "", column: name, line: line)
  }
}
