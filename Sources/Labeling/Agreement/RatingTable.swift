/// What annotators said of the same things: a row for each thing, a column for each annotator.
public struct RatingTable: Sendable, Hashable {
  /// Who said something, in the order of the columns.
  public let annotators: [String]
  /// The labels, `[units, annotators]`; nil where somebody said nothing.
  public let ratings: [[String?]]

  /// Makes a table.
  ///
  /// - Precondition: Each row has a place for each annotator.
  public init(annotators: [String], ratings: [[String?]]) {
    precondition(
      ratings.allSatisfy { $0.count == annotators.count },
      "a row does not have a place for each annotator")
    self.annotators = annotators
    self.ratings = ratings
  }

  /// The newest label that each annotator gave to each clip as a whole.
  ///
  /// Labels of nobody, such as those of folders, don't count, nor do decisions, flags and second
  /// looks; clips without any are left out.
  ///
  /// - Parameter tier: The tier that is compared; nil for all that are not reserved.
  public init(clips: [Clip], tier: String? = nil) {
    let named = clips.map { clip in
      clip.annotations.filter { annotation in
        !annotation.annotator.isEmpty
          && (tier == nil
            ? annotation.isOpinionOfWhole : annotation.span == nil && annotation.tier == tier)
      }
    }
    let annotators = Set(named.joined().map(\.annotator)).sorted()
    self.init(
      annotators: annotators,
      ratings: named.filter { !$0.isEmpty }.map { annotations in
        annotators.map { annotator in annotations.last { $0.annotator == annotator }?.label }
      })
  }

  /// The label that one annotator gave to each clip as a whole, and that of their second look.
  ///
  /// Clips that were not looked at twice are left out.
  public init(clips: [Clip], repeatsOf annotator: String) {
    let pairs = clips.compactMap { clip -> [String?]? in
      guard
        let second = clip.annotations.last(where: {
          $0.annotator == annotator && $0.tier == ReservedTier.secondLook && $0.span == nil
        }),
        let first = clip.annotations.last(where: {
          $0.annotator == annotator && $0.isOpinionOfWhole
        })
      else { return nil }
      return [first.label, second.label]
    }
    self.init(annotators: [annotator, annotator], ratings: pairs)
  }

  /// The labels in order of their names.
  public var labels: [String] { Set(ratings.joined().compactMap(\.self)).sorted() }

  /// The columns of two annotators.
  ///
  /// - Precondition: Both have a column.
  public func pair(_ first: Int, _ second: Int) -> RatingTable {
    RatingTable(
      annotators: [annotators[first], annotators[second]],
      ratings: ratings.map { [$0[first], $0[second]] })
  }

  /// The same of one label against all others.
  public func only(_ label: String) -> RatingTable {
    RatingTable(
      annotators: annotators,
      ratings: ratings.map { row in row.map { $0.map { $0 == label ? label : "" } } })
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
