import Foundation

/// Texts as the tables hold them.
enum StoredText {
  /// The text composed (NFC), so that one class is one row however it was typed, and without zeros,
  /// where SQLite would cut it off.
  static func text(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 > 0 && $0 < 0x80 }) { return text }
    let composed = text.precomposedStringWithCanonicalMapping
    return composed.utf8.contains(0)
      ? String(String.UnicodeScalarView(composed.unicodeScalars.filter { $0.value != 0 }))
      : composed
  }
}
