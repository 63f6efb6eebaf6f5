/// Which clips or annotations are meant: `label:yes & !split:test & dur<0.5 | note~"noise"`.
///
/// Conditions are joined by `&`, a comma or a blank (all must hold) and by `|` (one must), `!` turns
/// the next one round, parentheses group. `&` binds tighter than `|`. A condition is
/// - a field, a sign and a value: `label:yes` (capitals or not; with what is a kind of it),
///   `label=yes` (exactly), `!=`, an attribute such as `sex:f` (one that is called `quality` by what is
///   no flaw of the sound: `quality>2`),
///   `note~RE` and `!~` (a regular expression anywhere in the text); for numbers also `<`, `<=`,
///   `>`, `>=`. `origin=import` stands for every `import:FORMAT`;
/// - `labelled`, `unlabelled`, `flagged`, `whole`, `region`, `point`, `box`, `missing`, `unreadable`, or how a
///   model stands to the label: `agrees`, `differs`, `proposes`, `unsure`, or how long the clip is
///   beside what the model hears at once: `shorter`, `longer`;
/// - `>80` or `<80`: percent that the model gives its first class;
/// - `@name`: a query that was saved under a name;
/// - any other word: the path holds it, capitals or not.
///
/// Values with blanks or signs stand in double quotes, a quote in them is doubled. Brackets that are
/// opened in a value belong to it. What an annotation does not have counts as empty text; a number
/// that is not known fits nothing.
public struct ClipQuery: Sendable, Hashable {
  /// The query as it was typed.
  public let text: String
  let term: QueryTerm

  /// Reads a query.
  ///
  /// - Parameters:
  ///   - saved: Queries by their names.
  ///   - attributes: Names of attributes, which are fields too; those of ``Library/attributeNames``.
  public init(
    _ text: String, saved: [String: String] = [:], attributes: Set<String> = []
  ) throws(ClipQueryError) {
    self.text = text
    var reader = QueryReader(text, saved: saved, attributes: attributes)
    term = try reader.query()
  }

  /// Whether it asks what a model says.
  public var isOfModel: Bool { term.isOfModel }

  /// The annotations that it lets through: clips in order, the annotations of a clip oldest first.
  ///
  /// - Parameter opinion: What a model says of the clip at a place.
  public func rows(
    of library: Library, opinion: (Int) -> QueryOpinion? = { _ in nil }
  ) -> [LabelRow] {
    collected(from: library.clips, library.labels, opinion) { matcher, subject, rows in
      for annotation in subject.clips[subject.place].annotations.indices {
        subject.annotation = annotation
        guard matcher.holds(subject) else { continue }
        let clip = subject.clips[subject.place]
        rows.append(LabelRow(clip: clip, annotation: clip.annotations[annotation]))
      }
    }
  }

  /// The places of clips that have an annotation that it lets through, or have none and fit so.
  ///
  /// - Parameters:
  ///   - labels: The classes, of which some may be kinds of others.
  ///   - opinion: What a model says of the clip at a place.
  public func places(
    in clips: [Clip], labels: LabelSet = LabelSet(), opinion: (Int) -> QueryOpinion? = { _ in nil }
  ) -> [Int] {
    collected(from: clips, labels, opinion) { matcher, subject, places in
      let count = subject.clips[subject.place].annotations.count
      subject.annotation = nil
      let fits =
        count == 0
        ? matcher.holds(subject)
        : (0..<count).contains { annotation in
          subject.annotation = annotation
          return matcher.holds(subject)
        }
      if fits { places.append(subject.place) }
    }
  }

  /// What a look at each clip adds, one after the other.
  private func collected<Found>(
    from clips: [Clip], _ labels: LabelSet, _ opinion: (Int) -> QueryOpinion?,
    _ look: (QueryMatcher, inout QueryMatcher.Subject, inout [Found]) -> Void
  ) -> [Found] {
    let matcher = QueryMatcher(term, labels)
    return withoutActuallyEscaping(opinion) { opinion in
      var subject = QueryMatcher.Subject(clips: clips, opinion: opinion)
      var found: [Found] = []
      for place in clips.indices {
        subject.place = place
        look(matcher, &subject, &found)
      }
      return found
    }
  }
}

/// What a model says of a clip.
public struct QueryOpinion: Sendable, Hashable {
  /// The class that it finds most probable.
  public let label: String
  /// Its score, 0…1.
  public let score: Float
  /// How that stands to the label: `agrees`, `differs`, `proposes` or `unsure`.
  public let verdict: String
  /// How long the clip is beside what the model hears at once: `shorter` or `longer`.
  ///
  /// Nil where it is about as long, or that is not known.
  public let length: String?

  /// Makes an opinion.
  public init(label: String, score: Float, verdict: String, length: String? = nil) {
    self.label = label
    self.score = score
    self.verdict = verdict
    self.length = length
  }

  /// Makes what is known of a clip of which the model says nothing.
  public init(length: String?) {
    self.init(label: "", score: .nan, verdict: "", length: length)
  }
}
