/// Which clips a review goes through, in which order.
public enum ReviewQueue: String, Sendable, Hashable, Codable, CaseIterable {
  /// Those without a label, in the order of their paths.
  case unlabelled
  /// All by chance.
  case random
  /// All, folder after folder.
  case folder
  /// All, label after label.
  case label
  /// Those that somebody flagged.
  case flagged
  /// Those that the model is least sure of first.
  case uncertain
  /// Those whose labels are probably wrong, by models that did not learn from them.
  case errors
  /// Those whose label is not what the model says, the surest first.
  case disagreement
  /// Those whose annotators disagree, for a decision.
  case between
  /// As many of every band of the model's scores, by chance.
  case band

  /// Whether it goes by what a model says.
  public var isOfModel: Bool { [.uncertain, .disagreement, .band].contains(self) }
}

/// A place in a review: a clip, that may be served twice.
public struct ReviewItem: Sendable, Hashable {
  /// The clip.
  public let clip: ID<Clip>
  /// Whether it is served a second time.
  public let isSecond: Bool

  /// Makes an item.
  public init(_ clip: ID<Clip>, isSecond: Bool = false) {
    self.clip = clip
    self.isSecond = isSecond
  }
}

/// Orders in which clips are reviewed; those with a chance in them are the same for a seed.
public enum ReviewOrder {
  /// The clips that have no label as a whole, in their order.
  public static func unlabelled(_ clips: [Clip]) -> [ID<Clip>] {
    clips.filter { !$0.isLabelled }.map(\.id)
  }

  /// All clips by chance.
  public static func random(_ clips: [Clip], seed: UInt64) -> [ID<Clip>] {
    var random = SeededRandom(seed: seed)
    return clips.map(\.id).shuffled(using: &random)
  }

  /// All clips, folder after folder, as their paths are ordered.
  public static func byFolder(_ clips: [Clip]) -> [ID<Clip>] {
    let keyed = clips.enumerated().map { ($1.recording.path.folders, $0, $1.id) }
    return keyed.sorted { one, other in
      one.0 == other.0 ? one.1 < other.1 : one.0.lexicographicallyPrecedes(other.0)
    }.map(\.2)
  }

  /// All clips, label after label in the order of the set; those without a label last.
  public static func byLabel(_ clips: [Clip], _ labels: LabelSet) -> [ID<Clip>] {
    let keyed = clips.enumerated().map { place, clip in
      (
        label: clip.label.flatMap(labels.place(of:)) ?? labels.names.count, place: place,
        id: clip.id
      )
    }
    return keyed.sorted { ($0.label, $0.place) < ($1.label, $1.place) }.map(\.id)
  }

  /// The clips that somebody flagged, in their order.
  public static func flagged(_ clips: [Clip]) -> [ID<Clip>] {
    clips.filter(\.isFlagged).map(\.id)
  }

  /// The clips of which people or merged libraries say different things, in their order.
  public static func disputed(_ clips: [Clip]) -> [ID<Clip>] {
    clips.filter(\.isDisputed).map(\.id)
  }

  /// As many clips of each band of scores, by chance, one band after the other in turns.
  ///
  /// - Parameters:
  ///   - scores: From 0 to 1; others are passed over.
  ///   - bandCount: Bands of the same width; the last one has 1 in it.
  ///   - count: How many clips are taken of each band, fewer where it has not as many.
  /// - Precondition: `bandCount` is positive and `count` not negative.
  public static func stratified(
    _ scores: [(id: ID<Clip>, score: Double)], bandCount: Int = 10, count: Int, seed: UInt64
  ) -> [(id: ID<Clip>, band: Int)] {
    precondition(bandCount > 0, "\(bandCount) bands are none")
    precondition(count >= 0, "\(count) clips of a band are less than none")
    var bands = Array(repeating: [ID<Clip>](), count: bandCount)
    for (id, score) in scores where (0...1).contains(score) {
      bands[ScoreBands.band(of: score, of: bandCount)].append(id)
    }
    var random = SeededRandom(seed: seed)
    let chosen = bands.map { Array($0.shuffled(using: &random).prefix(count)) }
    return (0..<(chosen.map(\.count).max() ?? 0)).flatMap { round in
      chosen.indices.compactMap { band in
        round < chosen[band].count ? (chosen[band][round], band) : nil
      }
    }
  }

  /// An order with a share of its clips a second time, for the agreement of people with themselves.
  ///
  /// - Parameters:
  ///   - share: How many of the clips come twice, from 0 to 1.
  ///   - gap: The least number of clips between both times, as far as there are as many.
  /// - Precondition: `share` is from 0 to 1 and `gap` not negative.
  public static func repeating(
    _ order: [ID<Clip>], share: Double, gap: Int = 20, seed: UInt64
  ) -> [ReviewItem] {
    precondition((0...1).contains(share), "\(share) is not a share")
    precondition(gap >= 0, "a gap of \(gap) is negative")
    var random = SeededRandom(seed: seed)
    let count = Int((Double(order.count) * share).rounded())
    let chosen = order.indices.shuffled(using: &random).prefix(count)
    // Each second time comes somewhere behind the gap; all of those at a place keep their order.
    var behind: [Int: [ReviewItem]] = [:]
    for place in chosen.sorted() {
      let first = min(place + gap, order.count - 1)
      behind[Int.random(in: first..<order.count, using: &random), default: []]
        .append(ReviewItem(order[place], isSecond: true))
    }
    return order.indices.flatMap { [ReviewItem(order[$0])] + (behind[$0] ?? []) }
  }
}
