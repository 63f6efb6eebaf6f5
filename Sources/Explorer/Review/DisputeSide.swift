import Labeling

/// One of the sides between which a review decides.
struct DisputeSide: Equatable {
  /// What choosing it does.
  enum Choice: Equatable {
    /// What the person says becomes the label.
    case opinion(PersonOpinion)
    /// The conflict of two libraries is decided so.
    case conflict([LibraryEdit])
  }

  /// Who says it.
  let name: String
  /// What is said, in words.
  let text: String
  /// The label whose color it has; nil for none.
  let label: String?
  /// When it was said, or how long it is.
  let detail: String
  /// What choosing it does.
  let choice: Choice
}

extension AppState {
  /// What people, or libraries that were merged, say of the clip under the cursor, where the review
  /// is about that; empty elsewhere.
  var sidesToDecide: [DisputeSide] {
    guard isReviewing, review.session?.isDecision == true, let clip = current else { return [] }
    let opinions = clip.opinions
    let isOpen = opinions.contains { $0.labels != opinions[0].labels } && clip.decision == nil
    if !isOpen, let conflict = clip.conflicts.first, let dispute = LibraryDispute(conflict) {
      return sides(of: dispute, conflict, clip)
    }
    return opinions.map { opinion in
      let time = String(Timestamp.text(opinion.newest.created).prefix(16))
      return DisputeSide(
        name: opinion.speaker, text: opinion.text, label: opinion.first.label,
        detail: time.replacing("T", with: " "), choice: .opinion(opinion))
    }
  }

  /// The side that the next key takes.
  var chosenSide: DisputeSide? {
    let sides = sidesToDecide
    return sides.isEmpty ? nil : sides[review.choice % sides.count]
  }

  /// The conflict of libraries that comes next; nil while people are decided between.
  var conflictToDecide: Annotation? {
    guard case .conflict? = sidesToDecide.first?.choice else { return nil }
    return current?.conflicts.first
  }

  private func sides(
    of dispute: LibraryDispute, _ conflict: Annotation, _ clip: Clip
  ) -> [DisputeSide] {
    [true, false].map { isOurs in
      let said = clip.annotations.first { $0.id == (isOurs ? dispute.ours : dispute.theirs) }
      let span =
        dispute.kind == LibraryDispute.trimmed
        ? (isOurs ? clip.span : dispute.theirLimits) : said?.span
      let rate = sampleRate ?? 0
      let name = isOurs ? "here" : "there"
      return DisputeSide(
        name: said.map { $0.annotator.isEmpty ? name : "\(name) \($0.annotator)" } ?? name,
        text: said?.label
          ?? (dispute.kind == LibraryDispute.trimmed ? "these limits" : "removed"),
        label: said?.label,
        detail: span.map { rate > 0 ? SelectionText.span($0, rate: rate) : "" } ?? "whole",
        choice: .conflict(
          dispute.edits(of: clip, forOurs: isOurs) + [.remove(conflict)]))
    }
  }

  /// Decides for a side, and goes on once nothing of the clip is open.
  mutating func decide(for side: DisputeSide) -> [Effect] {
    switch side.choice {
    case .opinion(let opinion):
      return opinion.labels.count > 1 || library.labels.isMultiple
        ? decide(for: opinion) : label(opinion.first.label)
    case .conflict(let edits): return settle(edits)
    }
  }

  /// Leaves both sides of the conflict that comes next.
  mutating func keepBothSides() -> [Effect] {
    conflictToDecide.map { settle([.remove($0)]) } ?? []
  }

  private mutating func settle(_ edits: [LibraryEdit]) -> [Effect] {
    let clip = current?.id
    let effects = perform(edits.count == 1 ? edits[0] : .batch(edits))
    if let clip, library[clip]?.isDisputed == false, current?.id == clip { advance() }
    return effects
  }
}
