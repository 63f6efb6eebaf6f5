import Labeling

/// How far people agree about the same things.
struct AgreementReport {
  /// A person and how many of the things they labelled.
  struct Annotator {
    let name: String
    let count: Int
  }

  /// Two people, or one twice, and how far they agree; nil where there is nothing to tell.
  struct Pair {
    let first: String
    let second: String
    /// How many things both labelled, and how many of these alike.
    let counts: (both: Int, alike: Int)
    let kappa: Agreement?
  }

  /// A label against all others.
  struct Label {
    let name: String
    let alpha: Agreement?
  }

  let annotators: [Annotator]
  let pairs: [Pair]
  /// People with themselves, of clips that they labelled twice.
  let repeats: [Pair]
  let fleiss: Agreement?
  let alpha: Agreement?
  let labels: [Label]
  /// Things that two people or more labelled, and not alike.
  let disputedCount: Int

  /// Compares labels of whole clips.
  init(clips: [Clip], tier: String?) {
    let table = RatingTable(clips: clips, tier: tier)
    self.init(
      table,
      repeats: tier != nil
        ? [] : table.annotators.map { RatingTable(clips: clips, repeatsOf: $0) })
  }

  /// Compares what a table holds.
  ///
  /// - Parameter repeats: What people said twice.
  init(_ table: RatingTable, repeats: [RatingTable]) {
    annotators = table.annotators.enumerated().map { column, name in
      Annotator(name: name, count: table.ratings.count { $0[column] != nil })
    }
    let places = table.annotators.indices
    pairs = places.flatMap { first in
      places.dropFirst(first + 1).compactMap { Pair(table.pair(first, $0)) }
    }
    self.repeats = repeats.compactMap(Pair.init)
    let isShared = !pairs.isEmpty
    let count = Self.resampleCount(units: table.ratings.count)
    fleiss = isShared ? Agreement.fleissKappa(table, resampleCount: count) : nil
    alpha = isShared ? Agreement.krippendorffsAlpha(table, resampleCount: count) : nil
    labels =
      isShared
      ? table.classes.map { name in
        Label(
          name: name,
          alpha: Agreement.krippendorffsAlpha(table.only(name), resampleCount: count))
      } : []
    disputedCount = table.ratings.count { Set($0.compactMap(\.self)).count > 1 }
  }

  /// Whether anything was labelled twice.
  var hasFigures: Bool { !pairs.isEmpty || !repeats.isEmpty }

  /// Resamples for an interval: fewer of many units, whose intervals are narrow.
  private static func resampleCount(units: Int) -> Int {
    max(200, min(1000, 20_000_000 / max(1, units)))
  }
}

extension AgreementReport.Pair {
  /// Compares the columns of a table of two; nil if both have nothing in common.
  init?(_ table: RatingTable) {
    let both = table.ratings.filter { $0[0] != nil && $0[1] != nil }
    guard !both.isEmpty else { return nil }
    self.init(
      first: table.annotators[0], second: table.annotators[1],
      counts: (both.count, both.count { $0[0] == $0[1] }), kappa: Agreement.cohensKappa(table))
  }
}
