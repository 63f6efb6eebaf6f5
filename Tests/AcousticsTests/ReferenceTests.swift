import Acoustics
import Testing

private let clips = [
  "fsdd_3_jackson_7", "fsdd_7_theo_11", "speech_flite", "speech_formant", "chirp", "noise_impulse",
]

private func rate(_ clip: String) -> Double { clip.hasPrefix("fsdd") ? 8000 : 16_000 }

private func analysis(_ samples: [Float], _ settings: AnalysisSettings, _ recipe: SpectralRecipe)
  throws -> [Float]
{
  var analyzer = try SpectralAnalyzer(settings, recipe: recipe)
  var values: [Float] = []
  analyzer.push(samples) { values.append(contentsOf: $0) }
  analyzer.finish { values.append(contentsOf: $0) }
  return values
}

/// Against TensorFlow, librosa and SciPy; tolerances are those of the reference's manifest.
@Suite(.enabled(if: SharedFolder.path != nil))
struct ReferenceTests {
  @Test("windows equal SciPy's", arguments: WindowShape.allCases)
  func window(shape: WindowShape) throws {
    let expected = try Reference("shared/window_\(shape.rawValue)_400_periodic")
    #expect(deviation(shape.values(length: 400).map { Float($0) }, expected.values) <= 1e-6)
  }

  @Test(
    "mel banks equal librosa's",
    arguments: [
      (16_000.0, 512, 80, MelScale.slaney, Float(0)), (16_000, 1024, 128, .slaney, 0),
      (16_000, 512, 40, .htk, 0), (8000, 256, 40, .htk, 20),
    ])
  func bank(rate: Double, nFFT: Int, bands: Int, scale: MelScale, low: Float) throws {
    let expected = try Reference(
      "shared/librosa_melbank_\(Int(rate))_\(nFFT)_\(bands)_\(scale.rawValue)")
    let bank = try MelFilterBank(
      AnalysisSettings(
        sampleRate: rate, windowLength: nFFT, hopLength: 160, nFFT: nFFT, melBands: bands,
        melScale: scale, lowHertz: low),
      normalization: scale == .slaney ? .area : .peak)
    let found = (0..<bands).flatMap { bank.bands.weights(ofBand: $0) }
    #expect(deviation(found, expected.values) <= 1e-6 * expected.peak)
  }

  @Test("the cosine transform equals SciPy's")
  func cosine() throws {
    let expected = try Reference("shared/dct2_ortho_128_to_40")
    let found = CosineTransform.orthonormal(coefficients: 40, inputs: 128)
    #expect(deviation(found.values, expected.values) <= 1e-6)
  }

  @Test("left-aligned power spectra equal TensorFlow's", arguments: clips)
  func tensorFlow(clip: String) throws {
    let expected = try Reference("\(clip)/tf_spectrogram_power")
    let window = Int(rate(clip) * 0.03)
    let settings = AnalysisSettings(
      sampleRate: rate(clip), windowLength: window, hopLength: Int(rate(clip) * 0.01),
      nFFT: (expected.columns - 1) * 2, framing: .leftAligned)
    let found = try analysis(Reference.clip(clip), settings, SpectralRecipe())
    #expect(deviation(found, expected.values) <= 1e-4 * expected.peak)
  }

  @Test(
    "magnitude spectra equal librosa's", arguments: clips,
    ["512_160_center", "512_160_nocenter", "1024_256_center", "1024_256_nocenter"])
  func librosa(clip: String, form: String) throws {
    let expected = try Reference("\(clip)/librosa_stft_mag_\(form)")
    let numbers = form.split(separator: "_").compactMap { Int($0) }
    let settings = AnalysisSettings(
      sampleRate: rate(clip), windowLength: numbers[0], hopLength: numbers[1], nFFT: numbers[0],
      framing: form.hasSuffix("nocenter") ? .leftAligned : .centered)
    let found = try analysis(Reference.clip(clip), settings, SpectralRecipe())
    #expect(
      deviation(found.map { $0.squareRoot() }, expected.transposed) <= 1e-4 * expected.peak)
  }

  @Test(
    "mel spectrograms equal librosa's", arguments: clips,
    [("slaney", 80), ("slaney", 128), ("htk", 40)])
  func mel(clip: String, form: (String, Int)) throws {
    let expected = try Reference("\(clip)/librosa_mel_\(form.0)\(form.1)")
    let settings = settings(clip, bands: form.1, scale: form.0 == "htk" ? .htk : .slaney)
    let bank = try MelFilterBank(settings, normalization: form.0 == "htk" ? .peak : .area)
    let found = try analysis(Reference.clip(clip), settings, SpectralRecipe(bands: bank.bands))
    #expect(deviation(found, expected.transposed) <= 1e-4 * expected.peak)
  }

  @Test("log mel spectrograms equal librosa's", arguments: clips)
  func logMel(clip: String) throws {
    let expected = try Reference("\(clip)/librosa_logmel_slaney80_ref1")
    let unclipped = try Reference("\(clip)/librosa_logmel_slaney80_notop")
    let settings = settings(clip, bands: 80)
    let bank = try MelFilterBank(settings, normalization: .area)
    let found = try analysis(
      Reference.clip(clip), settings,
      SpectralRecipe(bands: bank.bands, level: .decibels(reference: 1, floor: 1e-10)))
    let floor = (found.max() ?? 0) - 80
    #expect(deviation(found.map { max($0, floor) }, expected.transposed) <= 0.001)
    // librosa transforms in double; single precision shows in bands 80 dB under the loudest.
    #expect(deviation(found, unclipped.transposed) <= 0.2)
  }

  @Test(
    "MFCC equal librosa's, once its clip-wide floor is applied", arguments: clips, [13, 20, 40])
  func mfcc(clip: String, coefficients: Int) throws {
    let expected = try Reference("\(clip)/librosa_mfcc\(coefficients)")
    let bands = 128
    var settings = settings(clip, bands: bands)
    settings.coefficients = coefficients
    let feature = try MFCC(settings)
    let samples = try Reference.clip(clip)
    var recipe = feature.recipe
    let matrix = try #require(recipe.transform)
    let direct = try FeatureMatrix(.mfcc, of: samples, settings: settings).values
    recipe.transform = nil
    let levels = try analysis(samples, settings, recipe)
    let floor = (levels.max() ?? 0) - 80
    let clipped = levels.map { max($0, floor) }
    let found = (0..<expected.columns).flatMap { frame in
      (0..<coefficients).map { row in
        (0..<bands).reduce(Float(0)) {
          $0 + matrix.values[row * bands + $1] * clipped[frame * bands + $1]
        }
      }
    }
    #expect(deviation(found, expected.transposed) <= 0.01)
    // Frames that the clip-wide floor does not touch come out of the feature itself.
    for frame in 0..<expected.columns {
      let range = frame * bands..<(frame + 1) * bands
      guard levels[range].allSatisfy({ $0 >= floor }) else { continue }
      let row = Array(direct[frame * coefficients..<(frame + 1) * coefficients])
      #expect(deviation(row, (0..<coefficients).map { expected[$0, frame] }) <= 0.01)
    }
  }

  private func settings(_ clip: String, bands: Int, scale: MelScale = .slaney) -> AnalysisSettings {
    AnalysisSettings(
      sampleRate: rate(clip), windowLength: 512, hopLength: 160, nFFT: 512, melBands: bands,
      melScale: scale)
  }
}
