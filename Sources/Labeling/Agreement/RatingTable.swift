/// What annotators said of the same things: a row for each thing, a column for each annotator.
public struct RatingTable: Sendable, Hashable {
  /// Who said something, in the order of the columns.
  public let annotators: [String]
  /// The labels, `[units, annotators]`; nil where somebody said nothing.
  public let ratings: [[String?]]
  /// The labels of ratings that are several at once, by their text.
  private let sets: [String: [String]]

  /// Makes a table.
  ///
  /// - Parameter sets: The labels of ratings that are several at once, by their text.
  /// - Precondition: Each row has a place for each annotator.
  public init(annotators: [String], ratings: [[String?]], sets: [String: [String]] = [:]) {
    precondition(
      ratings.allSatisfy { $0.count == annotators.count },
      "a row does not have a place for each annotator")
    self.annotators = annotators
    self.ratings = ratings
    self.sets = sets
  }

  /// Makes a table of what people said, a row for each thing.
  private init(annotators: [String], opinions: [[PersonOpinion?]]) {
    var sets: [String: [String]] = [:]
    for case let opinion? in opinions.joined() where opinion.labels.count > 1 {
      sets[opinion.text] = opinion.labels
    }
    self.init(
      annotators: annotators, ratings: opinions.map { row in row.map { $0?.text } }, sets: sets)
  }

  /// The newest labels that each annotator gave to each clip as a whole.
  ///
  /// Labels of nobody, such as those of folders, don't count, nor do decisions, flags and second
  /// looks; clips without any are left out.
  ///
  /// - Parameter tier: The tier that is compared; nil for all that are not reserved.
  public init(clips: [Clip], tier: String? = nil) {
    let named = clips.map { clip in
      Dictionary(
        uniqueKeysWithValues: Set(clip.annotations.map(\.annotator)).compactMap { annotator in
          annotator.isEmpty
            ? nil : clip.opinion(of: annotator, in: tier).map { (annotator, $0) }
        })
    }
    let annotators = Set(named.flatMap(\.keys)).sorted()
    self.init(
      annotators: annotators,
      opinions: named.filter { !$0.isEmpty }.map { opinions in annotators.map { opinions[$0] } })
  }

  /// The label that one annotator gave to each clip as a whole, and that of their second look.
  ///
  /// Clips that were not looked at twice are left out.
  public init(clips: [Clip], repeatsOf annotator: String) {
    let pairs = clips.compactMap { clip -> [PersonOpinion?]? in
      guard let second = clip.opinion(of: annotator, in: ReservedTier.secondLook),
        let first = clip.opinion(of: annotator)
      else { return nil }
      return [first, second]
    }
    self.init(annotators: [annotator, annotator], opinions: pairs)
  }

  /// The single labels in order of their names, also of ratings that are several.
  public var classes: [String] {
    Set(labels.flatMap { sets[$0] ?? [$0] }).sorted()
  }

  /// The ratings in order of their names: labels, or several at once.
  public var labels: [String] { Set(ratings.joined().compactMap(\.self)).sorted() }

  /// The columns of two annotators.
  ///
  /// - Precondition: Both have a column.
  public func pair(_ first: Int, _ second: Int) -> RatingTable {
    RatingTable(
      annotators: [annotators[first], annotators[second]],
      ratings: ratings.map { [$0[first], $0[second]] }, sets: sets)
  }

  /// The same of one label against all others: whether it is there.
  public func only(_ label: String) -> RatingTable {
    RatingTable(
      annotators: annotators,
      ratings: ratings.map { row in
        row.map { $0.map { $0 == label || sets[$0]?.contains(label) == true ? label : "" } }
      })
  }

  /// How often each label was given to each unit, `[units, labels]`.
  var counts: [[Int]] {
    let places = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
    return ratings.map { row in
      var counts = Array(repeating: 0, count: places.count)
      for case let label? in row { if let place = places[label] { counts[place] += 1 } }
      return counts
    }
  }
}
