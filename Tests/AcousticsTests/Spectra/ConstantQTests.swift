import Acoustics
import Foundation
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
    #expect(found.values.allSatisfy { $0.isFinite })
    let bins = clean.binAxis.count
    #expect(found.values[..<(90 * bins)] == clean.values[..<(90 * bins)])
    #expect(found.values != clean.values)
  }

  @Test(
    "where a sound ends, its frames are those of the same sound in silence but for what rings",
    arguments: [2 << 13, 16_001, 9_973])
  func ends(count: Int) throws {
    var settings = FeatureRegistry.standardSettings(of: .constantQ, sampleRate: 16_000)
    settings.hopLength = 100
    var noise = Noise(UInt64(count))
    let sound = noise.samples(count)
    let silence = [Float](repeating: 0, count: 20_000)
    let alone = try FeatureMatrix(.constantQ, of: sound, settings: settings)
    let within = try FeatureMatrix(.constantQ, of: silence + sound + silence, settings: settings)
    let bins = alone.binAxis.count
    let other = within.values[(200 * bins)...].prefix(alone.values.count)
    let peak = alone.values.max() ?? 0
    let differences = zip(alone.values, other).map { own, other in
      abs(pow(10, (own - peak) / 20) - pow(10, (other - peak) / 20))
    }
    #expect((differences.max() ?? 1) < 0.1)
    #expect((differences.max() ?? 0) > 1e-3)
    // The highest octave is never halved, and short filters in the middle see no end.
    for frame in 0..<alone.frameCount {
      for bin in 0..<bins where bin >= bins - 12 || (bin > bins / 2 && frame > 30) {
        guard bin >= bins - 12 || frame < alone.frameCount - 30 else { continue }
        #expect(differences[frame * bins + bin] < 1e-4)
      }
    }
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
