import Acoustics
import Foundation
import Testing

struct PCENStepTests {
  @Test(
    "energies equal librosa's", .enabled(if: SharedFolder.path != nil), arguments: referenceClips,
    [
      ("default", PCENSettings.standard),
      ("bio", PCENSettings(gain: 0.8, bias: 10, power: 0.25, timeConstant: 0.06)),
    ])
  func reference(clip: String, form: (name: String, settings: PCENSettings)) throws {
    let input = try Reference("\(clip)/librosa_mel_slaney80")
    let expected = try Reference("\(clip)/librosa_pcen_slaney80_\(form.name)")
    var step = try PCENStep(
      bandCount: 80, sampleRate: referenceRate(clip), hopLength: 160, settings: form.settings)
    let found = try values(&step, frames(input.transposed, length: 80, hop: 80))
    #expect(found.allSatisfy { $0.isFinite })
    #expect(deviation(found, expected.transposed) <= 1e-6 * expected.peak)
  }

  @Test("what stays at the initial average is a closed form")
  func constant() throws {
    var settings = PCENSettings(gain: 0.5, bias: 3, power: 0.25, timeConstant: 1, epsilon: 0.21)
    settings.inputScale = 2
    var found: [Float] = []
    for (bias, power) in [(3.0, 0.25), (0, 0.25), (3, 0), (0, 0)] {
      (settings.bias, settings.power) = (bias, power)
      var step = try PCENStep(
        bandCount: 1, sampleRate: 100, hopLength: 1, settings: settings)
      found += try values(&step, [[0.5], [0.5]])
    }
    let divided = 1 / 1.1
    let expected = [
      pow(divided + 3, 0.25) - pow(3, 0.25), pow(divided, 0.25), log(1 + divided),
      log(1 + divided),
    ]
    #expect(deviation(found, expected.flatMap { [Float($0), Float($0)] }) < 1e-6)
  }

  @Test("the average follows a step as slowly as the time constant says")
  func smoothing() throws {
    let settings = PCENSettings(
      gain: 1, bias: 0, power: 1, timeConstant: 0.5, epsilon: 1e-12, inputScale: 1)
    var step = try PCENStep(bandCount: 1, sampleRate: 8000, hopLength: 80, settings: settings)
    let found = try values(&step, [[Float]](repeating: [100], count: 200))
    let b = (sqrt(1 + 4 * 50.0 * 50) - 1) / (2 * 50 * 50)
    for time in found.indices {
      let average = 100 - 99 * pow(1 - b, Double(time + 1))
      #expect(abs(Double(found[time]) * average / 100 - 1) < 1e-6)
    }
  }

  @Test("a signal begins anew, and a broken energy spoils no other")
  func state() throws {
    var noise = Noise(6)
    let rows = frames(noise.samples(600).map { abs($0) }, length: 3, hop: 3)
    var step = try PCENStep(bandCount: 3, sampleRate: 16_000, hopLength: 160)
    let whole = try values(&step, rows)
    #expect(try values(&step, rows) == whole)
    #expect(whole.allSatisfy { $0.isFinite && $0 >= 0 })
    var broken = rows
    broken[10][1] = .nan
    broken[20][1] = .infinity
    let found = try values(&step, broken)
    #expect(found[31].isNaN && found[61].isNaN)
    for place in found.indices where place % 3 != 1 { #expect(found[place] == whole[place]) }
    #expect(found[62...].allSatisfy { $0.isFinite })
  }

  @Test("any parameters give what the formula says, for any number of bands")
  func formula() throws {
    var noise = Noise(12)
    for bandCount in 1...9 {
      for (bias, power) in [(2.0, 0.5), (0, 0.3), (7, 0), (1e-6, 3)] {
        let settings = PCENSettings(
          gain: 0.9, bias: bias, power: power, timeConstant: 0.1, epsilon: 1e-5, inputScale: 1e4)
        var step = try PCENStep(
          bandCount: bandCount, sampleRate: 100, hopLength: 1, settings: settings)
        let rows = (0..<30).map { row in
          noise.samples(bandCount).map { abs($0) * Float(pow(10, Double(row - 25))) }
        }
        let found = try values(&step, rows)
        let smoothing = (sqrt(1 + 4 * 10.0 * 10) - 1) / (2 * 10 * 10)
        var averages = [Double](repeating: 1, count: bandCount)
        var expected: [Float] = []
        for row in rows {
          for (band, value) in row.enumerated() {
            let energy = Double(value) * 1e4
            averages[band] += smoothing * (energy - averages[band])
            let divided = energy * pow(1e-5 + averages[band], -0.9)
            let plain = pow(divided + bias, power) - pow(bias, power)
            expected.append(Float(power == 0 ? log1p(divided) : plain))
          }
        }
        for (found, expected) in zip(found, expected) {
          #expect(abs(found - expected) <= 1e-6 * abs(expected) + 1e-9)
        }
      }
    }
    var step = try PCENStep(bandCount: 3, sampleRate: 100, hopLength: 1)
    #expect(try values(&step, [[0, 0, 0]]) == [0, 0, 0])
  }

  @Test("short and long time constants stay in range")
  func timeConstants() throws {
    for seconds in [1e-300, 1e-9, 1, 1e9, 1e300] {
      var settings = PCENSettings.standard
      settings.timeConstant = seconds
      var step = try PCENStep(
        bandCount: 1, sampleRate: 16_000, hopLength: 160, settings: settings)
      #expect(try values(&step, [[0], [1], [1e-20]]).allSatisfy { $0.isFinite && $0 >= 0 })
    }
  }

  @Test("parameters out of their range are refused by name")
  func errors() throws {
    for (parameter, value) in [
      (PCENSettings.Parameter.gain, -1.0), (.power, -.infinity), (.timeConstant, 0),
      (.epsilon, 0), (.inputScale, .infinity),
    ] {
      var settings = PCENSettings.standard
      switch parameter {
      case .gain: settings.gain = value
      case .bias: settings.bias = value
      case .power: settings.power = value
      case .timeConstant: settings.timeConstant = value
      case .epsilon: settings.epsilon = value
      case .inputScale: settings.inputScale = value
      }
      #expect(throws: FeatureError.normalization(parameter, value)) { try settings.validate() }
    }
    #expect(throws: FeatureError.hopLength(0)) {
      try PCENStep(bandCount: 1, sampleRate: 16_000, hopLength: 0)
    }
    let sentence = FeatureError.normalization(.timeConstant, 0).sentence
    #expect(sentence.why == "PCEN time constant 0 is not positive")
    #expect(sentence.remedy == "use --pcen-time 0.4")
    let names = Set(ParameterRegistry.all.map { $0.name })
    for parameter in PCENSettings.Parameter.allCases { #expect(names.contains(parameter.flag)) }
  }
}
