#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What files of labels change in a library.
///
/// What is there already is not added again, so importing a file twice changes nothing. A clip has
/// one label as a whole: one that is imported takes the place of another one.
public struct LabelImport: Sendable {
  /// A label and the clip that it is of.
  public typealias Pair = (label: ImportedLabel, clip: Clip)

  /// The changes in order.
  public private(set) var edits: [LibraryEdit] = []
  /// How many labels were there already.
  public private(set) var unchanged = 0
  private var count = LossCount()
  private var known: [ID<Clip>: Set<RegionKey>] = [:]
  private let origin: Origin
  private let now: Date

  /// What got lost.
  public var losses: [Loss] { count.losses }

  /// Compares labels with what clips have.
  ///
  /// - Parameters:
  ///   - pairs: In the order of their files; the rates of the recordings are known.
  ///   - origin: Where they come from, unless their file says so.
  ///   - now: When they were given, unless their file says so.
  ///   - id: Makes the identity of a new annotation.
  public init(_ pairs: [Pair], origin: Origin, now: Date, id: () -> UUID) {
    self.origin = origin
    self.now = now
    var last: [ID<Clip>: Int] = [:]
    for (place, pair) in pairs.enumerated() where pair.label.seconds == nil {
      if pair.label.hertz == nil { last[pair.clip.id] = place }
    }
    for (place, pair) in pairs.enumerated() {
      guard !pair.label.label.isEmpty else {
        count.count("regions without a label")
        continue
      }
      if pair.label.seconds == nil, pair.label.hertz == nil {
        guard last[pair.clip.id] == place else {
          count.count("labels of a recording that gets another one as a whole")
          continue
        }
        addWhole(pair, id)
      } else {
        addRegion(pair, id)
      }
    }
  }

  private mutating func addWhole(_ pair: Pair, _ id: () -> UUID) {
    let (label, clip) = pair
    let same = clip.annotations.last { $0.span == nil && $0.label == label.label }
    if let same, label.origin != .person || same.origin == .person {
      unchanged += 1
      return
    }
    let old = same ?? clip.wholeAnnotation
    guard var new = label.annotation(id: old?.id ?? id(), of: clip, origin: origin, now: now)
    else { return }
    new.tier = new.tier ?? old?.tier
    new.note = new.note ?? old?.note
    new.attributes.merge(old?.attributes ?? [:]) { new, _ in new }
    edits.append(old.map { .replace($0, with: new) } ?? .add(new))
  }

  private mutating func addRegion(_ pair: Pair, _ id: () -> UUID) {
    let (label, clip) = pair
    guard var new = label.annotation(id: id(), of: clip, origin: origin, now: now) else { return }
    if let span = new.span {
      let end = clip.samples.upperBound
      guard span.lowerBound < end || span.upperBound == end else {
        count.count("regions beyond the end of their recording")
        return
      }
      if span.upperBound > end {
        count.count("what lies beyond the end of a recording")
        new.span = span.lowerBound..<end
      }
    }
    if known[clip.id] == nil {
      known[clip.id] = Set(clip.annotations.map { RegionKey($0, in: clip) })
    }
    if known[clip.id]?.insert(RegionKey(new, in: clip)).inserted == true {
      edits.append(.add(new))
    } else {
      unchanged += 1
    }
  }
}

/// What tells one region of a clip from another.
private struct RegionKey: Hashable {
  let span: Range<Int>
  /// Limits in thousandths of hertz, finer than formats write them; nil for all frequencies.
  let limits: [Double]?
  let label: String
  let tier: String?

  init(_ annotation: Annotation, in clip: Clip) {
    span = annotation.span ?? clip.samples
    let nyquist = Float(clip.recording.sampleRate / 2)
    limits = annotation.hertz.flatMap { hertz in
      // Raven writes all frequencies where there is no range.
      if hertz.lowerBound <= 0, hertz.upperBound >= nyquist { return nil }
      return [hertz.lowerBound, hertz.upperBound].map { (Double($0) * 1000).rounded() }
    }
    label = annotation.label
    tier = annotation.tier
  }
}
