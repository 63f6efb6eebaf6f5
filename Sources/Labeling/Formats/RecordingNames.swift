/// The short names of recordings in formats that know no paths.
///
/// A name is that of the file without its extension; where two would be the same, it is the whole
/// path without the extension. Blanks become `_`.
struct RecordingNames {
  private var names: [RecordingPath: String] = [:]

  init(_ rows: [LabelRow]) {
    var counts: [String: Int] = [:]
    for path in Set(rows.map(\.path)) {
      let name = Self.word(path.stem)
      names[path] = name
      counts[name, default: 0] += 1
    }
    for (path, name) in names where counts[name] != 1 {
      let whole = path.text
      let ending = path.name.text.dropFirst(path.stem.count).count
      names[path] = Self.word(String(whole.dropLast(ending)))
    }
  }

  /// The name of a recording, one word.
  subscript(path: RecordingPath) -> String { names[path] ?? Self.word(path.text) }

  /// A text as one word; an empty one is `fallback`.
  static func word(_ text: String, empty fallback: String = "_") -> String {
    let word = String(text.map { $0.isWhitespace ? "_" : $0 })
    return word.isEmpty ? fallback : word
  }
}
