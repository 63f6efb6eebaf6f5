import Acoustics
import Explorer
import ExplorerRuntime
import SoundFiles
import Testing

@Suite struct FeatureReadingTests {
  private let tree: FolderTree

  init() throws { tree = try FolderTree() }

  /// Samples that rise and fall, so that the highest level is not at the beginning.
  private static func sound(_ count: Int) -> [Float] {
    (0..<count).map { place in
      let share = Float(place) / Float(count)
      return share * (1 - share) * Float((place * 7919) % 1000 - 500) / 500
    }
  }

  private func write(_ samples: [Float], rate: Int, _ name: String = "a.wav") throws -> [UInt8] {
    func little(_ value: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    let length = 4 * samples.count
    var bytes = Array("RIFF".utf8) + little(36 + length, 4) + Array("WAVEfmt ".utf8)
    bytes += little(16, 4) + little(3, 2) + little(1, 2) + little(rate, 4) + little(4 * rate, 4)
    bytes += little(4, 2) + little(32, 2) + Array("data".utf8) + little(length, 4)
    for sample in samples { bytes += little(Int(sample.bitPattern), 4) }
    return try tree.write(bytes, name)
  }

  private func frames(
    _ path: [UInt8], _ request: FeatureReading.Request
  ) throws -> (values: [Float], warnings: [String]) {
    var values: [Float] = []
    let reading = try FeatureReading(path, request)
    let warnings = try reading.frames { values.append(contentsOf: $0) }
    return (values, reading.warnings + warnings)
  }

  @Test(arguments: [
    FeatureID.logMel, .mfcc, .pcen, .yin, .onsetStrength, .formants, .intensity, .praatPitch,
  ])
  func piecesGiveTheFramesOfTheWhole(feature: FeatureID) throws {
    // More than two pieces, and more frames than are held for a level that the end decides.
    let (rate, samples) = (8000, Self.sound(300_000))
    let parameters = Preset.librosa.parameters.merging(["n-fft": 512, "hop-length": 17])
    let file = try write(samples, rate: rate)
    let made = try frames(file, .init(feature: feature, parameters: parameters))
    let setup = try parameters.setup(feature, recordingRate: Double(rate))
    let whole = try FeatureMatrix(feature, of: samples, settings: setup.settings)
    #expect(made.values == whole.values && made.warnings.isEmpty)
  }

  @Test func aRequestServesRecordingsOfAllRates() throws {
    let parameters = try #require(PresetRegistry.preset("standard")).parameters
    let shared = FeatureReading.Request(feature: .logMel, parameters: parameters)
    for rate in [8000, 16_000, 8000, 44_100, 16_000] {
      let file = try write(Self.sound(rate / 3), rate: rate)
      let own = FeatureReading.Request(feature: .logMel, parameters: parameters)
      #expect(try frames(file, shared).values == (try frames(file, own).values), "\(rate)")
    }
  }

  @Test func anExtractorThatWasGivenUpIsNotUsedAgain() throws {
    let request = FeatureReading.Request(feature: .pcen, parameters: Preset.librosa.parameters)
    let file = try write(Self.sound(40_000), rate: 16_000)
    let before = try frames(file, request).values
    let reading = try FeatureReading(file, request)
    #expect(throws: FeatureReading.interrupted) {
      try reading.frames(isCancelled: { true }) { _ in }
    }
    #expect(try frames(file, request).values == before)
  }

  @Test func progressRisesToTheEnd() throws {
    let parameters = Preset.librosa.parameters.merging(["n-fft": 512, "hop-length": 17])
    let file = try write(Self.sound(300_000), rate: 8000)
    for feature in [FeatureID.spectrogram, .logMel] {
      var shares: [Double] = []
      let reading = try FeatureReading(file, .init(feature: feature, parameters: parameters))
      _ = try reading.frames(progress: { shares.append($0) }) { _ in }
      #expect(shares.count >= 3 && shares == shares.sorted() && shares.last == 1)
    }
  }

  @Test func aMuchHigherRateIsMadeInSmallPieces() throws {
    let parameters = Preset.librosa.parameters.merging([
      "sample-rate": 1_000_000, "hop-length": 100_000,
    ])
    let file = try write(Self.sound(1000), rate: 500)
    let reading = try FeatureReading(file, .init(feature: .rms, parameters: parameters))
    var count = 0
    _ = try reading.frames { _ in count += 1 }
    #expect(reading.sampleCount == 2_000_000 && count == 21)
  }

  @Test func rulesOfEveryRateAreToldFromThoseOfOne() {
    func refusal(_ feature: FeatureID, _ changes: ParameterTable) -> FeatureError? {
      Preset.tensorflow.parameters.merging(changes).refusalAtAnyRate(feature)
    }
    #expect(refusal(.mfcc, [:]) == nil && refusal(.mfcc, ["high-hz": 90_000]) == nil)
    #expect(refusal(.rms, ["window-ms": 0.001]) == nil)
    #expect(refusal(.mfcc, ["hop-length": 0]) == .hopLength(0))
    #expect(refusal(.mfcc, ["sample-rate": .number(.nan)]) != nil)
    #expect(refusal(.mfcc, ["power": 3]) == .parameter(name: "power", value: "3", rule: "1 or 2"))
    #expect(refusal(.mfcc, ["rolloff": 2])?.sentence.why.contains("rolloff") == true)
    #expect(refusal(FeatureID(rawValue: "none"), [:]) == .unknownFeature("none"))
  }
}
