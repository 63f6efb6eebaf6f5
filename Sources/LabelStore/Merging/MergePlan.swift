import Foundation
import Labeling

/// What another library changes in this one.
///
/// Of an annotation that only one side changed since both were the same, that side counts. Where both
/// did, both stay: of a region side by side, of a whole clip under the two names, or in a tier of
/// their own where one person said both.
struct MergePlan {
  /// The changes in order.
  private(set) var steps: [LibraryEdit] = []
  private(set) var report = MergeReport()
  private let ours: [UUID: Annotation]
  private let ourTouch: MergeTouch
  private let theirTouch: MergeTouch
  /// What is said of whole clips and regions here, as it becomes.
  private var byClip: [Int64: [Annotation]]

  /// Compares annotations.
  ///
  /// - Parameters:
  ///   - theirs: The other library's, of clips of this one, oldest first.
  ///   - theirTouch: What the other library changed.
  init(
    _ ours: [Annotation], _ ourTouch: MergeTouch, _ theirs: [Annotation], _ theirTouch: MergeTouch
  ) {
    self.ours = Dictionary(ours.map { ($0.id, $0) }) { first, _ in first }
    self.ourTouch = ourTouch
    self.theirTouch = theirTouch
    byClip = Dictionary(grouping: ours, by: \.clip.row)
    report.read = theirs.count
    let there = Dictionary(theirs.map { ($0.id, $0) }) { first, _ in first }
    // What goes makes room first.
    for own in ours where there[own.id] == nil { leave(own) }
    for annotation in theirs {
      if let own = self.ours[annotation.id] { compare(own, annotation) }
    }
    // What is new may say what one of those said before.
    for annotation in theirs where self.ours[annotation.id] == nil { take(annotation) }
  }

  /// Of what only this library has.
  private mutating func leave(_ own: Annotation) {
    guard theirTouch.annotations.contains(own.id) else { return }
    guard !ourTouch.annotations.contains(own.id) else {
      conflict(.removed, own, nil)
      return
    }
    steps.append(.remove(own))
    replace(own, by: nil)
    report.removed += 1
  }

  /// Of what both have.
  private mutating func compare(_ own: Annotation, _ other: Annotation) {
    let isTheirs = theirTouch.annotations.contains(own.id)
    let isOurs = ourTouch.annotations.contains(own.id)
    if own == other || isOurs && !isTheirs {
      report.unchanged += 1
    } else if isTheirs && !isOurs || own.saysTheSame(as: other) && own.created < other.created {
      if let rival = rival(of: other, besides: own.id), rival.annotator == other.annotator {
        keepBoth(.labelled, rival, other)
        return
      }
      steps.append(.replace(own, with: other))
      replace(own, by: other)
      report.changed += 1
    } else if own.saysTheSame(as: other) || !isTheirs && !isOurs {
      // Where nobody changed it since, an earlier merge kept both.
      report.unchanged += 1
    } else {
      keepBoth(.changed, own, other)
    }
  }

  /// Of what only the other library has.
  private mutating func take(_ other: Annotation) {
    if other.isConflict { return takeConflict(other) }
    if ourTouch.annotations.contains(other.id) {
      // It was taken away here.
      guard theirTouch.annotations.contains(other.id) else {
        report.unchanged += 1
        return
      }
      add(other)
      conflict(.removed, nil, other)
      return
    }
    let here = byClip[other.clip.row] ?? []
    if here.contains(where: { $0.saysTheSame(as: other) && $0.annotator == other.annotator }) {
      report.unchanged += 1
      return
    }
    guard let rival = rival(of: other, besides: nil) else {
      add(other)
      return
    }
    if other.origin == .folder, rival.origin != .folder {
      report.unchanged += 1
    } else if rival.origin == .folder, other.origin != .folder {
      steps.append(.replace(rival, with: other))
      replace(rival, by: other)
      report.changed += 1
    } else {
      keepBoth(.labelled, rival, other)
    }
  }

  /// Takes over what is not decided there, unless it is told here too.
  private mutating func takeConflict(_ other: Annotation) {
    let here = (byClip[other.clip.row] ?? []).filter(\.isConflict)
    guard !theirsIsSettled(other), !here.contains(where: { $0.attributes == other.attributes })
    else {
      report.unchanged += 1
      return
    }
    var copy = other
    copy.tier = ReservedTier.conflict(besides: here)
    add(copy)
  }

  /// Whether a conflict of the other side was decided here.
  private func theirsIsSettled(_ other: Annotation) -> Bool {
    ourTouch.annotations.contains(other.id)
  }

  /// Tells of conflicts that labels of the clip do not show by themselves.
  mutating func tell(_ more: [MergeReport.Conflict], at now: Date) {
    report.conflicts += more
    for conflict in report.conflicts where !conflict.isShownByLabels {
      let here = (byClip[conflict.clip.row] ?? []).filter(\.isConflict)
      add(conflict.annotation(in: ReservedTier.conflict(besides: here), at: now))
      report.added -= 1
    }
  }

  /// Adds what the other side says beside what this one says.
  private mutating func keepBoth(
    _ kind: MergeReport.Conflict.Kind, _ own: Annotation, _ other: Annotation
  ) {
    var copy = other.moved(to: other.clip, id: ours[other.id] == nil ? other.id : UUID())
    let tiers = Set(
      (byClip[other.clip.row] ?? []).filter {
        $0.span == nil && $0.annotator == copy.annotator
      }.map { $0.tier ?? "" })
    if copy.span == nil, tiers.contains(copy.tier ?? "") {
      let names = [ReservedTier.merged] + (2...99).map { "\(ReservedTier.merged) \($0)" }
      copy.tier = names.first { !tiers.contains($0) } ?? copy.id.uuidString
    }
    add(copy)
    if own.label != copy.label || own.span != nil { conflict(kind, own, copy) }
  }

  private mutating func add(_ annotation: Annotation) {
    steps.append(.add(annotation))
    replace(nil, by: annotation)
    report.added += 1
  }

  private mutating func replace(_ old: Annotation?, by new: Annotation?) {
    if let old { byClip[old.clip.row]?.removeAll { $0.id == old.id } }
    if let new { byClip[new.clip.row, default: []].append(new) }
  }

  private mutating func conflict(
    _ kind: MergeReport.Conflict.Kind, _ ours: Annotation?, _ theirs: Annotation?
  ) {
    guard let clip = (ours ?? theirs)?.clip else { return }
    report.conflicts.append(
      MergeReport.Conflict(kind: kind, clip: clip, ours: ours, theirs: theirs))
  }

  /// What is said of the same whole clip in the same tier, by the same person first.
  private func rival(of other: Annotation, besides id: UUID?) -> Annotation? {
    guard other.span == nil else { return nil }
    let rivals = (byClip[other.clip.row] ?? []).filter {
      $0.span == nil && $0.tier == other.tier && $0.id != id && $0.id != other.id
    }
    return rivals.first { $0.annotator == other.annotator } ?? rivals.last
  }
}

extension Annotation {
  /// Whether it says the same of the same place, whoever says it.
  fileprivate func saysTheSame(as other: Annotation) -> Bool {
    clip == other.clip && span == other.span && hertz == other.hertz && label == other.label
      && tier == other.tier && note == other.note && confidence == other.confidence
      && attributes == other.attributes
  }
}
