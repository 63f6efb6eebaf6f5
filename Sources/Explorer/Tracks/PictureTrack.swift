import Acoustics
import CellCanvas

/// What can be drawn over the picture.
public enum PictureTrack: String, Sendable, Hashable, CaseIterable {
  /// The pitch by autocorrelation.
  case pitch
  /// The formants by Burg's prediction.
  case formants

  /// What is computed for it.
  public var feature: FeatureID {
    switch self {
    case .pitch: .praatPitch
    case .formants: .formants
    }
  }

  /// The lowest pitch of voices in hertz: what lies below is never looked for by itself.
  static let voiceFloor: Float = 65
}

extension AppState {
  /// The picture that a track is drawn of; nil where it is not drawn.
  public func trackKey(_ track: PictureTrack) -> PictureKey? {
    guard viewport.tracks.contains(track), viewport.view.hasLevels, let key = currentKey else {
      return nil
    }
    return PictureKey(
      clip: key.clip, path: key.path, clipSpan: key.clipSpan, span: key.span,
      columns: key.columns, feature: track.feature, channel: key.channel,
      pitches: track == .pitch ? pitchRange : nil)
  }

  /// The pictures of the tracks that are drawn.
  var trackKeys: [PictureKey] { PictureTrack.allCases.compactMap(trackKey) }

  /// The values of a track, once they are there.
  func trackPicture(_ track: PictureTrack) -> FeaturePicture? {
    guard let key = trackKey(track), case .ready(let picture)? = pictures[key] else { return nil }
    return picture.feature
  }

  /// Why tracks are not drawn that are asked for; nil if they are, or are being made.
  var trackFailure: Failure? {
    for key in trackKeys {
      if case .failed(let failure)? = pictures[key] { return failure }
    }
    return nil
  }

  /// Where pitches are looked for: in what the picture shows, where that begins above the pitch of
  /// voices; nil for the usual range.
  var pitchRange: ClosedRange<Double>? {
    guard let visible = viewport.hertz, visible.lowerBound > PictureTrack.voiceFloor,
      visible.lowerBound < visible.upperBound
    else { return nil }
    return Double(visible.lowerBound)...Double(visible.upperBound)
  }

  /// What the tracks have at the cursor: `F0 182 Hz`, `F1 512`, a group each.
  var trackReadout: [String] {
    PictureTrack.allCases.flatMap { track -> [String] in
      guard let feature = trackPicture(track), let column = cursorColumn(of: feature) else {
        return []
      }
      let isShown = track != .formants || hasFormantsAtCursor
      return (0..<min(TrackMarks.formantCount, feature.binAxis.curveCount)).map { bin in
        let hertz = isShown ? feature[column: column, bin: bin] : 0
        let text = hertz > 0 ? Format.number(Double(hertz), decimals: 0) : Format.dash
        return track == .pitch
          ? "F0 " + DisplayText(text).paddedLeft(to: 3).text + " Hz"
          : "F\(bin + 1) " + DisplayText(text).paddedLeft(to: 4).text
      }
    }
  }
}
