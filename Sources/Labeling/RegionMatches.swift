/// Regions of clips, for finding what an imported one is already there as.
struct RegionMatches {
  /// What is there in the place of a region.
  enum Match {
    /// The same.
    case same
    /// The same region of the same person, of which something else is said.
    case other(Annotation)
  }

  private struct Entry {
    var annotation: Annotation
    /// Whether it was there before, and nothing that is imported was found in it.
    var isFree: Bool
  }

  private var entries: [ID<Clip>: [RegionKey: [Entry]]] = [:]

  /// Looks for a region.
  ///
  /// One that nobody signed is anybody's; one that somebody signed is theirs, or nobody's.
  ///
  /// - Returns: Nil if it is not there; then it counts as there from now on.
  mutating func match(_ new: Annotation, in clip: Clip) -> Match? {
    if entries[clip.id] == nil {
      entries[clip.id] = Dictionary(
        grouping: clip.annotations.map { Entry(annotation: $0, isFree: true) }
      ) { RegionKey($0.annotation, in: clip) }
    }
    let key = RegionKey(new, in: clip)
    let there = entries[clip.id]?[key] ?? []
    let places = there.indices.filter { isOf($0, new, there) }
    if let place = places.first(where: { new.saysNothing(beyond: there[$0].annotation) }) {
      entries[clip.id]?[key]?[place].isFree = false
      return .same
    }
    // What came in with the same import is another label, or importing it again would change it.
    let other = places.first { place in
      there[place].isFree && there[place].annotation.span != nil
        && new.mayChange(there[place].annotation)
    }
    if let place = other {
      let old = there[place].annotation
      entries[clip.id]?[key]?[place] = Entry(annotation: old.saying(new), isFree: false)
      return .other(old)
    }
    entries[clip.id]?[key, default: []].append(Entry(annotation: new, isFree: false))
    return nil
  }

  /// Whether an entry may be what a person said; those of the same person come first.
  private func isOf(_ place: Int, _ new: Annotation, _ entries: [Entry]) -> Bool {
    let annotator = entries[place].annotation.annotator
    if new.annotator.isEmpty || annotator == new.annotator { return true }
    guard annotator.isEmpty, entries[place].annotation.span != nil else { return false }
    return !entries.contains { $0.annotation.annotator == new.annotator }
  }
}

extension Annotation {
  /// Whether another one says all that this one does.
  func saysNothing(beyond other: Annotation) -> Bool {
    (annotator.isEmpty || annotator == other.annotator)
      && (note == nil || note == other.note)
      && (confidence == nil || confidence == other.confidence)
      && attributes.allSatisfy { other.attributes[$0.key] == $0.value }
  }

  /// Whether it may change another one: what somebody signed is only added to by others.
  fileprivate func mayChange(_ other: Annotation) -> Bool {
    guard annotator.isEmpty, !other.annotator.isEmpty else { return true }
    return (note == nil || other.note == nil || note == other.note)
      && (confidence == nil || other.confidence == nil || confidence == other.confidence)
      && attributes.allSatisfy { other.attributes[$0.key].map([$0.value].contains) ?? true }
  }

  /// The same with what another one says of it.
  func saying(_ new: Annotation) -> Annotation {
    var annotation = self
    if !new.annotator.isEmpty { annotation.annotator = new.annotator }
    annotation.note = new.note ?? note
    annotation.confidence = new.confidence ?? confidence
    annotation.attributes.merge(new.attributes) { _, new in new }
    return annotation
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
