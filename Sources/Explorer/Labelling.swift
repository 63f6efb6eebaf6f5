import Labeling

extension AppState {
  /// Gives the picked clips, or else what is marked or the clip under the cursor, a label, or clears
  /// those of clips.
  ///
  /// The edit is visible at once and shown as saved only when the store says so. A clip that
  /// already has that label from its folder is confirmed: the origin becomes `person`.
  mutating func label(_ label: String?) -> [Effect] {
    if mode == .live { return keepSound(label: label) }
    if case .readOnly(let failure) = access {
      notice = Notice(failure, at: now)
      return []
    }
    if let reason = Refusal.readOnly(self) {
      say(reason, kind: .refusal)
      return []
    }
    if let label, !hasPicks, let effects = labelMarked(label) {
      lastLabel = LabelChange(label: label)
      return effects
    }
    let targets = clipsToLabel
    guard !targets.isEmpty else {
      say("No clip here to label.", kind: .refusal)
      return []
    }
    lastLabel = LabelChange(label: label)
    let lacks = label.map { label in targets.contains { !$0.labels.contains(label) } } ?? false
    let step: LabelStep = targets.count > 1 && lacks ? .add : .turn
    let edits = targets.compactMap { edit(of: $0, label, step: step) }
    let wasPicked = hasPicks
    browser.picks = []
    browser.rangeStart = nil
    if !wasPicked, label != nil, mode.goesOnAfterLabel, pair == nil, !library.labels.isMultiple {
      advance()
    }
    guard !edits.isEmpty else { return [] }
    let effects = perform(edits.count == 1 ? edits[0] : .batch(edits))
    if wasPicked, isReviewing { goOnInReview() }
    return effects
  }

  /// Whether clips are picked, where the list is seen those of a range that is being made among them.
  var hasPicks: Bool { !browser.picks.isEmpty || hasRange }

  /// Whether a range is being made that can be seen.
  private var hasRange: Bool { browser.rangeStart != nil && Mode.withList.contains(mode) }

  /// Whether one of the clips that would be labelled is such a clip; many are asked where they lie.
  func hasClipToLabel(where holds: (Clip) -> Bool) -> Bool {
    guard hasPicks else { return current.map(holds) ?? false }
    if browser.picks.contains(where: { library[$0].map(holds) ?? false }) { return true }
    guard hasRange, let range = browser.range else { return false }
    return range.contains { holds(library.clips[browser.order[$0]]) }
  }

  /// The picked clips and those of a range that is being made, or else the one under the cursor.
  var clipsToLabel: [Clip] {
    guard hasPicks else { return [current].compactMap(\.self) }
    let range = (hasRange ? browser.range.map(Array.init) ?? [] : []).map {
      library.clips[browser.order[$0]].id
    }
    return browser.picks.union(range).sorted().compactMap { library[$0] }
  }

  /// Applies an edit to what is loaded and hands it to the store.
  mutating func perform(_ edit: LibraryEdit) -> [Effect] {
    apply([edit])
    guard saving.unsaved.isEmpty else {
      saving.unsaved.append(edit)
      return []
    }
    saving.begin(edit, at: now)
    return [.store(.commit(edit))]
  }

  /// Goes to the next clip, after an edit; in a review to the next that needs a verdict.
  mutating func advance() {
    if isReviewing { return goOnInReview() }
    if browser.cursor + 1 < browser.order.count {
      browser.move(to: browser.cursor + 1)
      viewport.resetTime()
    }
  }

  /// The edit that gives a clip a label, or takes it; nil if nothing would change.
  ///
  /// Where clips may have several labels, it adds one or takes it.
  mutating func edit(
    of clip: Clip, _ label: String?, origin: Origin = .person, step: LabelStep = .turn
  ) -> LibraryEdit? {
    if library.labels.isMultiple {
      guard let label else { return clearing(of: clip) }
      return severalEdit(of: clip, label, origin: origin, origin == .person ? step : .add)
    }
    if isReviewing, let session = review.session {
      return verdict(on: clip, label, origin: origin, session)
    }
    let old = clip.wholeAnnotation
    guard let label else { return old.map { .remove($0) } }
    guard let old else {
      return .add(
        Annotation(
          id: ids.uuid(), clip: clip.id, label: label, origin: origin, annotator: annotator,
          created: now))
    }
    if old.label == label, old.origin == .person || old.origin == origin { return nil }
    var new = Annotation(
      id: old.id, clip: old.clip, label: label, origin: origin, annotator: annotator,
      created: now)
    new.tier = old.tier
    new.note = old.note
    new.attributes = old.attributes
    return .replace(old, with: new)
  }
}
