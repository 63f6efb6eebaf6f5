/// The parts of an annotation as members of a JSON object, for formats that let one add keys.
enum AnnotationKeys {
  /// Their names, as in ``LabelRow/columns``.
  static let all = [
    "lowHz", "highHz", "tier", "note", "confidence", "annotator", "origin", "created", "attributes",
    "pathHex",
  ]

  /// The members that an annotation has.
  static func members(of row: LabelRow) -> [(String, JSONValue)] {
    let annotation = row.annotation
    var members: [(String, JSONValue)] = []
    if let hertz = annotation.hertz {
      members.append(("lowHz", .number(hertz.lowerBound)))
      members.append(("highHz", .number(hertz.upperBound)))
    }
    if let tier = annotation.tier { members.append(("tier", .string(tier))) }
    if let note = annotation.note { members.append(("note", .string(note))) }
    if let confidence = annotation.confidence {
      members.append(("confidence", .number(confidence)))
    }
    if !annotation.annotator.isEmpty {
      members.append(("annotator", .string(annotation.annotator)))
    }
    members.append(("origin", .string(annotation.origin.name)))
    members.append(("created", .string(Timestamp.text(annotation.created))))
    if !annotation.attributes.isEmpty {
      members.append(("attributes", .string(AttributeText.text(annotation.attributes))))
    }
    if !row.path.isText { members.append(("pathHex", .string(row.path.hex))) }
    return members
  }
}
