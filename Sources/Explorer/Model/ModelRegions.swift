import CellCanvas
import Labeling

/// A stretch of a long recording of which the model says one class.
public struct ModelRegion: Sendable, Equatable {
  /// The samples of the recording.
  public let span: Range<Int>
  /// The class.
  public let label: String
  /// The highest score of its windows.
  public let score: Float
}

extension AppState {
  /// What the model says of the clip under the cursor, window by window; nil where it does not.
  var windowOpinions: WindowOpinions? {
    guard mode == .label || mode == .spectrogram, let clip = current, let card = model.card,
      let windows = model.windows, windows.clip == ClipToJudge(clip), windows.model == card.id
    else { return nil }
    return windows
  }

  /// The region that the model sees under the cursor.
  var modelRegion: ModelRegion? {
    guard let sample = cursorSample, let windows = windowOpinions,
      let place = windows.place(after: sample),
      windows.regions[place].span.contains(sample)
    else { return nil }
    return windows.region(place)
  }

  /// Whether what the model says is taken as regions here: in the mode of regions, and wherever
  /// the clip is too long for a label of all of it.
  var takesModelRegions: Bool {
    mode == .label || model.card?.isTooLong(current?.duration) == true
  }

  /// The region under the cursor that one key takes.
  var regionToTake: ModelRegion? {
    guard takesModelRegions, mode == .label || browser.picks.isEmpty, let region = modelRegion,
      ModelCard.canLabel(region.label)
    else {
      return nil
    }
    return region
  }

  /// Why nothing that the model says of a long recording can be taken; nil where that is not the
  /// reason.
  var windowRefusal: String? {
    guard let card = model.card, let clip = current, card.isTooLong(clip.duration) else {
      return nil
    }
    let name = DisplayText(card.name).cutMiddle(to: 16).text
    if let region = modelRegion, !ModelCard.canLabel(region.label) {
      return "\(name) says \(region.label) here, which is no label."
    }
    guard mode != .label, mode != .spectrogram else {
      return isUnheardHere
        ? "\(name) has not heard this place yet." : "\(name) hears nothing under the cursor."
    }
    let window = Format.number(card.seconds, decimals: 1) + " s"
    return
      "\(name) hears \(window) at a time: in {go-label}, {accept-prediction} takes what it hears under the cursor."
  }

  /// Whether the model has yet to come to the place under the cursor.
  private var isUnheardHere: Bool {
    guard let windows = windowOpinions, let sample = cursorSample else { return false }
    return !windows.isHeard(at: sample)
  }

  /// Takes the region that the model sees under the cursor.
  mutating func acceptModelRegion() -> [Effect]? {
    guard let region = regionToTake, let clip = current, let card = model.card else { return nil }
    let isThere = clip.regions.contains { $0.span == region.span && $0.label == region.label }
    guard !isThere else {
      say("That region is there already.")
      return []
    }
    var annotation = Annotation(
      id: ids.uuid(), clip: clip.id, span: region.span, label: region.label,
      origin: .accepted(model: card.name), annotator: annotator, created: now)
    annotation.confidence = region.score
    lastLabel = LabelChange(label: region.label)
    let effects = perform(.add(annotation))
    if mode == .label { marking.region = annotation.id }
    return effects
  }
}
