import Labeling

extension AppState {
  /// The labels of a clip in words; of a second look, the one that is shown.
  func labelText(of clip: Clip, _ shown: Annotation?) -> String {
    guard let shown else { return "" }
    let labels = shownLabels(of: clip, shown)
    return labels.count < 2 ? shown.label : labels.joined(separator: ", ")
  }

  /// The labels of a clip that are shown, the first one first.
  func shownLabels(of clip: Clip, _ shown: Annotation) -> [String] {
    if shown.tier == ReservedTier.secondLook {
      return clip.opinion(of: shown.annotator, in: ReservedTier.secondLook)?.annotations
        .map(\.label) ?? [shown.label]
    }
    return clip.labels
  }

  /// The labels of the clip under the cursor that are shown.
  var labelsShown: [String] {
    guard let clip = current, let shown = shownWhole else { return [] }
    return shownLabels(of: clip, shown)
  }
}
