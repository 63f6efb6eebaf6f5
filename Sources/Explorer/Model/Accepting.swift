import Labeling

extension AppState {
  /// What one key takes for a clip: the suggestion where its label is doubted, else what the model
  /// says.
  func proposal(for clip: Clip) -> (label: String, by: String)? {
    if browser.scope?.isOfDoubts == true, let doubt = model.doubts.doubt(about: clip) {
      return (doubt.suggested, LabelDoubts.origin)
    }
    guard let best = model.best(of: clip), let card = model.card, !card.isTooLong(clip.duration),
      ModelCard.canLabel(best.label)
    else { return nil }
    return (best.label, card.name)
  }

  /// Takes what the model says as the label of the picks, or of the clip under the cursor.
  mutating func acceptProposal() -> [Effect] {
    if case .readOnly(let failure) = access {
      notice = Notice(failure, at: now)
      return []
    }
    if let side = chosenSide { return decide(for: side) }
    if let effects = acceptModelRegion() { return effects }
    let targets = clipsToLabel
    let isOfPicks = hasPicks
    let edits = targets.compactMap { clip in
      proposal(for: clip).flatMap {
        edit(of: clip, $0.label, origin: .accepted(model: $0.by))
      }
    }
    browser.picks = []
    browser.rangeStart = nil
    if let first = targets.first.flatMap(proposal) {
      lastLabel = LabelChange(label: first.label)
    }
    if !isOfPicks, mode.goesOnAfterLabel, pair == nil { advance() }
    guard !edits.isEmpty else { return [] }
    return perform(edits.count == 1 ? edits[0] : .batch(edits))
  }

  /// Says that the label of the clip under the cursor is right, whatever the model says.
  mutating func keepLabel() -> [Effect] {
    if conflictToDecide != nil { return keepBothSides() }
    if isReviewing, library.labels.isMultiple { return keepLabels() }
    if isReviewing { return shownWhole.map { self.label($0.label) } ?? [] }
    guard let clip = current, let label = clip.label else { return [] }
    guard model.keptLabels.insert(clip.id).inserted else {
      model.keptLabels.remove(clip.id)
      say("\(label) is not confirmed any more.", "{keep-label} confirms it")
      return []
    }
    let edit = edit(of: clip, label, origin: .person, step: .add)
    if mode.goesOnAfterLabel { advance() }
    return edit.map { perform($0) } ?? []
  }

  /// Goes to the next clip whose label is not what the model says.
  mutating func moveToDifference(step: Int) -> [Effect] {
    let (verdicts, clips) = (model, library.clips)
    guard
      let row = browser.row(
        from: browser.cursor, step: step,
        wherePlace: { verdicts.verdict(on: $0, in: clips) == .differs })
    else {
      say(
        "The model differs from no label here.",
        model.sweptCount > 0 ? "\(Format.count(model.sweptCount)) clips wait" : "")
      return []
    }
    return moveThroughList(to: row)
  }
}

extension LabelDoubts {
  /// The name under which suggestions are taken.
  static let origin = "label-errors"
}
