import Labeling

/// What a blind review takes out of sight: labels of others, and the model.
struct Veil: Sendable, Equatable {
  /// What others said, clip by clip, oldest first.
  var annotations: [ID<Clip>: [Annotation]] = [:]
  /// The model and what it says; nil where it is not hidden.
  var model: ModelState?
}

extension AppState {
  /// What the review under way hides.
  var blindness: ReviewPlan.Blindness { review.session?.plan.blindness ?? ReviewPlan.Blindness() }

  /// Takes out of sight what the review hides.
  mutating func drawVeil() {
    if blindness.predictions, review.veil.model == nil {
      review.veil.model = model
      model = ModelState()
      model.looksForOne = false
    }
    guard blindness.labels else { return }
    review.veil.annotations = [:]
    var clips = library.clips
    for place in clips.indices {
      let hidden = clips[place].annotations.filter(isForeign)
      guard !hidden.isEmpty else { continue }
      review.veil.annotations[clips[place].id] = hidden
      clips[place].annotations.removeAll(where: isForeign)
    }
    library = Library(clips: clips, labels: library.labels)
  }

  /// Brings back into sight what the review hid.
  mutating func liftVeil() {
    for annotation in review.veil.annotations.values.joined() { library.apply(.add(annotation)) }
    review.veil.annotations = [:]
    if let hidden = review.veil.model {
      model = hidden
      model.mustSweep = true
      review.veil.model = nil
    }
  }

  /// Takes out of sight what edits brought.
  mutating func veil(_ edits: [LibraryEdit]) {
    guard blindness.labels else { return }
    for step in edits.flatMap(\.steps) {
      guard case .remove(let old) = step.withoutSuccessor else { continue }
      review.veil.annotations[old.clip]?.removeAll { $0.id == old.id }
    }
    for id in edits.flatMap(\.clips) {
      for annotation in library[id]?.annotations.filter(isForeign) ?? [] {
        library.apply(.remove(annotation))
        review.veil.annotations[id, default: []].append(annotation)
      }
    }
  }

  /// Takes what comes of models while they are hidden.
  mutating func takeBehindVeil(_ arrival: ModelArrival) -> [Effect] {
    guard let hidden = review.veil.model else { return take(arrival) }
    let (shown, notice) = (model, notice)
    model = hidden
    review.veil.model = nil
    let effects = take(arrival)
    review.veil.model = model
    model = shown
    self.notice = notice
    return effects
  }

  private func isForeign(_ annotation: Annotation) -> Bool { annotation.annotator != annotator }
}

extension LibraryEdit {
  /// A step that changes an annotation as one that only removes it.
  fileprivate var withoutSuccessor: LibraryEdit {
    if case .replace(let old, _) = self { .remove(old) } else { self }
  }
}
