import Acoustics
import Explorer
import ExplorerRuntime

/// From samples to frames and pictures, in this process.
struct Spectra {
  let folder: SoundFolder
  private static let pictureLimit = 16.0
  private static let seconds = 20

  /// A clip's picture with reading the file, and frames of long sound.
  func rows() throws -> [Row] {
    let path = Array((folder.sounds + "/clip00000.wav").utf8)
    let picture = try ProcessorClock.milliseconds(rounds: 51) {
      _ = try PictureMaker.picture(
        of: path, span: nil, columns: 4 * 66, feature: .spectrogram, channel: nil)
    }
    return [
      Row(
        what: "spectrogram of a clip, file read", measured: picture, unit: "ms",
        limit: Self.pictureLimit),
      try frames(.spectrogram, "spectrogram"), try frames(.mfcc, "MFCC"),
    ]
  }

  /// Frames of 400 samples every 160 at 16 kHz, through a transform of 512.
  private func frames(_ feature: FeatureID, _ name: String) throws -> Row {
    let settings = AnalysisSettings.standard(sampleRate: 16_000)
    let samples = (0..<Self.seconds * 16_000).map { Float($0 * 7919 % 1000) / 1000 - 0.5 }
    let recipe = try FeatureRegistry.make(feature, settings).recipe
    var count = 0
    let work = try ProcessorClock.milliseconds(rounds: 9) {
      var analyzer = try SpectralAnalyzer(settings, recipe: recipe)
      count = 0
      analyzer.push(samples) { _ in count += 1 }
      analyzer.finish { _ in count += 1 }
    }
    return Row(
      what: "\(name) frames of 25 ms at 16 kHz", measured: Double(count) / work, unit: "/ms",
      limit: nil)
  }
}
