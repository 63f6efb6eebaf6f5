import ArgumentParser

/// A label as it is typed, without blanks around it, as the explorer takes it.
struct LabelName {
  /// The name.
  let text: String

  /// Refuses what can be no label.
  init(_ label: String) throws {
    let start = label.drop { $0.isWhitespace }
    text = start.lastIndex { !$0.isWhitespace }.map { String(start[...$0]) } ?? ""
    if text.isEmpty { throw ValidationError("The label is empty.") }
    if !RawArguments.isText(label) { throw ValidationError("The label is not UTF-8.") }
    if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
      throw ValidationError("The label has a control character in it.")
    }
  }
}
