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

extension WindowOpinions {
  /// A window below this score says nothing.
  static let least: Float = 0.5

  /// Windows that follow each other and say the same, brought together.
  ///
  /// Windows overlap by half; between two classes the border lies in the middle of what both claim.
  func regions(_ labels: [String]) -> [ModelRegion] {
    var regions: [ModelRegion] = []
    for window in windows {
      guard let best = window.prediction.best, best.score >= WindowOpinions.least,
        labels.indices.contains(best.label), labels[best.label] != "_silence_"
      else { continue }
      let label = labels[best.label]
      guard let last = regions.last, last.span.upperBound > window.span.lowerBound else {
        regions.append(ModelRegion(span: window.span, label: label, score: best.score))
        continue
      }
      if last.label == label {
        regions[regions.count - 1] = ModelRegion(
          span: last.span.lowerBound..<max(last.span.upperBound, window.span.upperBound),
          label: label, score: max(last.score, best.score))
      } else {
        let border = (window.span.lowerBound + last.span.upperBound) / 2
        regions[regions.count - 1] = ModelRegion(
          span: last.span.lowerBound..<border, label: last.label, score: last.score)
        regions.append(
          ModelRegion(
            span: border..<window.span.upperBound, label: label, score: best.score))
      }
    }
    return regions
  }
}

extension AppState {
  /// The regions that the model sees in the clip under the cursor; nil where it does not look.
  var modelRegions: [ModelRegion]? {
    guard mode == .label || mode == .spectrogram, let clip = current, let card = model.card,
      let windows = model.windows, windows.clip == ClipToJudge(clip), windows.model == card.id
    else { return nil }
    return windows.regions(card.labels)
  }

  /// The region that the model sees under the cursor.
  var modelRegion: ModelRegion? {
    guard let sample = cursorSample else { return nil }
    return modelRegions?.first { $0.span.contains(sample) }
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
      return model.windows?.isOver == false
        ? "\(name) has not heard this place yet." : "\(name) hears nothing under the cursor."
    }
    let window = Format.number(card.seconds, decimals: 1) + " s"
    return
      "\(name) hears \(window) at a time: in {go-label}, {accept-prediction} takes what it hears under the cursor."
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
