import Foundation
import Labeling

/// Edits as the JSON text that the history keeps.
///
/// The texts are what `Codable` reads; those of annotations are written by hand, because an import may
/// bring a hundred thousand.
enum EditText {
  /// The text of an edit.
  static func text(_ edit: LibraryEdit) throws -> String {
    var text = ""
    try append(edit, to: &text)
    return text
  }

  /// Reads the text of an edit.
  static func edit(_ text: String) throws -> LibraryEdit {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .custom { decoder in
      let container = try decoder.singleValueContainer()
      guard let date = Timestamp.date(try container.decode(String.self)) else {
        throw RecordingRows.Misfit()
      }
      return date
    }
    return try decoder.decode(LibraryEdit.self, from: Data(text.utf8))
  }

  private static func append(_ edit: LibraryEdit, to text: inout String) throws {
    switch edit {
    case .add(let new):
      text += "{\"add\":{\"_0\":"
      append(new, to: &text)
      text += "}}"
    case .remove(let old):
      text += "{\"remove\":{\"_0\":"
      append(old, to: &text)
      text += "}}"
    case .replace(let old, let new):
      text += "{\"replace\":{\"_0\":"
      append(old, to: &text)
      text += ",\"with\":"
      append(new, to: &text)
      text += "}}"
    case .batch(let edits):
      text += "{\"batch\":{\"_0\":["
      for (place, edit) in edits.enumerated() {
        if place > 0 { text += "," }
        try append(edit, to: &text)
      }
      text += "]}}"
    case .trim, .addClip, .removeClip, .labelSet: text += try coded(edit)
    }
  }

  private static func coded(_ edit: LibraryEdit) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(edit), as: UTF8.self)
  }

  /// The text that `UUID` reads, 8-4-4-4-12 digits.
  private static func uuid(_ id: UUID) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    return String(unsafeUninitializedCapacity: 36) { text in
      var place = 0
      withUnsafeBytes(of: id.uuid) { bytes in
        for (number, byte) in bytes.enumerated() {
          if [4, 6, 8, 10].contains(number) {
            text[place] = UInt8(ascii: "-")
            place += 1
          }
          text[place] = digits[Int(byte >> 4)]
          text[place + 1] = digits[Int(byte & 15)]
          place += 2
        }
      }
      return place
    }
  }

  /// Keys are sorted, and what is not said has none.
  private static func append(_ annotation: Annotation, to text: inout String) {
    func quote(_ value: String) { JSONText.append(value, to: &text) }
    // Pieces are appended one by one: to make a text of them first takes longer than the rest.
    func pair(_ name: String, _ first: String, _ last: String) {
      text += ",\""
      text += name
      text += "\":["
      text += first
      text += ","
      text += last
      text += "]"
    }
    text += "{\"annotator\":"
    quote(annotation.annotator)
    if !annotation.attributes.isEmpty {
      text += ",\"attributes\":"
      let members = annotation.attributes.sorted { $0.key < $1.key }
      JSONValue.object(members.map { ($0.key, .string($0.value)) }).append(to: &text)
    }
    text += ",\"clip\":"
    text += annotation.clip.row.description
    if let confidence = annotation.confidence {
      text += ",\"confidence\":"
      text += confidence.description
    }
    text += ",\"created\":\""
    text += Timestamp.text(annotation.created)
    text += "\""
    if let hertz = annotation.hertz {
      pair("hertz", hertz.lowerBound.description, hertz.upperBound.description)
    }
    text += ",\"id\":\""
    text += uuid(annotation.id)
    text += "\",\"label\":"
    quote(annotation.label)
    if let note = annotation.note {
      text += ",\"note\":"
      quote(note)
    }
    text += ",\"origin\":"
    quote(annotation.origin.name)
    if let span = annotation.span {
      pair("span", span.lowerBound.description, span.upperBound.description)
    }
    if let tier = annotation.tier {
      text += ",\"tier\":"
      quote(tier)
    }
    text += "}"
  }
}
