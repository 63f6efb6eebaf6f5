#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What files of labels change in a library.
///
/// What is there already is not added again, so importing a file twice changes nothing. Everybody
/// has one label of a clip as a whole: one that is imported takes the place of that of the same
/// person or of nobody, and one that nobody signed that of nobody alone. Where clips may have several
/// labels, one that is imported comes beside those that are there.
public struct LabelImport: Sendable {
  /// A label and the clip that it is of.
  public typealias Pair = (label: ImportedLabel, clip: Clip)

  /// The changes in order.
  public private(set) var edits: [LibraryEdit] = []
  /// How many labels were there already.
  public private(set) var unchanged = 0
  /// How many of the edits say something else of a region that was there.
  public private(set) var changed = 0
  /// Labels that are not taken, by their places among the pairs, and why.
  public private(set) var leftOut: [(place: Int, why: String)] = []
  /// Why regions are left out that lie behind their recordings.
  public static let beyondEnd = "regions beyond the end of their recording"
  private var count = LossCount()
  private var regions = RegionMatches()
  /// Labels of wholes that another one took the place of.
  private var replaced: Set<UUID> = []
  private let origin: Origin
  private let now: Date
  private let isMultiple: Bool
  /// What was added to clips so far, where they may have several labels.
  private var added: [ID<Clip>: [Annotation]] = [:]

  /// What got lost.
  public var losses: [Loss] { count.losses }

  /// Compares labels with what clips have.
  ///
  /// - Parameters:
  ///   - pairs: In the order of their files; the rates of the recordings are known.
  ///   - origin: Where they come from, unless their file says so.
  ///   - now: When they were given, unless their file says so.
  ///   - isMultiple: Whether clips may have several labels.
  ///   - id: Makes the identity of a new annotation.
  public init(
    _ pairs: [Pair], origin: Origin, now: Date, isMultiple: Bool = false, id: () -> UUID
  ) {
    self.origin = origin
    self.now = now
    self.isMultiple = isMultiple
    var last: [WholeKey: Int] = [:]
    for (place, pair) in pairs.enumerated() where pair.label.seconds == nil {
      if pair.label.hertz == nil { last[WholeKey(pair)] = place }
    }
    // The first of several labels comes first, wherever its line is.
    let places =
      isMultiple
      ? pairs.indices.filter { !pairs[$0].label.isFurther }
        + pairs.indices.filter { pairs[$0].label.isFurther } : Array(pairs.indices)
    for place in places {
      let pair = pairs[place]
      guard !pair.label.label.isEmpty else {
        leave("regions without a label", place)
        continue
      }
      if pair.label.seconds == nil, pair.label.hertz == nil {
        if isMultiple, !pair.label.isReserved {
          addFurther(pair, id)
          continue
        }
        guard last[WholeKey(pair)] == place else {
          leave("labels of a recording that gets another one as a whole", place)
          continue
        }
        addWhole(pair, id)
      } else {
        addRegion(pair, place, id)
      }
    }
  }

  private mutating func addWhole(_ pair: Pair, _ id: () -> UUID) {
    let (label, clip) = pair
    let rivals = rivals(of: pair)
    let same = rivals.last { $0.label == label.label }
    if let same, label.origin != .person || same.origin == .person {
      saySame(same, label.annotation(id: same.id, of: clip, origin: origin, now: now))
      return
    }
    // What a person said stays beside what nobody signed.
    let old =
      same ?? rivals.last { label.signature != nil || $0.annotator.isEmpty && !$0.isFurther }
    guard var new = label.annotation(id: old?.id ?? id(), of: clip, origin: origin, now: now)
    else { return }
    new.tier = new.tier ?? old?.tier
    new.note = new.note ?? old?.note
    new.attributes.merge(old?.attributes ?? [:]) { new, _ in new }
    if let old { replaced.insert(old.id) }
    edits.append(old.map { .replace($0, with: new) } ?? .add(new))
  }

  /// Adds a label to those that a clip has.
  private mutating func addFurther(_ pair: Pair, _ id: () -> UUID) {
    let (label, clip) = pair
    let all = clip.annotations.filter { !replaced.contains($0.id) } + (added[clip.id] ?? [])
    let rivals = all.filter { annotation in
      annotation.span == nil && !annotation.isFlag && !annotation.isPrediction
        && annotation.wholeTier == label.wholeTier
        && (label.signature.map { ["", $0].contains(annotation.annotator) } ?? true)
    }
    if let same = rivals.last(where: { $0.label == label.label }) {
      let new = label.annotation(id: same.id, of: clip, origin: origin, now: now)
      return label.origin != .person || same.origin == .person
        ? saySame(same, new) : confirm(same, new)
    }
    guard var new = label.annotation(id: id(), of: clip, origin: origin, now: now) else { return }
    new.tier =
      rivals.isEmpty ? label.wholeTier : ReservedTier.further(label.label, in: label.wholeTier)
    added[clip.id, default: []].append(new)
    edits.append(.add(new))
  }

  /// Puts a person's word in the place of what was there without one.
  private mutating func confirm(_ old: Annotation, _ new: Annotation?) {
    guard var new else { return }
    new.tier = old.tier
    replaced.insert(old.id)
    added[old.clip, default: []].append(new)
    edits.append(.replace(old, with: new))
  }

  /// Takes over what else is said of a clip that has the label.
  private mutating func saySame(_ old: Annotation, _ new: Annotation?) {
    guard let new, !new.saysNothing(beyond: old), !replaced.contains(old.id) else {
      unchanged += 1
      return
    }
    replaced.insert(old.id)
    changed += 1
    edits.append(.replace(old, with: old.saying(new)))
  }

  /// What a label of the whole may take the place of.
  private func rivals(of pair: Pair) -> [Annotation] {
    let wholes = pair.clip.annotations.filter { $0.span == nil && !replaced.contains($0.id) }
    guard let annotator = pair.label.signature else {
      if pair.label.isApart { return wholes.filter { $0.tier == pair.label.tier } }
      return wholes.filter { $0.isOpinionOfWhole || $0.tier == ReservedTier.decision }
    }
    return wholes.filter {
      ["", annotator].contains($0.annotator) && $0.tier == pair.label.tier
    }
  }

  /// Passes over a label.
  private mutating func leave(_ why: String, _ place: Int) {
    count.count(why)
    leftOut.append((place, why))
  }

  private mutating func addRegion(_ pair: Pair, _ place: Int, _ id: () -> UUID) {
    let (label, clip) = pair
    guard var new = label.annotation(id: id(), of: clip, origin: origin, now: now) else {
      // No recording reaches so far that its samples can't be counted.
      leave(Self.beyondEnd, place)
      return
    }
    if let span = new.span {
      let end = clip.samples.upperBound
      guard span.lowerBound < end || span.upperBound == end else {
        leave(Self.beyondEnd, place)
        return
      }
      if span.upperBound > end {
        count.count("what lies beyond the end of a recording")
        new.span = span.lowerBound..<end
      }
    }
    switch regions.match(new, in: clip) {
    case .same: unchanged += 1
    case .other(let old):
      changed += 1
      edits.append(.replace(old, with: old.saying(new)))
    case nil: edits.append(.add(new))
    }
  }
}

/// Whose label of the whole of which clip.
private struct WholeKey: Hashable {
  let clip: ID<Clip>
  let annotator: String?
  let tier: String?

  init(_ pair: LabelImport.Pair) {
    clip = pair.clip.id
    annotator = pair.label.signature
    tier = annotator == nil && !pair.label.isApart ? nil : pair.label.tier
  }
}

extension ImportedLabel {
  /// The tier without what tells a clip's further labels apart.
  fileprivate var wholeTier: String? { ReservedTier.whole(tier) }

  /// Whether it is a further label of a clip that has several.
  fileprivate var isFurther: Bool { wholeTier != tier }

  /// Whether its tier has a meaning of its own, so that labels in others are no rivals.
  fileprivate var isApart: Bool { tier.map(ReservedTier.isReserved) ?? false }

  /// Whether it is a flag or a prediction, of which there is one.
  fileprivate var isReserved: Bool {
    tier == ReservedTier.flag || tier == ReservedTier.prediction
  }

  /// Who gave it; nil if nobody signed it.
  fileprivate var signature: String? { annotator?.isEmpty == false ? annotator : nil }
}
