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

/// Words that are nearly the same.
enum NearWord {
  /// The word that is meant most likely, capitals or not; nil if none is near.
  static func nearest(to word: String, of words: [String]) -> String? {
    let wanted = word.lowercased()
    let near = words.prefix(10_000).map { ($0, distance(wanted, $0.lowercased())) }
      .min { $0.1 < $1.1 }
    guard let near, near.1 <= max(1, word.count / 3) else { return nil }
    return near.0
  }

  /// Characters to add, take away or change to make one text of the other.
  private static func distance(_ one: String, _ other: String) -> Int {
    let other = Array(other.prefix(60))
    var row = Array(0...other.count)
    for (place, character) in one.prefix(60).enumerated() {
      var diagonal = row[0]
      row[0] = place + 1
      for column in other.indices {
        let cost = other[column] == character ? diagonal : diagonal + 1
        diagonal = row[column + 1]
        row[column + 1] = min(cost, row[column] + 1, diagonal + 1)
      }
    }
    return row[other.count]
  }
}
