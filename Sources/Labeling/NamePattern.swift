/// A pattern on file names, `{label}_{group}_{index}`, that says which part of a name is what.
///
/// It stands for the whole name, with or without its extension. A field takes as little as it can;
/// `{index}` takes digits only, `{}` anything that is of no interest.
public struct NamePattern: Sendable, Hashable {
  /// What a field means.
  private enum Field: String, CaseIterable {
    case label
    case group
    case split
    case index
    case anything = ""
  }

  private enum Part: Hashable {
    case field(Field)
    case text([Character])
  }

  /// The pattern as it was written.
  public let text: String
  private let parts: [Part]

  /// Reads a pattern.
  ///
  /// - Parameter needsLabel: Whether a field must give the label; else one must give the group.
  public init(_ pattern: String, needsLabel: Bool = true) throws(NamePatternError) {
    guard !pattern.contains("/") else { throw .namesFolder }
    var parts: [Part] = []
    var rest = Array(pattern)[...]
    while let first = rest.first {
      if first == "{" {
        guard let end = rest.firstIndex(of: "}") else { throw .unclosed }
        let name = String(rest[(rest.startIndex + 1)..<end])
        guard let field = Field(rawValue: name) else { throw .unknownField(name) }
        if case .field = parts.last { throw .nothingBetween(name) }
        if field != .anything, parts.contains(.field(field)) { throw .twice(name) }
        parts.append(.field(field))
        rest = rest[(end + 1)...]
      } else {
        let text = rest.prefix { $0 != "{" }
        parts.append(.text(Array(text)))
        rest = rest.dropFirst(text.count)
      }
    }
    if needsLabel, !parts.contains(.field(.label)) { throw .noLabel }
    if !needsLabel, !parts.contains(.field(.group)) { throw .noGroup }
    self.parts = parts
    text = pattern
  }

  /// What the name of a recording says; nil if the pattern does not fit it.
  public func attribution(of path: RecordingPath) -> Attribution? {
    for name in [path.stem, path.name.text] {
      var found: [Field: String] = [:]
      guard fits(parts[...], Array(name)[...], &found) else { continue }
      return Attribution(
        label: found[.label], group: found[.group], split: found[.split],
        origin: .imported(format: "name"))
    }
    return nil
  }

  private func fits(
    _ parts: ArraySlice<Part>, _ name: ArraySlice<Character>, _ found: inout [Field: String]
  ) -> Bool {
    guard let part = parts.first else { return name.isEmpty }
    let others = parts.dropFirst()
    switch part {
    case .text(let text):
      return name.starts(with: text) && fits(others, name.dropFirst(text.count), &found)
    case .field(let field):
      let longest =
        field == .index ? name.prefix { $0.isASCII && $0.isNumber }.count : name.count
      let shortest = others.isEmpty ? max(1, name.count) : 1
      guard shortest <= longest else { return false }
      for length in shortest...longest where fits(others, name.dropFirst(length), &found) {
        found[field] = String(name.prefix(length))
        return true
      }
      return false
    }
  }
}
