extension FormatRegistry {
  /// The format that a file of labels is in, by its name and by what it says.
  ///
  /// Of the formats with the name's extension the first one that can read it; of all formats where
  /// no format has that extension.
  ///
  /// - Parameter name: The last part of its path.
  /// - Returns: Nil if no format can read it.
  public static func format(of text: String, name: String) -> (any LabelFormat.Type)? {
    candidates(name).first { format in
      do {
        _ = try format.init().read(text)
        return true
      } catch {
        return false
      }
    }
  }

  /// The format that the name of a file asks for; nil if none has its extension.
  ///
  /// `song.raven.txt` is Raven's: a part of the name that is a format's decides where several
  /// formats share an extension.
  public static func format(named name: String) -> (any LabelFormat.Type)? {
    let parts = parts(name)
    let sharing = sharing(parts.last)
    return sharing.first { parts.dropFirst().contains($0.id) } ?? sharing.first
  }

  /// The formats that a file may be in, the likeliest first.
  public static func candidates(_ name: String) -> [any LabelFormat.Type] {
    let parts = parts(name)
    let sharing = sharing(parts.last)
    let named = all.filter { parts.dropFirst().contains($0.id) }
    let others = sharing.isEmpty ? all : sharing
    // What needs a header can't be mistaken for something else.
    let strict = others.filter { $0.id == RavenTable.id } + others.filter { $0.id != RavenTable.id }
    return named + strict.filter { format in !named.contains { $0.id == format.id } }
  }

  private static func parts(_ name: String) -> [String] {
    name.lowercased().split(separator: ".").map(String.init)
  }

  private static func sharing(_ ending: String?) -> [any LabelFormat.Type] {
    all.filter { $0.fileExtension == ending }
  }
}
