import Acoustics
import Foundation
import Testing

struct FormantTests {
  /// A train of pulses through resonances; their spectrum falls as the emphasis raises it, so that
  /// nothing but the resonances is left to predict.
  private func vowel(
    _ formants: [(hertz: Double, bandwidth: Double)], pitch: Double, rate: Double, count: Int
  ) -> [Float] {
    let fall = exp(-2 * Double.pi * FormantSettings().emphasisHertz / rate)
    var level = 0.0
    var samples = (0..<count).map { place in
      let isNew = Int(Double(place) * pitch / rate) != Int(Double(place - 1) * pitch / rate)
      level = fall * level + (isNew ? 1 : 0)
      return level
    }
    for formant in formants {
      let radius = exp(-Double.pi * formant.bandwidth / rate)
      let turn = 2 * radius * cos(2 * Double.pi * formant.hertz / rate)
      var (last, before) = (0.0, 0.0)
      for place in samples.indices {
        let value = samples[place] + turn * last - radius * radius * before
        (before, last) = (last, value)
        samples[place] = value
      }
    }
    let peak = samples.reduce(0) { max($0, abs($1)) }
    return samples.map { Float($0 / peak / 2) }
  }

  @Test("resonances are found at any rate", arguments: [11_000.0, 16_000, 44_100, 48_000])
  func resonances(rate: Double) throws {
    let formants = [(500.0, 60.0), (1500, 90), (2500, 120), (3500, 150), (4500, 200)]
    let samples = vowel(formants.map { ($0, $1) }, pitch: 110, rate: rate, count: Int(rate))
    let matrix = try FeatureMatrix(.formants, of: samples, settings: .standard(sampleRate: rate))
    let names = (1...5).map { "F\($0)" } + (1...5).map { "B\($0)" }
    #expect(matrix.binAxis == .lanes(names, curves: 5))
    for frame in 20..<80 {
      for place in 0..<3 {
        let found = Double(matrix[bin: place, frame: frame])
        #expect(abs(found - formants[place].0) < 20, "F\(place + 1) of frame \(frame): \(found)")
      }
    }
  }

  @Test("formants rise, and nothing has none")
  func order() throws {
    var noise = Noise(5)
    let samples = noise.samples(16_000) + [Float](repeating: 0, count: 8000)
    let matrix = try FeatureMatrix(
      .formants, of: samples, settings: .standard(sampleRate: 16_000))
    for frame in 0..<matrix.frameCount {
      let found = (0..<5).map { matrix[bin: $0, frame: frame] }.filter { $0 > 0 }
      #expect(found == found.sorted())
      if frame > 110 { #expect(found.isEmpty) }
    }
  }

  @Test("a prediction finds what made the samples")
  func prediction() {
    var noise = Noise(8)
    var samples = [0.0, 0]
    for sample in noise.samples(20_000) {
      let count = samples.count
      samples.append(1.6 * samples[count - 1] - 0.8 * samples[count - 2] + Double(sample))
    }
    var prediction = BurgPrediction(order: 2)
    prediction.predict(samples)
    #expect(abs(prediction.coefficients[0] - 1.6) < 0.01)
    #expect(abs(prediction.coefficients[1] + 0.8) < 0.01)
    prediction.predict([Double](repeating: 0, count: 20))
    #expect(prediction.coefficients == [0, 0])
  }

  @Test("roots of products of their factors come back", arguments: [1, 2, 5, 10, 20])
  func roots(count: Int) {
    var noise = Noise(UInt64(count))
    let radii = noise.samples((count + 1) / 2).map { 0.6 + 0.35 * Double(abs($0)) }
    let angles = noise.samples((count + 1) / 2).map { 0.1 + 2.9 * Double(abs($0)) }
    // Pairs, and a real root where the number is odd.
    var polynomial = [1.0]
    func multiply(_ factor: [Double]) {
      var product = [Double](repeating: 0, count: polynomial.count + factor.count - 1)
      for (place, value) in polynomial.enumerated() {
        for (other, factor) in factor.enumerated() { product[place + other] += value * factor }
      }
      polynomial = product
    }
    for pair in 0..<count / 2 {
      multiply([1, -2 * radii[pair] * cos(angles[pair]), radii[pair] * radii[pair]])
    }
    if !count.isMultiple(of: 2) { multiply([1, -0.5]) }
    let found = PolynomialRoots.roots(Array(polynomial.dropFirst()))
    #expect(found.count == count)
    for root in found {
      var value = PolynomialRoots.Complex(0, 0)
      for coefficient in polynomial {
        value =
          PolynomialRoots.Complex(
            value.x * root.x - value.y * root.y, value.x * root.y + value.y * root.x)
          + PolynomialRoots.Complex(coefficient, 0)
      }
      #expect((value * value).sum().squareRoot() < 1e-9)
    }
  }

  @Test("what is below the lower rate's range passes, and what is above does not")
  func reduction() {
    let reduction = SincReduction(ratio: 11_000.0 / 16_000, count: 200)
    func level(_ hertz: Double) -> Double {
      let frame = sine(hertz: hertz, amplitude: 1, rate: 16_000, count: reduction.frameLength)
      var samples = [Double](repeating: 0, count: 200)
      frame.withUnsafeBufferPointer { reduction.reduce($0, into: &samples) }
      return (samples.reduce(0) { $0 + $1 * $1 } / 100).squareRoot()
    }
    for hertz in [300.0, 2000, 5000] { #expect(abs(level(hertz) - 1) < 0.02, "\(hertz)") }
    for hertz in [6000.0, 7000] { #expect(level(hertz) < 1e-3, "\(hertz)") }
  }

  @Test("settings that make no sense are refused")
  func errors() {
    func make(_ change: (inout FormantSettings) -> Void, rate: Double = 16_000) -> FeatureError? {
      var settings = FormantSettings()
      change(&settings)
      do throws(FeatureError) {
        _ = try FormantStep(sampleRate: rate, settings)
        return nil
      } catch {
        return error
      }
    }
    #expect(make { $0.count = 20 } == nil)
    #expect(make { $0.count = 0 } != nil)
    #expect(make { $0.ceilingHertz = .nan } != nil)
    #expect(make { $0.windowSeconds = 1e-4 } != nil)
    #expect(make({ _ in }, rate: 0) == .sampleRate(0))
    #expect(make({ _ in }, rate: 1e9) != nil)
    #expect(make { $0.emphasisHertz = -1 } != nil)
  }
}
