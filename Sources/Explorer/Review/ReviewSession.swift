import Labeling

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A review that is under way: its clips, the verdicts, and how fast they come.
///
/// A verdict is a label or a flag that the annotator gave to the clip since the review began, so
/// that what is taken back is open again, and what is on disk is known after a crash.
public struct ReviewSession: Sendable, Equatable {
  /// What was said of a clip.
  public struct Verdict: Sendable, Equatable {
    /// The labels, or the name of the flag.
    public let names: [String]
    /// The labels in words, or the name of the flag.
    public var name: String { names.joined(separator: " + ") }
    /// Whether it is a flag.
    public let isFlag: Bool
    /// When it was given.
    public let at: Date
  }

  /// What it goes through, and how.
  public internal(set) var plan: ReviewPlan
  /// When it began.
  public let begun: Date
  /// Who gives the verdicts.
  public let annotator: String
  /// The clips in the order of the list.
  public private(set) var items: [ReviewItem]
  /// The verdict at every place, nil where there is none.
  public private(set) var verdicts: [Verdict?]
  /// How many verdicts there are.
  public private(set) var doneCount = 0
  /// The places that come back at the end, in that order.
  public private(set) var deferred: [Int]
  /// What was said of clips that were served twice: how often alike, of how many.
  public private(set) var selfCounts = (alike: 0, both: 0)
  /// What the model said, where a share of each band of scores is reviewed.
  let sample: BandSample?
  private var deferredPlaces: Set<Int>
  private var firsts: [ID<Clip>: Int] = [:]
  private var seconds: [ID<Clip>: Int] = [:]
  private var moments: [Date] = []

  /// Verdicts of which the pace is told.
  private static let recentCount = 20
  /// Seconds without a verdict that are a pause.
  private static let pause = 60.0

  /// Goes on with a review; its verdicts are looked up in a library.
  init(_ record: ReviewRecord, annotator: String, _ library: Library) {
    plan = record.plan
    begun = record.begun
    self.annotator = annotator
    items = record.items
    verdicts = Array(repeating: nil, count: items.count)
    deferred = record.deferred.filter(items.indices.contains)
    deferredPlaces = Set(deferred)
    sample = record.sample
    lookUp(library)
  }

  /// The review as the library keeps it.
  var record: ReviewRecord {
    ReviewRecord(
      plan: plan, begun: begun, clips: items.map(\.clip.row),
      seconds: items.indices.filter { items[$0].isSecond }, deferred: deferred, sample: sample)
  }

  /// How many verdicts are wanted.
  public var target: Int { min(plan.target ?? items.count, items.count) }

  /// Whether verdicts are decisions between annotators.
  var isDecision: Bool { plan.queue == .between }

  /// Whether there are as many verdicts as wanted.
  public var isAtTarget: Bool { doneCount >= target }

  /// Whether there is a verdict at every place.
  public var isOver: Bool { doneCount == items.count }

  /// Places that were deferred and have no verdict yet.
  public var deferredCount: Int { deferred.count { verdicts[$0] == nil } }

  /// The place after another one that needs a verdict; what was deferred comes last. Nil: none does.
  func next(after place: Int) -> Int? {
    let count = items.count
    for step in 1..<max(1, count) {
      let other = (place + step) % count
      if verdicts[other] == nil, !deferredPlaces.contains(other) { return other }
    }
    return deferred.first { verdicts[$0] == nil && $0 != place }
  }

  /// The place of the newest verdict; nil if there is none.
  var newestPlace: Int? {
    verdicts.indices.filter { verdicts[$0] != nil }.max { one, other in
      (verdicts[one]?.at ?? begun, one) < (verdicts[other]?.at ?? begun, other)
    }
  }

  /// The place of a clip.
  func place(of clip: ID<Clip>, isSecond: Bool) -> Int? {
    isSecond ? seconds[clip] ?? firsts[clip] : firsts[clip]
  }

  /// Whether a place was deferred and is still open.
  public func isDeferred(_ place: Int) -> Bool {
    deferredPlaces.contains(place) && verdicts[place] == nil
  }

  /// Lets a place come back at the end.
  mutating func postpone(_ place: Int) {
    deferred.removeAll { $0 == place }
    deferred.append(place)
    deferredPlaces.insert(place)
  }

  /// Looks at what is said of clips now.
  mutating func update(_ clips: [ID<Clip>], _ library: Library) {
    for id in clips {
      for place in [firsts[id], seconds[id]].compactMap(\.self) {
        set(library[id].flatMap { verdict(on: $0, isSecond: items[place].isSecond) }, at: place)
      }
      if seconds[id] != nil { countSelf() }
    }
  }

  /// Leaves out clips that are gone and looks at what is said of all others.
  mutating func lookUp(_ library: Library) {
    let kept = items.indices.filter { library.place(of: items[$0].clip) != nil }
    let renumbered = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, $0) })
    deferred = deferred.compactMap { renumbered[$0] }
    deferredPlaces = Set(deferred)
    items = kept.map { items[$0] }
    (firsts, seconds, doneCount) = ([:], [:], 0)
    for (place, item) in items.enumerated() {
      if item.isSecond { seconds[item.clip] = place } else { firsts[item.clip] = place }
    }
    verdicts = items.map { item in
      library[item.clip].flatMap { verdict(on: $0, isSecond: item.isSecond) }
    }
    doneCount = verdicts.count { $0 != nil }
    moments = Array(verdicts.compactMap { $0?.at }.sorted().suffix(Self.recentCount))
    countSelf()
  }

  private mutating func set(_ verdict: Verdict?, at place: Int) {
    let old = verdicts[place]
    verdicts[place] = verdict
    if old == nil, let verdict {
      doneCount += 1
      moments = moments.suffix(Self.recentCount - 1) + [verdict.at]
    } else if let old, verdict == nil {
      doneCount -= 1
      if moments.last == old.at { moments.removeLast() }
    }
  }

  private func verdict(on clip: Clip, isSecond: Bool) -> Verdict? {
    let own = clip.annotations.last { annotation in
      annotation.annotator == annotator && annotation.created >= begun && annotation.span == nil
        && (annotation.wholeTier == ReservedTier.secondLook) == isSecond
    }
    if isDecision, own?.isFlag != true {
      guard !clip.isDisputed else { return nil }
      // What conflicts of libraries came to is told by nothing but that they are gone.
      let names = clip.decision == nil ? [] : clip.labels.sorted()
      return Verdict(names: names, isFlag: false, at: own?.created ?? moments.last ?? begun)
    }
    return own.map { newest in
      let isFlag = newest.isFlag || isSecond && ClipFlag(rawValue: newest.label) != nil
      let opinion =
        isFlag ? nil : clip.opinion(of: annotator, in: isSecond ? ReservedTier.secondLook : nil)
      return Verdict(
        names: opinion?.labels ?? [newest.label], isFlag: isFlag, at: newest.created)
    }
  }

  private mutating func countSelf() {
    let pairs = secondLooks
    selfCounts = (pairs.count { $0.0 == $0.1 }, pairs.count)
  }

  /// What was said the first and the second time.
  var secondLooks: [(String, String)] {
    seconds.compactMap { clip, place in
      guard let second = verdicts[place], let first = firsts[clip].flatMap({ verdicts[$0] })
      else { return nil }
      return (first.name, second.name)
    }
  }

  /// Verdicts a minute of late, without pauses; nil while there are too few.
  public var pace: Double? {
    let gaps = zip(moments, moments.dropFirst()).map { $1.timeIntervalSince($0) }
      .filter { $0 <= Self.pause }
    let sum = gaps.reduce(0, +)
    return gaps.count < 3 || sum <= 0 ? nil : Double(gaps.count) / sum * 60
  }

  /// Seconds until there are as many verdicts as wanted, at this pace.
  public var secondsLeft: Double? {
    pace.flatMap { isAtTarget ? nil : Double(target - doneCount) / $0 * 60 }
  }

  /// Seconds that went into the verdicts, without pauses.
  var workedSeconds: Double {
    let all = verdicts.compactMap { $0?.at }.sorted()
    return zip(all, all.dropFirst()).map { $1.timeIntervalSince($0) }.filter { $0 <= Self.pause }
      .reduce(0, +)
  }

  /// Sessions are equal where they are of the same clips and verdicts.
  public static func == (one: ReviewSession, other: ReviewSession) -> Bool {
    one.plan == other.plan && one.begun == other.begun && one.items == other.items
      && one.verdicts == other.verdicts && one.deferred == other.deferred
  }
}
