import Acoustics
import Foundation
import Testing

struct MultitaperTests {
  @Test(
    "tapers are orthonormal and keep their energy in the band",
    arguments: [(64, 2.0, 3), (400, 3, 5), (1001, 4, 7), (4096, 2.5, 4)])
  func tapers(length: Int, bandwidth: Double, count: Int) {
    let tapers = SlepianTapers.values(length: length, bandwidth: bandwidth, count: count)
    for (order, one) in tapers.enumerated() {
      for (other, two) in tapers.enumerated() {
        let product = zip(one, two).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(abs(product - (order == other ? 1 : 0)) < 1e-9)
      }
      // Even ones read the same backwards, odd ones but for their sign.
      let sign = order % 2 == 0 ? 1.0 : -1.0
      #expect(zip(one, one.reversed()).allSatisfy { abs($0 - sign * $1) < 1e-8 })
    }
    #expect(inBand(tapers[0], bandwidth) > 0.999)
    #expect(inBand(tapers[0], bandwidth) > inBand(tapers[count - 1], bandwidth))
  }

  /// The share of a taper's energy at less than its bandwidth from 0.
  private func inBand(_ taper: [Double], _ bandwidth: Double) -> Double {
    let limit = bandwidth / Double(taper.count)
    let steps = 200
    var sum = 0.0
    for step in 0..<steps {
      let turn = 2 * Double.pi * limit * (Double(step) + 0.5) / Double(steps)
      var (re, im) = (0.0, 0.0)
      for (place, value) in taper.enumerated() {
        re += value * cos(turn * Double(place))
        im += value * sin(turn * Double(place))
      }
      sum += re * re + im * im
    }
    return 2 * limit * sum / Double(steps)
  }

  @Test("a full-scale sine reads about 0 dB, at a bin and between two")
  func level() throws {
    let settings = FeatureRegistry.standardSettings(of: .multitaper, sampleRate: 16_000)
    for hertz in [1000.0, 1015, 3007] {
      let wave = sine(hertz: hertz, amplitude: 1, rate: 16_000, count: 16_000)
      let matrix = try FeatureMatrix(.multitaper, of: wave, settings: settings)
      let middle = matrix.frameCount / 2
      let highest = (0..<matrix.binAxis.count).map { matrix[bin: $0, frame: middle] }.max() ?? 0
      #expect(abs(highest) < 1, "\(hertz) Hz reads \(highest) dB")
    }
  }

  @Test("noise is evener than with one window")
  func evenness() throws {
    var noise = Noise(5)
    let samples = noise.samples(32_000)
    func spread(_ id: FeatureID) throws -> Double {
      let matrix = try FeatureMatrix(
        id, of: samples, settings: FeatureRegistry.standardSettings(of: id, sampleRate: 16_000))
      let inner = (20..<matrix.frameCount - 20).flatMap { frame in
        (50..<200).map { Double(matrix[bin: $0, frame: frame]) }
      }
      let mean = inner.reduce(0, +) / Double(inner.count)
      return (inner.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(inner.count))
        .squareRoot()
    }
    #expect(try spread(.multitaper) < 0.55 * spread(.spectrogram))
  }

  @Test("one taper is a window")
  func single() throws {
    var settings = AnalysisSettings(
      sampleRate: 16_000, windowLength: 400, hopLength: 160, nFFT: 512)
    settings.multitaper.tapers = 1
    var noise = Noise(6)
    let samples = noise.samples(400)
    let plan = try plan(settings)
    let taper = SlepianTapers.values(length: 400, bandwidth: 3, count: 1)[0]
    var direct = [Float]()
    for bin in [0, 1, 40, 256] {
      var (re, im) = (0.0, 0.0)
      for (place, value) in taper.enumerated() {
        let turn = 2 * Double.pi * Double(bin * place) / 512
        re += value * Double(samples[place]) * cos(turn)
        im += value * Double(samples[place]) * sin(turn)
      }
      direct.append(Float(re * re + im * im))
    }
    let found = run(plan, [samples])[0]
    #expect(deviation([0, 1, 40, 256].map { found[$0] }, direct) < 1e-5)
  }

  private func plan(_ settings: AnalysisSettings) throws -> SpectralPlan {
    let feature = try FeatureRegistry.make(.multitaper, settings)
    return try SpectralPlan(settings, recipe: feature.recipe)
  }

  @Test("tapers that leak, and bands that are none, are refused")
  func refusals() {
    for (name, text) in [
      ("tapers", "7"), ("tapers", "0"), ("taper-bandwidth", "0"), ("taper-bandwidth", "1e6"),
    ] {
      #expect(throws: FeatureError.self) {
        var table = PresetRegistry.all[0].parameters
        try table.set(name, to: ParameterValue(text: text))
        let setup = try table.setup(.multitaper, recordingRate: 16_000)
        _ = try FeatureRegistry.make(.multitaper, setup.settings)
      }
    }
  }
}
