import Labeling

/// How well a model does on clips whose labels are known.
public struct Evaluation: Sendable, Equatable {
  /// The classes in order.
  public let labels: [String]
  /// What was taken for what.
  public let confusion: Confusion
  /// The expected calibration error, 15 bins.
  public let calibrationError: Double
  /// Figures of each group, by name; empty where no clip has one.
  public let groups: [Group]

  /// The figures of a group.
  public struct Group: Sendable, Equatable {
    /// The speaker, the place or the fold.
    public let name: String
    /// How many clips are of it.
    public let count: Int
    /// How many of them were taken for what they are.
    public let correct: Int
    /// The share of those.
    public var accuracy: Double { count == 0 ? 0 : Double(correct) / Double(count) }
  }

  /// Compares probabilities with the truth.
  ///
  /// - Parameters:
  ///   - probabilities: `[clips]` of `[labels]`.
  ///   - truth: The class of each clip.
  ///   - groups: The group of each clip; nil where none is known.
  public init(
    labels: [String], probabilities: [[Float]], truth: [Int], groups: [String?] = []
  ) {
    precondition(
      probabilities.count == truth.count && (groups.isEmpty || groups.count == truth.count),
      "every clip needs probabilities and a class")
    self.labels = labels
    let said = probabilities.map(Evaluation.best)
    confusion = Confusion(classCount: labels.count, truth: truth, said: said)
    calibrationError = CalibrationError.expected(
      scores: zip(probabilities, said).map { Double($0[$1]) },
      isCorrect: zip(said, truth).map { $0 == $1 })
    var counts: [String: (count: Int, correct: Int)] = [:]
    for (place, group) in groups.enumerated() {
      guard let group else { continue }
      counts[group, default: (0, 0)].count += 1
      if said[place] == truth[place] { counts[group, default: (0, 0)].correct += 1 }
    }
    self.groups = counts.sorted { $0.key < $1.key }.map {
      Group(name: $0.key, count: $0.value.count, correct: $0.value.correct)
    }
  }

  /// The place of the highest value, the first of equal ones.
  public static func best(_ scores: [Float]) -> Int {
    var best = 0
    for place in scores.indices where scores[place] > scores[best] { best = place }
    return best
  }

  /// Where the true accuracy lies, at 95 %.
  public var accuracyInterval: ClosedRange<Double> {
    WilsonInterval.interval(confusion.correct, of: confusion.total)
  }

  /// The object that `evaluate --json` prints.
  public var json: JSONValue {
    let interval = accuracyInterval
    let perLabel = labels.indices.map { label -> JSONValue in
      let figures = confusion.figures(of: label)
      return .object([
        ("label", .string(labels[label])), ("precision", .number(figures.precision)),
        ("recall", .number(figures.recall)), ("f1", .number(figures.f1)),
        ("count", .integer(figures.count)),
      ])
    }
    let perGroup = groups.map { group -> JSONValue in
      .object([
        ("group", .string(group.name)), ("accuracy", .number(group.accuracy)),
        ("count", .integer(group.count)),
      ])
    }
    return .object([
      ("count", .integer(confusion.total)), ("accuracy", .number(confusion.accuracy)),
      (
        "accuracyInterval",
        .array([.number(interval.lowerBound), .number(interval.upperBound)])
      ),
      ("macroF1", .number(confusion.macroF1)), ("ece", .number(calibrationError)),
      ("labels", .array(labels.map(JSONValue.string))),
      ("confusion", .array(confusion.rows.map { .array($0.map(JSONValue.integer)) })),
      ("perLabel", .array(perLabel)), ("perGroup", .array(perGroup)),
    ])
  }
}
