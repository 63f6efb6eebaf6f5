import Acoustics
import Labeling

/// The levels that a picture takes by itself.
///
/// They reach 70 dB down from the loudest level of the whole clip in the same view and channel,
/// rounded up to 5 dB, whatever part is shown. Where that is not known, the first part seen stands
/// for the clip.
public enum AutomaticLevels {
  /// Decibels from the darkest to the brightest level.
  static let range: Float = 70
  /// The lowest level that may be the brightest one.
  private static let lowestCeiling: Float = -50
  /// Samples up to which all of a clip is looked at for the levels of a part: less than a second's
  /// work.
  private static let longestClip = 1 << 26

  /// The darkest and brightest level for a loudest level; nil while no picture is there.
  static func levels(peak: Float?) -> ClosedRange<Float> {
    let ceiling = max(lowestCeiling, ((peak ?? 0) / 5).rounded(.up) * 5)
    return (ceiling - range)...ceiling
  }

  /// Whether a picture of the whole clip has to be made for the levels of this one.
  public static func needWholeClip(for picture: ClipPicture) -> Bool {
    picture.feature?.unit == .decibels && !picture.isOfWholeClip
      && picture.clipSamples.count <= longestClip
  }
}

extension AppState {
  /// The levels drawn darkest and brightest, in decibels.
  ///
  /// They are those chosen, else those that suit what is visible, else ``AutomaticLevels``.
  public var decibels: ClosedRange<Float> {
    if mode != .live, viewport.decibels == nil, viewport.view.hasLevels, let sight,
      sight.basis.key == currentKey, let levels = sight.levels
    {
      return levels
    }
    return viewport.decibels ?? wholeDecibels
  }

  /// The levels of the whole clip, or of live sound.
  private var wholeDecibels: ClosedRange<Float> {
    if mode == .live { return AutomaticLevels.levels(peak: live?.history?.range?.upperBound) }
    // Two clips side by side have the levels of the louder one.
    let peaks = [currentKey, otherKey].compactMap { $0.flatMap { pictures.peak(of: $0) } }
    return AutomaticLevels.levels(peak: peaks.max())
  }

  /// The levels of the overview, which is drawn as it was made.
  var overviewDecibels: ClosedRange<Float> {
    viewport.treatment == .none ? viewport.decibels ?? wholeDecibels : wholeDecibels
  }

  /// The picture of the whole clip, where the levels of the part shown wait for it.
  var keyForLevels: PictureKey? {
    guard let clip = current, let key = currentKey, case .ready(let picture)? = pictures[key],
      AutomaticLevels.needWholeClip(for: picture), !pictures.knowsPeak(ofAllOf: key)
    else { return nil }
    return pictureKey(of: clip, span: nil)
  }

  /// How levels become colors, in words, where that is not how it begins: what is done with them,
  /// and what the darkest and the brightest follow.
  var contrastWords: [String] {
    let treatment: [String] =
      switch viewport.treatment {
      case .none: []
      case .denoised: ["denoised"]
      case .peaks: ["peaks only"]
      case .normalized: ["PCEN"]
      }
    if viewport.decibels != nil {
      return treatment + [viewport.isLocked ? "levels locked" : "levels fixed"]
    }
    return treatment + (viewport.contrast == .visible ? ["auto levels"] : [])
  }

  /// Lets the levels follow what is visible, or the whole clip again.
  mutating func stepContrast() {
    if viewport.decibels == nil {
      viewport.contrast = viewport.contrast == .clip ? .visible : .clip
    }
    viewport.decibels = nil
  }

  /// Keeps the levels as they are for all that is shown, or lets them go.
  mutating func toggleLevelLock() {
    viewport.isLocked = viewport.decibels == nil
    viewport.decibels = viewport.decibels == nil ? decibels : nil
  }

  /// Draws levels treated in a way, or as they are.
  mutating func toggle(_ treatment: LevelTreatment) {
    viewport.treatment = viewport.treatment == treatment ? .none : treatment
    // Levels over a median are none of the sound.
    viewport.decibels = nil
  }

  /// Moves the floor by decibels; it stays at least 10 dB below the ceiling.
  mutating func moveFloor(by change: Float) {
    let now = decibels
    let floor = max(-200, min(now.lowerBound + change, now.upperBound - 10))
    viewport.decibels = floor...now.upperBound
    viewport.isLocked = false
  }

  /// Moves the ceiling by decibels; it stays at least 10 dB above the floor.
  mutating func moveCeiling(by change: Float) {
    let now = decibels
    let ceiling = min(60, max(now.upperBound + change, now.lowerBound + 10))
    viewport.decibels = now.lowerBound...ceiling
    viewport.isLocked = false
  }
}
