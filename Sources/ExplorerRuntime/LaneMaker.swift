import Acoustics
import Explorer
import SoundFiles

/// Makes pictures of features that have a few values a frame.
package enum LaneMaker {
  /// The features that it makes.
  static let features: Set<FeatureID> = [
    .yin, .pyin, .praatPitch, .formants, .intensity, .onsetStrength,
  ]

  /// The picture.
  ///
  /// - Parameter isWanted: Asked between pieces.
  /// - Returns: Nil if it was not wanted any more.
  /// - Throws: Why it can't be made; that too much is visible is a reason.
  package static func picture(
    _ feature: FeatureID, of key: PictureKey, at path: [UInt8],
    isWanted: () -> Bool = { true }
  ) throws(Failure) -> ClipPicture? {
    let maker = try PictureMaker(
      path, clip: key.clipSpan, span: key.span, columns: key.columns, feature: nil,
      channel: key.channel)
    let rate = maker.file.facts.sampleRate
    guard Double(maker.span.count) <= LanePicture.longest * rate else {
      throw Failure(
        what: "Computed of 2 minutes at most", why: "+ shows less", remedy: "press + to see less")
    }
    let margin = Int(LanePicture.margin * rate)
    let wide = (maker.span.lowerBound - margin..<maker.span.upperBound + margin)
      .clamped(to: 0..<maker.file.facts.sampleCount)
    let samples = try maker.read(wide)
    let plain = maker.picture([], WaveformPicture(grid: maker.grid), isPreview: false)
    do {
      let lane = try LanePicture.picture(
        feature, samples: samples, firstSample: wide.lowerBound, sampleRate: rate,
        grid: maker.grid, pitches: key.pitches, isWanted: isWanted)
      guard let lane else { return nil }
      return ClipPicture(
        feature: lane, waveform: plain.waveform, sampleRate: rate,
        channelCount: plain.channelCount, clipSamples: plain.clipSamples)
    } catch {
      throw Failure(error)
    }
  }
}
