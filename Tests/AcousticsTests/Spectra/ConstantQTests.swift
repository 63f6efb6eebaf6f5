import Acoustics
import Testing

struct ConstantQTests {
  @Test(
    "every rate has notes up to its half, and their filters fit",
    arguments: [
      20.0, 125, 8000, 16_000, 44_100, 96_000, 192_000, 384_000, 1_000_000,
    ])
  func rates(rate: Double) throws {
    let feature = try FeatureRegistry.make(
      .constantQ, FeatureRegistry.standardSettings(of: .constantQ, sampleRate: rate))
    guard case .bands(.logarithmic, let centers) = feature.binAxis else {
      Issue.record("it has no notes")
      return
    }
    #expect(centers.count >= 12 && Double(centers.last ?? 0) < rate / 2)
    #expect(Double(centers.last ?? 0) > 0.4 * rate)
    #expect(feature.settings.windowLength <= 65_536)
    #expect(zip(centers.dropFirst(12), centers).allSatisfy { abs($0 / $1 - 2) < 1e-4 })
  }

  @Test("a full-scale note reads 0 dB in its bin and less in all others")
  func level() throws {
    let settings = FeatureRegistry.standardSettings(of: .constantQ, sampleRate: 16_000)
    let feature = try FeatureRegistry.make(.constantQ, settings)
    for bin in [5, 30, 50, 80] {
      let hertz = Double(feature.binAxis.hertz(ofBin: Float(bin)) ?? 0)
      let wave = sine(hertz: hertz, amplitude: 1, rate: 16_000, count: 32_000)
      let matrix = try FeatureMatrix(.constantQ, of: wave, settings: settings)
      let levels = (0..<matrix.binAxis.count).map { matrix[bin: $0, frame: 100] }
      #expect(abs(levels[bin]) < 0.1)
      #expect(levels.indices.allSatisfy { $0 == bin || levels[$0] < -3 })
    }
  }

  @Test("what is no number changes only the frames that hold it")
  func notANumber() throws {
    let settings = FeatureRegistry.standardSettings(of: .constantQ, sampleRate: 16_000)
    var wave = sine(hertz: 440, amplitude: 0.5, rate: 16_000, count: 32_000)
    let clean = try FeatureMatrix(.constantQ, of: wave, settings: settings)
    wave[20_000] = .nan
    let found = try FeatureMatrix(.constantQ, of: wave, settings: settings)
    #expect(found.values.allSatisfy(\.isFinite))
    let bins = clean.binAxis.count
    #expect(found.values[..<(90 * bins)] == clean.values[..<(90 * bins)])
    #expect(found.values != clean.values)
  }

  @Test(
    "notes that are not there are refused",
    arguments: [
      ("cqt-low-hz", "9000"), ("cqt-low-hz", "0"), ("cqt-low-hz", "1"), ("cqt-bins", "500"),
      ("cqt-bins", "1.5"), ("cqt-bins", "0"), ("cqt-octave", "0"), ("cqt-scale", "0"),
      ("cqt-octave", "1000"),
    ])
  func refusals(name: String, text: String) {
    #expect(throws: FeatureError.self) {
      var table = PresetRegistry.all[0].parameters
      try table.set(name, to: ParameterValue(text: text))
      let setup = try table.setup(.constantQ, recordingRate: 16_000)
      _ = try FeatureRegistry.make(.constantQ, setup.settings)
    }
  }
}
