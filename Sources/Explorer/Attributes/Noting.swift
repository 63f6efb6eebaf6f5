import Labeling

extension AppState {
  /// What is noted about: the region in focus or under the cursor, else the label of the clip; nil
  /// for a clip without a label, whose note stands alone.
  var annotationToNote: Annotation? {
    if mode == .label || mode == .spectrogram, let region = focusedRegion ?? regionAtCursor {
      return region
    }
    return current.flatMap { $0.wholeAnnotation ?? $0.own(in: ReservedTier.note, by: annotator) }
  }

  /// The note of what is noted about, as the label pane shows it.
  var noteHere: String? {
    mode == .label && focusedRegion != nil ? focusedRegion?.note : annotationToNote?.note
  }

  /// Opens the line on the note that there is.
  mutating func typeNote() -> [Effect] {
    var prompt = Prompt(.note)
    prompt.replace(with: annotationToNote?.note ?? "")
    self.prompt = prompt
    return []
  }

  /// Keeps a note; an empty one is none.
  mutating func note(_ line: String) -> [Effect] {
    if let failure = Refusal.readOnly(self) {
      say(failure, kind: .refusal)
      return []
    }
    let text = line.trimmingBlanks
    let note = text.isEmpty ? nil : text
    guard let old = annotationToNote else {
      guard let clip = current, let note else { return [] }
      return perform(
        .add(
          Annotation(
            id: ids.uuid(), clip: clip.id, label: ReservedTier.note, tier: ReservedTier.note,
            note: note, origin: .person, annotator: annotator, created: now)))
    }
    guard old.note != note else { return [] }
    if note == nil, old.tier == ReservedTier.note { return perform(.remove(old)) }
    var new = old
    new.note = note
    return perform(.replace(old, with: new))
  }

  /// Opens the line on the confidence that there is.
  mutating func typeConfidence() -> [Effect] {
    var prompt = Prompt(.confidence)
    if let share = annotationsToDescribe.first?.confidence { prompt.replace(with: "\(share)") }
    self.prompt = prompt
    return []
  }

  /// Says how sure a label is, from 0 to 1; nothing takes it back.
  mutating func confide(_ line: String) -> [Effect] {
    let text = line.trimmingBlanks.replacing(",", with: ".")
    let number = Float(text)
    guard text.isEmpty || number.map({ (0...1).contains($0) }) == true else {
      var prompt = Prompt(.confidence)
      prompt.replace(with: line)
      prompt.flaw = "the confidence goes from 0 to 1"
      self.prompt = prompt
      return []
    }
    let edits = annotationsToDescribe.compactMap { old -> LibraryEdit? in
      var new = old
      new.confidence = number
      return new == old ? nil : .replace(old, with: new)
    }
    guard !edits.isEmpty else { return [] }
    return perform(edits.count == 1 ? edits[0] : .batch(edits))
  }
}
