import Acoustics
import FeatureFiles
import Labeling
import Testing

extension FeatureFileContents {
  /// Mel bands at 100, 200.5 … Hz, frames of 160 samples at 16 kHz, centers at 0, 0.01 … seconds.
  static func mel(_ binCount: Int, path: String = "clips/yes.wav") -> FeatureFileContents {
    FeatureFileContents(
      path: RecordingPath(path), feature: .mel, timeAxis: axis,
      binAxis: .mel(centers: (0..<binCount).map { 100 + 100.5 * Float($0) }),
      settings: [("melScale", "slaney"), ("note", "a \"b\" */ \u{202e}é")])
  }

  /// Coefficients of frames of 160 samples at 16 kHz.
  static func coefficients(_ binCount: Int, path: String = "yes.wav") -> FeatureFileContents {
    FeatureFileContents(
      path: RecordingPath(path), feature: .mfcc, timeAxis: axis,
      binAxis: .coefficient(count: binCount))
  }

  private static var axis: TimeAxis {
    TimeAxis(
      AnalysisSettings(sampleRate: 16_000, windowLength: 400, hopLength: 160, nFFT: 512))
  }

  /// The same, with values as bytes.
  func quantized(_ lowest: Double, _ highest: Double) -> FeatureFileContents {
    var changed = self
    changed.quantization = Quantization(lowest: lowest, highest: highest)
    return changed
  }
}

extension TemporaryFolder {
  /// Writes frames into a file in the folder.
  func write(
    _ values: [Float], _ contents: FeatureFileContents, _ name: String
  ) throws {
    let path = file(name)
    let format = try #require(FeatureFileFormat(path: path))
    let writer = try FeatureFileWriter(path, format, contents)
    for start in stride(from: 0, to: values.count, by: contents.binAxis.count) {
      try writer.add(Array(values[start..<start + contents.binAxis.count]))
    }
    try writer.finish()
  }
}
