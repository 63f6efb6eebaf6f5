import Foundation
import Labeling

/// Edits as the JSON text that the history keeps.
enum EditText {
  /// The text of an edit.
  static func text(_ edit: LibraryEdit) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .custom { date, encoder in
      var container = encoder.singleValueContainer()
      try container.encode(Timestamp.text(date))
    }
    return String(decoding: try encoder.encode(edit), as: UTF8.self)
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
}
