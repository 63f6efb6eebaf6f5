import Labeling
import NeuralNetworks

/// How well a model does on clips whose labels are known.
public struct Evaluation: Sendable, Equatable {
  /// The classes in order.
  public let labels: [String]
  /// What was taken for what; of strings, the labels that were written for one another.
  public let confusion: Confusion
  /// The expected calibration error, 15 bins.
  public let calibrationError: Double
  /// Figures of each group, by name; empty where no clip has one.
  public let groups: [Group]
  /// Figures of strings, where clips have labels in order; nil where they have one each.
  public let sequences: SequenceFigures?

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
    self.groups = Evaluation.figures(of: groups, isCorrect: zip(said, truth).map { $0 == $1 })
    sequences = nil
  }

  /// Compares strings that were written down with those that are there.
  ///
  /// - Parameters:
  ///   - truth: `[clips]`, the labels of each in order.
  ///   - said: `[clips]`, what was written down, and how probable it is.
  ///   - groups: The group of each clip; empty where none is known.
  public init(
    labels: [String], truth: [[Int]], said: [Transcription], groups: [String?] = []
  ) {
    precondition(
      said.count == truth.count && (groups.isEmpty || groups.count == truth.count),
      "every clip needs labels and what was said")
    self.labels = labels
    var confusion = Confusion(classCount: labels.count)
    var (missing, extra) = (
      [Int](repeating: 0, count: labels.count), [Int](repeating: 0, count: labels.count)
    )
    var substitutions = 0
    for (truth, said) in zip(truth, said) {
      let edits = EditAlignment(truth: truth, said: said.labels)
      substitutions += edits.substitutions
      for pair in edits.pairs {
        switch pair {
        case .both(let truth, let said): confusion.add(truth: truth, said: said)
        case .missing(let label): missing[label] += 1
        case .extra(let label): extra[label] += 1
        }
      }
    }
    let isCorrect = zip(truth, said).map { $0 == $1.labels }
    self.confusion = confusion
    calibrationError = CalibrationError.expected(
      scores: said.map(\.probability), isCorrect: isCorrect)
    self.groups = Evaluation.figures(of: groups, isCorrect: isCorrect)
    sequences = SequenceFigures(
      count: truth.count, correct: isCorrect.count { $0 },
      length: truth.reduce(0) { $0 + $1.count }, substitutions: substitutions, missing: missing,
      extra: extra)
  }

  private static func figures(of groups: [String?], isCorrect: [Bool]) -> [Group] {
    var counts: [String: (count: Int, correct: Int)] = [:]
    for (group, isCorrect) in zip(groups, isCorrect) {
      guard let group else { continue }
      counts[group, default: (0, 0)].count += 1
      if isCorrect { counts[group, default: (0, 0)].correct += 1 }
    }
    return counts.sorted { $0.key < $1.key }.map {
      Group(name: $0.key, count: $0.value.count, correct: $0.value.correct)
    }
  }

  /// Clips, or strings.
  public var count: Int { sequences?.count ?? confusion.total }
  /// Those that were taken for what they are, strings without a fault.
  public var correct: Int { sequences?.correct ?? confusion.correct }
  /// The share of those; 0 without any.
  public var accuracy: Double { count == 0 ? 0 : Double(correct) / Double(count) }
  /// The mean F1 of the classes that are there or were said; 0 without any.
  public var macroF1: Double {
    guard sequences != nil else { return confusion.macroF1 }
    let figures = presentClasses.map { self.figures(of: $0).f1 }
    return figures.isEmpty ? 0 : figures.reduce(0, +) / Double(figures.count)
  }

  /// The classes that are there or were said to be, in order.
  public var presentClasses: [Int] {
    guard let sequences else { return confusion.presentClasses }
    let present = Set(confusion.presentClasses)
    return labels.indices.filter {
      present.contains($0) || sequences.missing[$0] > 0 || sequences.extra[$0] > 0
    }
  }

  /// The figures of a class; of strings, labels that were left out and added count too.
  public func figures(of label: Int) -> Confusion.ClassFigures {
    let figures = confusion.figures(of: label)
    guard let sequences else { return figures }
    let hits = confusion[label, label]
    let there = figures.count + sequences.missing[label]
    let said =
      labels.indices.reduce(0) { $0 + confusion[$1, label] } + sequences.extra[label]
    func share(_ part: Int, _ whole: Int) -> Double {
      whole == 0 ? 0 : Double(part) / Double(whole)
    }
    return Confusion.ClassFigures(
      precision: share(hits, said), recall: share(hits, there), f1: share(2 * hits, there + said),
      count: there)
  }

  /// The place of the highest value, the first of equal ones.
  public static func best(_ scores: [Float]) -> Int {
    var best = 0
    for place in scores.indices where scores[place] > scores[best] { best = place }
    return best
  }

  /// Where the true accuracy lies, at 95 %.
  public var accuracyInterval: ClosedRange<Double> {
    WilsonInterval.interval(correct, of: count)
  }

  /// The object that `evaluate --json` prints.
  public var json: JSONValue {
    let interval = accuracyInterval
    let perLabel = labels.indices.map { label -> JSONValue in
      let figures = figures(of: label)
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
    let members: [(String, JSONValue)] = [
      ("count", .integer(count)), ("accuracy", .number(accuracy)),
      (
        "accuracyInterval",
        .array([.number(interval.lowerBound), .number(interval.upperBound)])
      ),
      ("macroF1", .number(macroF1)), ("ece", .number(calibrationError)),
      ("labels", .array(labels.map(JSONValue.string))),
      ("confusion", .array(confusion.rows.map { .array($0.map(JSONValue.integer)) })),
      ("perLabel", .array(perLabel)), ("perGroup", .array(perGroup)),
    ]
    return .object(members + (sequences?.json ?? []))
  }
}
