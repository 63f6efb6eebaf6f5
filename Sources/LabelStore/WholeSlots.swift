import Labeling

/// The place of a label of a whole clip, in which a person has one at a time.
struct WholeSlot: Hashable {
  let clip: ID<Clip>
  let tier: String?
  let annotator: String
}

extension LibraryEdit {
  /// The places of labels of whole clips that it fills, empties or changes.
  var wholeSlots: Set<WholeSlot> {
    let touched = steps.flatMap { step -> [Annotation] in
      switch step {
      case .add(let annotation), .remove(let annotation): [annotation]
      case .replace(let old, let new): [old, new]
      default: []
      }
    }
    return Set(
      touched.filter { $0.span == nil }.map {
        WholeSlot(clip: $0.clip, tier: $0.tier, annotator: $0.annotator)
      })
  }
}
