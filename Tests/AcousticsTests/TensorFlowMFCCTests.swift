import Acoustics
import Foundation
import Testing

/// TensorFlow's mel bank: 1127 ln(1 + f/700), 40 triangles of height 1, linear in mel, 20…4000 Hz.
///
/// - Source: `tensorflow/core/kernels/mfcc_mel_filterbank.cc`.
private func bank(_ settings: AnalysisSettings, channels: Int) -> SparseBands {
  func mels(_ hertz: Double) -> Double { 1127 * log1p(hertz / 700) }
  let step = settings.sampleRate / 2 / Double(settings.binCount - 1)
  let (low, high) = (mels(20), mels(4000))
  let width = (high - low) / Double(channels + 1)
  var rows = [[Double]](
    repeating: [Double](repeating: 0, count: settings.binCount), count: channels)
  for bin in Int(1.5 + 20 / step)...Int(4000 / step) {
    let place = (mels(Double(bin) * step) - low) / width
    // Channel k peaks at k + 1 steps; a bin is shared by the two whose peaks it lies between.
    let below = Int(place.rounded(.up)) - 2
    let share = Double(below + 2) - place
    if below >= 0 { rows[below][bin] = share }
    if below + 1 < channels { rows[below + 1][bin] = 1 - share }
  }
  return SparseBands(
    bands: rows.map { SparseBands.Band(firstBin: 0, weights: $0) }, binCount: settings.binCount)
}

/// √(2/n) cos(πi(j + ½)/n), the first row like the others.
private func matrix(coefficients: Int, channels: Int) -> DenseRows {
  let scale = sqrt(2 / Double(channels))
  return DenseRows(
    values: (0..<coefficients).flatMap { row in
      (0..<channels).map {
        scale * cos(Double.pi * Double(row) * (Double($0) + 0.5) / Double(channels))
      }
    }, rows: coefficients, columns: channels)
}

@Suite(.enabled(if: SharedFolder.path != nil))
struct TensorFlowMFCCTests {
  @Test(
    "in double, MFCC equal TensorFlow's to a unit of the last place",
    arguments: [
      "fsdd_3_jackson_7", "fsdd_7_theo_11", "speech_flite", "speech_formant", "chirp",
      "noise_impulse",
    ], [13, 40])
  func exact(clip: String, coefficients: Int) throws {
    let rate = clip.hasPrefix("fsdd") ? 8000.0 : 16_000
    let expected = try Reference("\(clip)/tf_mfcc\(coefficients)")
    let settings = AnalysisSettings(
      sampleRate: rate, windowLength: Int(rate * 0.03), hopLength: Int(rate * 0.01),
      nFFT: rate == 8000 ? 256 : 512, framing: .leftAligned)
    let recipe = SpectralRecipe(
      power: .magnitude, bands: bank(settings, channels: 40),
      level: LevelRule(multiplier: 1, floor: 1e-12, scale: 1),
      transform: matrix(coefficients: coefficients, channels: 40), precision: .double)
    var analyzer = try SpectralAnalyzer(settings, recipe: recipe)
    var found: [Float] = []
    analyzer.push(try Reference.clip(clip)) { found.append(contentsOf: $0) }
    analyzer.finish { found.append(contentsOf: $0) }
    #expect(deviation(found, expected.values) <= 2e-5)
  }
}
