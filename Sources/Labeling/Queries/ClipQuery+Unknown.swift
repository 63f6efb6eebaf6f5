extension ClipQuery {
  /// A value that nothing in a library has, so that the query may be a slip.
  public struct Unknown: Sendable, Hashable {
    /// The field as it is spelled in full: `label`.
    public let field: String
    /// The value.
    public let value: String
    /// What may be meant; nil if nothing is near.
    public let suggestion: String?
  }

  /// The labels, splits and flaws that the query asks for and a library does not know.
  public func unknowns(in library: Library) -> [Unknown] {
    term.texts.compactMap { field, value in
      let known: [String]
      switch field {
      case .label:
        known =
          library.labels.names + library.labels.definitions.flatMap(\.aliases)
          + ClipFlag.allCases.map(\.rawValue)
      case .split:
        if SplitPart(name: value) != nil { return nil }
        known =
          Set(library.clips.compactMap(\.recording.split)).sorted()
          + SplitPart.allCases.map(\.rawValue)
      case .quality: known = SoundFlaw.allCases.map(\.rawValue)
      default: return nil
      }
      let wanted = value.lowercased()
      guard !value.isEmpty, !known.contains(where: { $0.lowercased() == wanted }) else {
        return nil
      }
      return Unknown(
        field: field.rawValue, value: value, suggestion: NearWord.nearest(to: value, of: known))
    }
  }
}

extension QueryTerm {
  /// Fields with the texts that they are asked to have.
  fileprivate var texts: [(QueryField, String)] {
    switch self {
    case .text(let field, .same, let value), .text(let field, .equal, let value): [(field, value)]
    case .not(let term): term.texts
    case .all(let terms), .any(let terms): terms.flatMap(\.texts)
    case .word, .text, .number, .attribute, .pathHolds: []
    }
  }
}
