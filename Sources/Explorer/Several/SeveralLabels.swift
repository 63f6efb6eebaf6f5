import Labeling

/// What a key does with a label where a clip may have several.
enum LabelStep {
  /// Adds it, or takes it if it is there; one that nobody gave is confirmed first.
  case turn
  /// Adds or confirms it.
  case add
}

extension AppState {
  /// The labels that keys add to and take from: in a review those of its tier.
  func labelsToChange(of clip: Clip) -> [Annotation] {
    guard let tier = verdictTier(of: clip) else { return clip.wholeAnnotations }
    if tier == ReservedTier.decision {
      return clip.decision == nil ? [] : clip.wholeAnnotations
    }
    return clip.opinion(of: annotator, in: tier)?.annotations.filter { !$0.isSecondFlag } ?? []
  }

  /// The edit that adds a label to those of a clip or takes it; nil if nothing would change.
  mutating func severalEdit(
    of clip: Clip, _ label: String, origin: Origin, _ step: LabelStep
  ) -> LibraryEdit? {
    let there = labelsToChange(of: clip)
    let old = there.first { $0.label == label }
    var edits: [LibraryEdit]
    var left: [Annotation]
    if let old, step == .turn, old.origin == .person {
      left = there.filter { $0.id != old.id }
      edits = removal(of: old, &left)
    } else if let old {
      guard old.origin != .person, old.origin != origin else { return nil }
      let new = old.relabelled(label, origin: origin, annotator, now)
      left = there.map { $0.id == old.id ? new : $0 }
      edits = [.replace(old, with: new)]
    } else {
      (edits, left) = addition(of: label, origin, to: there, of: clip)
    }
    if isReviewing { edits += stamps(on: clip, left) }
    if verdictTier(of: clip) == ReservedTier.secondLook,
      let flag = clip.own(in: ReservedTier.secondLook, by: annotator), flag.isSecondFlag
    {
      edits.insert(.remove(flag), at: 0)
    }
    return edits.count == 1 ? edits[0] : edits.isEmpty ? nil : .batch(edits)
  }

  /// Takes a label; where it was the first one, the next one becomes that.
  private func removal(of old: Annotation, _ left: inout [Annotation]) -> [LibraryEdit] {
    guard !old.isFurther, let next = left.first else { return [.remove(old)] }
    var first = next
    first.tier = old.tier
    left[0] = first
    return [.remove(old), .replace(next, with: first)]
  }

  /// Adds a label; what somebody else said is said by this annotator too, and theirs stays.
  private mutating func addition(
    of label: String, _ origin: Origin, to there: [Annotation], of clip: Clip
  ) -> (edits: [LibraryEdit], left: [Annotation]) {
    let tier = verdictTier(of: clip) ?? there.first?.wholeTier
    var left = there
    var edits: [LibraryEdit] = []
    if let speaker = there.first(where: { !$0.annotator.isEmpty })?.annotator, speaker != annotator
    {
      left = there.map { other in
        Annotation(
          id: ids.uuid(), clip: clip.id, label: other.label, tier: other.tier, note: other.note,
          confidence: other.confidence, attributes: other.attributes, origin: .person,
          annotator: annotator, created: now)
      }
      edits = left.map(LibraryEdit.add)
    }
    let new = Annotation(
      id: ids.uuid(), clip: clip.id, label: label,
      tier: there.isEmpty ? tier : ReservedTier.further(label, in: tier), origin: origin,
      annotator: annotator, created: now)
    return (edits + [.add(new)], left + [new])
  }

  /// What makes labels that stay a verdict of now, and takes a flag back.
  private func stamps(on clip: Clip, _ left: [Annotation]) -> [LibraryEdit] {
    guard let session = review.session else { return [] }
    var stamps: [LibraryEdit] = []
    let isVerdict = left.contains { $0.annotator == annotator && $0.created >= session.begun }
    if !isVerdict, let first = left.first(where: { $0.annotator == annotator }) {
      stamps.append(
        .replace(first, with: first.relabelled(first.label, origin: .person, annotator, now)))
    }
    if !left.isEmpty, reviewItem?.isSecond != true,
      let flag = clip.own(in: ReservedTier.flag, by: annotator), flag.created >= session.begun
    {
      stamps.append(.remove(flag))
    }
    return stamps
  }

  /// The edit that takes all labels of a clip; nil if it has none.
  func clearing(of clip: Clip) -> LibraryEdit? {
    let edits = labelsToChange(of: clip).map(LibraryEdit.remove)
    return edits.count == 1 ? edits[0] : edits.isEmpty ? nil : .batch(edits)
  }

  /// Says in a review that the labels of a clip are right, and goes on.
  mutating func keepLabels() -> [Effect] {
    guard let clip = current else { return [] }
    let edits = labelsToChange(of: clip).map { old in
      LibraryEdit.replace(old, with: old.relabelled(old.label, origin: .person, annotator, now))
    }
    advance()
    guard !edits.isEmpty else { return [] }
    return perform(edits.count == 1 ? edits[0] : .batch(edits))
  }

  /// Decides for what a person says of the clip, all of it, and goes on.
  mutating func decide(for opinion: PersonOpinion) -> [Effect] {
    guard let clip = current else { return [] }
    let old = clip.decision == nil ? [] : clip.wholeAnnotations
    let new = opinion.annotations.enumerated().map { place, said in
      Annotation(
        id: ids.uuid(), clip: clip.id, label: said.label,
        tier: place == 0
          ? ReservedTier.decision
          : ReservedTier.further(said.label, in: ReservedTier.decision),
        note: said.note, attributes: said.attributes, origin: .person, annotator: annotator,
        created: now)
    }
    advance()
    return perform(.batch(old.map(LibraryEdit.remove) + new.map(LibraryEdit.add)))
  }

  /// Lets clips have several labels, or one again.
  mutating func turnSeveralLabels() -> [Effect] {
    var labels = library.labels
    labels.isMultiple.toggle()
    let effects = perform(.labelSet(from: library.labels, to: labels))
    say(
      labels.isMultiple
        ? "A clip may have several labels: their keys add and take them."
        : "A clip has one label again; further ones stay.", "{undo} undoes")
    return effects
  }
}

extension Annotation {
  /// Whether it is the flag of a second look.
  fileprivate var isSecondFlag: Bool {
    tier == ReservedTier.secondLook && ClipFlag(rawValue: label) != nil
  }
}
