extension FormatRegistry {
  /// Whether a format has the extension of a name.
  public static func isKnown(_ name: String) -> Bool { !sharing(parts(name).last).isEmpty }

  /// The format that the name of a file asks for; nil if none has its extension.
  ///
  /// `song.raven.txt` is Raven's: a part of the name that is a format's decides where several
  /// formats share an extension.
  public static func format(named name: String) -> (any LabelFormat.Type)? {
    let parts = parts(name)
    let sharing = sharing(parts.last)
    return sharing.first { isPart($0.id, of: parts) } ?? sharing.first
  }

  /// The formats that a file may be in, the likeliest first.
  ///
  /// Only the format that the name names, as in `song.raven.txt`; else what the beginning can only
  /// be, then those whose extension it has; all of them if no format has the extension.
  ///
  /// - Parameter beginning: The first thousand letters of the file.
  public static func candidates(
    _ name: String, beginning: String = ""
  ) -> [any LabelFormat.Type] {
    let parts = parts(name)
    let sharing = sharing(parts.last)
    let named = sharing.filter { isPart($0.id, of: parts) }
    guard named.isEmpty else { return named }
    var recognized = all.filter { $0.recognizes(beginning) }
    // A table of other programs has columns that any table may have.
    if let header = CSVTable.header(of: beginning), header.isOfLabels {
      recognized.append(CSVTable.self)
    }
    // Any word is a label to HTK, so its files are told by their names or their first line.
    let others = sharing.isEmpty ? all.filter { $0.id != HTKLabels.id } : sharing
    // What needs a header can't be mistaken for something else.
    let strict = others.filter { $0.id == RavenTable.id } + others.filter { $0.id != RavenTable.id }
    var seen: Set<String> = []
    return (recognized + strict).filter { seen.insert($0.id).inserted }
  }

  /// Whether a name has a word between its first part and its extension.
  private static func isPart(_ word: String, of parts: [String]) -> Bool {
    parts.dropFirst().dropLast().contains(word)
  }

  private static func parts(_ name: String) -> [String] {
    name.lowercased().split(separator: ".").map(String.init)
  }

  private static func sharing(_ ending: String?) -> [any LabelFormat.Type] {
    guard let ending else { return [] }
    return all.filter {
      ([$0.fileExtension] + $0.otherExtensions).contains { $0.lowercased() == ending }
    }
  }
}
