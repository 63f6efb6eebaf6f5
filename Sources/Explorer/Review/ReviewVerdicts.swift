import Labeling

extension AppState {
  /// The place of the clip under the cursor in the review under way; nil outside of one.
  var reviewItem: ReviewItem? {
    guard isReviewing, let items = review.session?.items, items.indices.contains(browser.cursor)
    else { return nil }
    return items[browser.cursor]
  }

  /// The annotation of the clip as a whole that a row of the list shows: of a clip that is served a
  /// second time that of the second look.
  func shownWhole(_ clip: Clip, atRow row: Int) -> Annotation? {
    guard isReviewing, let items = review.session?.items, items.indices.contains(row),
      items[row].isSecond
    else { return clip.wholeAnnotation }
    return clip.own(in: ReservedTier.secondLook, by: annotator)
  }

  /// What the review made of the clip of a row so far; nil for nothing, and outside of one.
  func reviewMark(row: Int) -> ReviewMark? {
    guard isReviewing, let session = review.session, session.items.indices.contains(row) else {
      return nil
    }
    if let verdict = session.verdicts[row] { return verdict.isFlag ? nil : .judged }
    return session.isDeferred(row) ? .deferred : nil
  }

  /// The annotation of the clip under the cursor that is shown.
  var shownWhole: Annotation? { current.flatMap { shownWhole($0, atRow: browser.cursor) } }

  /// The edit that makes a label a verdict: it is always one, also where nothing else changes.
  mutating func verdict(
    on clip: Clip, _ label: String?, origin: Origin, _ session: ReviewSession
  ) -> LibraryEdit? {
    let item = reviewItem.flatMap { $0.clip == clip.id ? $0 : nil }
    let tier = verdictTier(of: clip)
    let old = predecessor(of: clip, in: tier)
    guard let label else { return old.map { .remove($0) } }
    var new = Annotation(
      id: old?.id ?? ids.uuid(), clip: clip.id, label: label, tier: tier ?? old?.tier,
      origin: origin, annotator: annotator, created: now)
    new.note = old?.note
    let edit: LibraryEdit = old.map { .replace($0, with: new) } ?? .add(new)
    // Somebody who knows the label after all takes their flag back.
    guard let flag = clip.own(in: ReservedTier.flag, by: annotator), flag.created >= session.begun,
      item?.isSecond != true
    else { return edit }
    return .batch([.remove(flag), edit])
  }

  /// The tier of verdicts on a clip; nil for none, and outside of a review.
  func verdictTier(of clip: Clip) -> String? {
    guard isReviewing, let session = review.session else { return nil }
    if let item = reviewItem, item.clip == clip.id, item.isSecond { return ReservedTier.secondLook }
    return session.isDecision ? ReservedTier.decision : nil
  }

  /// What a verdict takes the place of: what is shown, or, behind a veil, the label of a folder.
  private func predecessor(of clip: Clip, in tier: String?) -> Annotation? {
    switch tier {
    case ReservedTier.decision?: clip.decision
    case let tier?: clip.own(in: tier, by: annotator)
    case nil:
      clip.wholeAnnotation
        ?? review.veil.annotations[clip.id]?.last {
          $0.isOpinionOfWhole && $0.tier == nil && $0.annotator.isEmpty
        }
    }
  }

  /// Flags the picks or the clip under the cursor; in a review that is a verdict. The same flag
  /// again takes it back.
  mutating func flag(_ flag: ClipFlag) -> [Effect] {
    let targets = clipsToLabel
    let isVerdict = isReviewing
    let edits = targets.compactMap { edit(of: $0, flag, isVerdict: isVerdict) }
    let wasPicked = hasPicks
    browser.picks = []
    browser.rangeStart = nil
    let isTaken = edits.allSatisfy { if case .remove = $0 { true } else { false } }
    if isVerdict, !wasPicked, !isTaken { advance() }
    guard !edits.isEmpty else { return [] }
    let effects = perform(edits.count == 1 ? edits[0] : .batch(edits))
    if !isVerdict {
      let clips = edits.count == 1 ? "" : " of \(Format.count(edits.count)) clips"
      say(
        isTaken ? "The flag\(clips) is gone." : "Flagged\(clips): \(flag.rawValue).",
        "{undo} undoes")
    }
    return effects
  }

  private mutating func edit(
    of clip: Clip, _ flag: ClipFlag, isVerdict: Bool
  ) -> LibraryEdit? {
    let item = reviewItem.flatMap { $0.clip == clip.id ? $0 : nil }
    let tier = item?.isSecond == true ? ReservedTier.secondLook : ReservedTier.flag
    let old = clip.own(in: tier, by: annotator)
    if !isVerdict, let old, old.label == flag.rawValue { return .remove(old) }
    let new = Annotation(
      id: old?.id ?? ids.uuid(), clip: clip.id, label: flag.rawValue, tier: tier, origin: .person,
      annotator: annotator, created: now)
    return old.map { .replace($0, with: new) } ?? .add(new)
  }

  /// Lets the clip under the cursor come back at the end.
  mutating func deferClip() -> [Effect] {
    guard isReviewing, review.session?.items.indices.contains(browser.cursor) == true else {
      return []
    }
    review.session?.postpone(browser.cursor)
    goOnInReview()
    review.record = review.session?.record
    return [.store(.keepReview(review.record))]
  }

  /// Goes to the next clip that needs a verdict.
  mutating func goOnInReview() {
    guard let row = review.session?.next(after: browser.cursor) else { return }
    browser.move(to: row)
    viewport.resetTime()
  }

  /// Looks at what edits did to the verdicts, behind the veil.
  mutating func followReview(_ edits: [LibraryEdit]) {
    guard review.session != nil else { return }
    veil(edits)
    if edits.contains(where: \.changesClips) {
      review.session?.lookUp(library)
      if isReviewing, let session = review.session,
        session.items.count != browser.order.count
      {
        let row = browser.cursor
        narrow(
          to: session.items.map(\.clip), .review(ofDoubts: session.plan.queue == .errors),
          title: session.plan.title)
        browser.move(to: row)
      }
    } else {
      review.session?.update(edits.flatMap(\.clips), library)
    }
    review.choice = 0
    showFiguresAtTarget()
  }

  /// Shows the figures once as many verdicts were given as wanted.
  private mutating func showFiguresAtTarget() {
    guard let session = review.session else { return }
    if session.isAtTarget, !review.hasShownTarget { overlay = .review }
    review.hasShownTarget = session.isAtTarget
  }

  /// The row of the list that an edit of one clip is about; nil outside of a review.
  func reviewRow(of edit: LibraryEdit) -> Int? {
    guard isReviewing, edit.clips.count == 1, let clip = edit.clips.first else { return nil }
    let isSecond = edit.steps.contains { step in
      switch step {
      case .add(let one), .remove(let one), .replace(let one, _):
        one.tier == ReservedTier.secondLook
      default: false
      }
    }
    return review.session?.place(of: clip, isSecond: isSecond)
  }
}

/// What a review made of a clip.
enum ReviewMark {
  /// There is a label for a verdict; flags have a mark of their own.
  case judged
  /// It comes back at the end.
  case deferred
}

extension Clip {
  /// Whether somebody found that it should not be used, so that no model learns from it.
  package var isUnusable: Bool {
    let names = [ClipFlag.quarantine.rawValue, ClipFlag.badAudio.rawValue]
    return annotations.contains { $0.isFlag && names.contains($0.label) }
  }

  /// What somebody says of it as a whole in a tier.
  func own(in tier: String, by annotator: String) -> Annotation? {
    annotations.last { $0.tier == tier && $0.span == nil && $0.annotator == annotator }
  }
}
