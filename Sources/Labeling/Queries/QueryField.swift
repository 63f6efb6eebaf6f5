/// What a condition of a query looks at.
enum QueryField: String, CaseIterable, Sendable {
  // Of the recording.
  case path, name, folder, group, split, quality
  // Of what was said.
  case label, tier, note, annotator, origin
  // Of what the model says.
  case model
  // Numbers: seconds, hertz, samples per second, channels, shares of one.
  case duration, rate, channels, onset, offset, low, high, confidence, score

  /// Shorter or other names.
  private static let aliases: [String: QueryField] = [
    "dur": .duration, "length": .duration, "by": .annotator, "from": .origin, "file": .name,
    "flaw": .quality,
  ]

  init?(word: String) {
    let word = word.lowercased()
    guard let field = QueryField(rawValue: word) ?? QueryField.aliases[word] else { return nil }
    self = field
  }

  /// Whether it is compared as a number.
  var isNumber: Bool {
    switch self {
    case .duration, .rate, .channels, .onset, .offset, .low, .high, .confidence, .score: true
    default: false
    }
  }

  /// Whether its numbers are kept in single precision.
  var isSingle: Bool {
    switch self {
    case .low, .high, .confidence, .score: true
    default: false
    }
  }

  /// Whether a model must have been asked.
  var isOfModel: Bool { self == .model || self == .score }
}

/// How a field is compared with a value.
enum QueryComparison: String, CaseIterable, Sendable {
  // Longer ones first: `<=` is no `<`.
  case atMost = "<="
  case atLeast = ">="
  case unequal = "!="
  case differs = "!~"
  case below = "<"
  case above = ">"
  case equal = "="
  case matches = "~"
  case same = ":"

  /// Whether only numbers are compared so.
  var isOfNumbers: Bool {
    switch self {
    case .atMost, .atLeast, .below, .above: true
    case .unequal, .differs, .equal, .matches, .same: false
    }
  }

  /// Whether the value is a regular expression.
  var isExpression: Bool { self == .matches || self == .differs }
}

/// A condition that is one word.
enum QueryWord: String, CaseIterable, Sendable {
  // Whether the clip as a whole has a label.
  case labelled, unlabelled
  // Whether somebody flagged the clip.
  case flagged
  // What the annotation speaks of.
  case whole, region, point, box
  // How the model stands to the label.
  case agrees, differs, proposes, unsure
  // How long the clip is beside what the model hears at once.
  case shorter, longer
  // What became of the recording.
  case missing, unreadable

  /// Whether a model must have been asked.
  var isOfModel: Bool {
    switch self {
    case .agrees, .differs, .proposes, .unsure, .shorter, .longer: true
    default: false
    }
  }
}
