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
    return sharing.first { parts.dropFirst().contains($0.id) } ?? sharing.first
  }

  /// The formats that a file may be in, in the order in which they are tried.
  ///
  /// Those with the name's extension; all where no format has it.
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
