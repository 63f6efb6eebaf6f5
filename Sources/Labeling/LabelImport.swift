#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What files of labels change in a library.
///
/// What is there already is not added again, so importing a file twice changes nothing. Everybody
/// has one label of a clip as a whole: one that is imported takes the place of that of the same
/// person or of nobody; one that nobody signed takes the place of that which is shown.
public struct LabelImport: Sendable {
  /// A label and the clip that it is of.
  public typealias Pair = (label: ImportedLabel, clip: Clip)

  /// The changes in order.
  public private(set) var edits: [LibraryEdit] = []
  /// How many labels were there already.
  public private(set) var unchanged = 0
  private var count = LossCount()
  private var known: [ID<Clip>: Set<RegionKey>] = [:]
  /// Labels of wholes that another one took the place of.
  private var replaced: Set<UUID> = []
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
    var last: [WholeKey: Int] = [:]
    for (place, pair) in pairs.enumerated() where pair.label.seconds == nil {
      if pair.label.hertz == nil { last[WholeKey(pair)] = place }
    }
    for (place, pair) in pairs.enumerated() {
      guard !pair.label.label.isEmpty else {
        count.count("regions without a label")
        continue
      }
      if pair.label.seconds == nil, pair.label.hertz == nil {
        guard last[WholeKey(pair)] == place else {
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
    let rivals = rivals(of: pair)
    let same = rivals.last { $0.label == label.label }
    if let same, label.origin != .person || same.origin == .person {
      unchanged += 1
      return
    }
    let old = same ?? (label.signature == nil ? clip.wholeAnnotation : rivals.last)
    guard var new = label.annotation(id: old?.id ?? id(), of: clip, origin: origin, now: now)
    else { return }
    new.tier = new.tier ?? old?.tier
    new.note = new.note ?? old?.note
    new.attributes.merge(old?.attributes ?? [:]) { new, _ in new }
    if let old { replaced.insert(old.id) }
    edits.append(old.map { .replace($0, with: new) } ?? .add(new))
  }

  /// What a label of the whole may take the place of.
  private func rivals(of pair: Pair) -> [Annotation] {
    let wholes = pair.clip.annotations.filter { $0.span == nil && !replaced.contains($0.id) }
    guard let annotator = pair.label.signature else { return wholes.filter { !$0.isFlag } }
    return wholes.filter {
      ["", annotator].contains($0.annotator) && $0.tier == pair.label.tier
    }
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

/// Whose label of the whole of which clip.
private struct WholeKey: Hashable {
  let clip: ID<Clip>
  let annotator: String?
  let tier: String?

  init(_ pair: LabelImport.Pair) {
    clip = pair.clip.id
    annotator = pair.label.signature
    tier = annotator == nil ? nil : pair.label.tier
  }
}

extension ImportedLabel {
  /// Who gave it; nil if nobody signed it.
  fileprivate var signature: String? { annotator?.isEmpty == false ? annotator : nil }
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
