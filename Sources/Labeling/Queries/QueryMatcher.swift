/// A query made ready: expressions are compiled once, and what they were asked before is remembered.
///
/// It reads clips where they lie: copying a million of them would take longer than the question.
final class QueryMatcher {
  /// An annotation of a clip, or a clip that has none.
  struct Subject {
    /// All clips.
    let clips: [Clip]
    /// What a model says of the clip at a place.
    let opinion: (Int) -> QueryOpinion?
    /// The place of the clip.
    var place = 0
    /// The place of the annotation, nil where the clip has none.
    var annotation: Int?
  }

  private typealias Test = (Subject) -> Bool

  private let test: Test

  /// Makes it ready.
  ///
  /// - Parameter labels: The classes with what is a kind of what.
  init(_ term: QueryTerm, _ labels: LabelSet) { test = QueryMatcher.test(term, labels) }

  /// Whether it holds.
  func holds(_ subject: Subject) -> Bool { test(subject) }

  private static func test(_ term: QueryTerm, _ labels: LabelSet) -> Test {
    switch term {
    case .all(let terms):
      let tests = terms.map { test($0, labels) }
      return { subject in tests.allSatisfy { $0(subject) } }
    case .any(let terms):
      let tests = terms.map { test($0, labels) }
      return { subject in tests.contains { $0(subject) } }
    case .not(let term):
      let inner = test(term, labels)
      return { !inner($0) }
    case .attribute(let name, let comparison, let value):
      return attribute(name, comparison, value)
    case .pathHolds(let text):
      return { $0.clips[$0.place].recording.path.contains(lowercased: text) }
    case .word(let word): return { holds(word, $0) }
    case .number(let field, let comparison, let value):
      return { subject in
        number(field, subject).map { compare($0, comparison, value) } ?? false
      }
    case .text(let field, let comparison, let value):
      if field == .label, comparison == .same {
        let kinds = labels.kinds(of: value)
        if kinds.count > 1 || kinds.first != value { return isAny(of: kinds, or: value) }
      }
      if field == .split, let part = SplitPart(name: value), !comparison.isExpression {
        return { ($0.clips[$0.place].recording.part == part) != (comparison == .unequal) }
      }
      let matches = TextMatch(comparison, value, isOrigin: field == .origin)
      if field == .quality { return { holds(matches, $0.clips[$0.place], comparison) } }
      return { matches.holds(for: text(field, $0)) }
    }
  }

  /// Whether the label is a class, an alias of it or a kind of it; capitals count for none of the
  /// class's own.
  private static func isAny(of kinds: Set<String>, or value: String) -> Test {
    let matches = TextMatch(.same, value, isOrigin: false)
    return { subject in
      let label = text(.label, subject)
      return kinds.contains(label) || matches.holds(for: label)
    }
  }

  private static func attribute(
    _ name: String, _ comparison: QueryComparison, _ value: String
  ) -> Test {
    if comparison.isOfNumbers, let wanted = Double(value) {
      return { subject in
        annotation(subject)?.attributes[name].flatMap(Double.init).map {
          compare($0, comparison, wanted)
        } ?? false
      }
    }
    let matches = TextMatch(comparison, value, isOrigin: false)
    return { matches.holds(for: annotation($0)?.attributes[name] ?? "") }
  }

  private static func holds(_ word: QueryWord, _ subject: Subject) -> Bool {
    let recording = { subject.clips[subject.place].recording.state }
    switch word {
    case .labelled: return subject.clips[subject.place].isLabelled
    case .unlabelled: return !subject.clips[subject.place].isLabelled
    case .flagged: return subject.clips[subject.place].isFlagged
    case .whole: return annotation(subject).map { $0.span == nil } ?? false
    case .region: return annotation(subject)?.span.map { !$0.isEmpty } ?? false
    case .point: return annotation(subject)?.span.map(\.isEmpty) ?? false
    case .box: return annotation(subject)?.hertz != nil
    case .agrees, .differs, .proposes, .unsure:
      return subject.opinion(subject.place)?.verdict == word.rawValue
    case .shorter, .longer:
      return subject.opinion(subject.place)?.length == word.rawValue
    case .missing: return recording() == .missing
    case .unreadable:
      if case .unreadable = recording() { return true }
      return false
    }
  }

  /// Whether a flaw of the recording fits, or for comparisons that deny, whether none is denied.
  private static func holds(
    _ match: TextMatch, _ clip: Clip, _ comparison: QueryComparison
  ) -> Bool {
    let flaws = clip.recording.quality?.flaws.list ?? []
    let isDenial = comparison == .unequal || comparison == .differs
    return isDenial
      ? flaws.allSatisfy { match.holds(for: $0.rawValue) }
      : flaws.contains { match.holds(for: $0.rawValue) }
  }

  private static func annotation(_ subject: Subject) -> Annotation? {
    subject.annotation.map { subject.clips[subject.place].annotations[$0] }
  }

  private static func number(_ field: QueryField, _ subject: Subject) -> Double? {
    let place = subject.place
    func known(_ value: Double) -> Double? { value > 0 ? value : nil }
    func seconds(_ sample: Int?) -> Double? {
      guard let sample, let rate = known(subject.clips[place].recording.sampleRate) else {
        return nil
      }
      return Double(sample) / rate
    }
    switch field {
    case .duration: return subject.clips[place].duration
    case .rate: return known(subject.clips[place].recording.sampleRate)
    case .channels: return known(Double(subject.clips[place].recording.channelCount))
    case .onset: return seconds(annotation(subject)?.span?.lowerBound)
    case .offset: return seconds(annotation(subject)?.span?.upperBound)
    case .low: return annotation(subject)?.hertz.map { Double($0.lowerBound) }
    case .high: return annotation(subject)?.hertz.map { Double($0.upperBound) }
    case .confidence: return annotation(subject)?.confidence.map(Double.init)
    case .score:
      return subject.opinion(place).flatMap { $0.score.isNaN ? nil : Double($0.score) }
    case .path, .name, .folder, .group, .split, .quality, .label, .tier, .note, .annotator, .origin,
      .model:
      return nil
    }
  }

  private static func compare(
    _ number: Double, _ comparison: QueryComparison, _ value: Double
  ) -> Bool {
    switch comparison {
    case .atMost: number <= value
    case .atLeast: number >= value
    case .below: number < value
    case .above: number > value
    case .unequal: number != value
    case .equal, .same: number == value
    case .matches, .differs: false
    }
  }

  private static func text(_ field: QueryField, _ subject: Subject) -> String {
    let place = subject.place
    switch field {
    case .path: return subject.clips[place].recording.path.text
    case .name: return subject.clips[place].recording.path.name.text
    case .folder: return subject.clips[place].recording.path.folders.joined(separator: "/")
    case .group: return subject.clips[place].recording.group ?? ""
    case .split:
      let recording = subject.clips[place].recording
      return recording.split ?? recording.part?.short ?? ""
    // A recording has several or none: each is asked for by itself.
    case .quality: return ""
    case .label:
      return subject.annotation.map { subject.clips[place].annotations[$0].label } ?? ""
    case .tier:
      return subject.annotation.flatMap { subject.clips[place].annotations[$0].tier } ?? ""
    case .note:
      return subject.annotation.flatMap { subject.clips[place].annotations[$0].note } ?? ""
    case .annotator:
      return subject.annotation.map { subject.clips[place].annotations[$0].annotator } ?? ""
    case .origin: return annotation(subject)?.origin.name ?? ""
    case .model: return subject.opinion(place)?.label ?? ""
    case .duration, .rate, .channels, .onset, .offset, .low, .high, .confidence, .score:
      return ""
    }
  }
}
