import Foundation
import SoundFiles
import Testing

struct ResamplerTests {
  /// Rates from and to which sounds are brought: usual ones, far ones and odd ones.
  static let steps: [(from: Double, to: Double)] = [
    (44_100, 16_000), (48_000, 16_000), (48_000, 44_100), (250_000, 22_050), (96_000, 7999.3),
    (16_000, 44_100), (8000, 16_000), (22_050, 250_000), (16_000, 16_001), (12, 8000.7),
  ]

  @Test(
    "sines of the pass band keep level and place and leave no images",
    arguments: ResamplingQuality.allCases)
  func passBand(quality: ResamplingQuality) throws {
    for step in Self.steps {
      for part in [0.01, 0.37, 0.72, ResamplingQuality.passBand] {
        let sine = Sine(hertz: part * min(step.from, step.to) / 2)
        let result = try Resampler.resample(
          sine.samples(step), from: step.from, to: step.to, quality: quality)
        let found = sine.found(in: result, step)
        let place = Comment(rawValue: "\(step), \(part)")
        #expect(abs(decibels(found.amplitude)) <= quality.rippleDecibels, place)
        #expect(decibels(found.rest) <= -quality.rejectionDecibels, place)
        #expect(abs(found.phase) < 1e-5, place)
      }
    }
  }

  @Test("sines above the new Nyquist frequency vanish", arguments: ResamplingQuality.allCases)
  func aliases(quality: ResamplingQuality) throws {
    for step in Self.steps where step.to < step.from {
      for part in [1, 1.05, 1.2, 1.5, 2, 2.6] where part * step.to < 0.999 * step.from {
        let sine = Sine(hertz: part * step.to / 2)
        let result = try Resampler.resample(
          sine.samples(step), from: step.from, to: step.to, quality: quality)
        let level = decibels(Sine.amplitude(Sine.middle(result, step).map(Double.init)))
        #expect(level <= -quality.rejectionDecibels, "\(step), \(part)")
      }
    }
  }

  @Test(
    "the result does not depend on how the samples are cut",
    arguments: ResamplingQuality.allCases)
  func chunks(quality: ResamplingQuality) throws {
    var random = SeededNumbers(state: 7)
    for step in Self.steps + [(100, 8000), (8000, 100), (1, 3), (7, 5), (5, 5)] {
      let sound = (0..<20_000).map { _ in Float.random(in: -1...1, using: &random) }
      let length = Int(20_000 * min(1, 3 * step.from / step.to))
      let short = Array(sound[..<length])
      let whole = try Resampler.resample(short, from: step.from, to: step.to, quality: quality)
      for longest in [1, 10, 700, 20_000] {
        let resampler = try Resampler(from: step.from, to: step.to, quality: quality)
        var (pieces, place): ([Float], Int) = ([], 0)
        while place < short.count {
          let end = min(short.count, place + Int.random(in: 0...longest, using: &random))
          pieces += resampler.push(Array(short[place..<end]))
          place = end
        }
        pieces += resampler.finish()
        #expect(pieces == whole, "\(step), pieces of up to \(longest)")
      }
    }
  }

  @Test("the count is the one stated", arguments: ResamplingQuality.allCases)
  func counts(quality: ResamplingQuality) throws {
    #expect(Resampler.count(of: 5, from: 10, to: 3) == 2, "1.5 is rounded upwards")
    #expect(Resampler.count(of: 44_100, from: 44_100, to: 16_000) == 16_000)
    for step in Self.steps + [(10, 3), (2, 1), (16_000, 16_000), (10_000, 1), (1, 10_000)] {
      for count in [0, 1, 2, 3, 5, 15, 441] {
        let sound = [Float](repeating: 0.5, count: count)
        let result = try Resampler.resample(sound, from: step.from, to: step.to, quality: quality)
        let expected = Int((Double(count) * step.to / step.from + 0.5).rounded(.down))
        #expect(result.count == expected, "\(step), \(count)")
        #expect(result.count == Resampler.count(of: count, from: step.from, to: step.to))
      }
    }
  }

  @Test("a stream gives back what it can and holds back little")
  func latency() throws {
    let resampler = try Resampler(from: 48_000, to: 16_000)
    var made = 0
    for second in 1...3 {
      for _ in 0..<100 { made += resampler.push([Float](repeating: 0, count: 480)).count }
      #expect(made <= second * 16_000)
      #expect(made > second * 16_000 - 3000)
    }
  }

  @Test("an onset stays at its time", arguments: [(8000.0, 44_100.0), (44_100, 8000), (10, 999)])
  func onset(from: Double, to: Double) throws {
    var sound = [Float](repeating: 0, count: 1000)
    sound[600] = 1
    let result = try Resampler.resample(sound, from: from, to: to)
    let peak = try #require(result.indices.max { result[$0] < result[$1] })
    #expect(abs(Double(peak) / to - 600 / from) <= 0.51 / to)
  }

  @Test("samples that are no numbers or too large count as 0 and are counted")
  func replaced() throws {
    let broken: [Float] = [0.5, .nan, 0.25, .infinity, -.infinity, 1e21, -1e21, -0.0, 1e20]
    let mended: [Float] = [0.5, 0, 0.25, 0, 0, 0, 0, -0.0, 1e20]
    for rate in [16_000.0, 44_100] {
      let resampler = try Resampler(from: 16_000, to: rate)
      let result = resampler.push(broken) + resampler.finish()
      #expect(resampler.replacedCount == 5)
      #expect(result == (try Resampler.resample(mended, from: 16_000, to: rate)))
      #expect(result.allSatisfy { $0.isFinite })
    }
    #expect(try Resampler.resample(mended, from: 7, to: 7) == mended)
  }

  @Test(
    "rates that can't be are refused in a sentence",
    arguments: [0, -1, .nan, .infinity, -.infinity, 1e-4, 2e9] as [Double])
  func rates(rate: Double) throws {
    for (from, to) in [(rate, 16_000), (16_000, rate), (rate, rate)] {
      let error = try #require(refusal(from, to))
      guard case .rate(let found, let lowest, let highest) = error else {
        Issue.record("\(error)")
        continue
      }
      #expect(found == rate || found.isNaN && rate.isNaN)
      #expect(lowest == 0.001 && highest == 1e9)
      #expect(error.sentence.why.hasSuffix(" is not a sample rate from 0.001 to 1 000 000 000 Hz"))
    }
  }

  @Test("rates that lie too far apart are refused in a sentence")
  func ratios() throws {
    let error = try #require(refusal(1, 6_000_000))
    #expect(error == .ratio(from: 1, to: 6_000_000, limit: 10_000))
    #expect(error.sentence.what == "Cannot resample from 1 to 6 000 000 Hz")
    #expect(error.sentence.why == "one rate is more than 10 000 times the other")
    #expect(refusal(6_000_000, 1) == .ratio(from: 6_000_000, to: 1, limit: 10_000))
    #expect(refusal(10_001, 1) != nil && refusal(1, 10_000.5) != nil)
    #expect(refusal(10_000, 1) == nil && refusal(1, 10_000) == nil)
    let refused = ResamplerError.refused(from: 1.5, to: 2, reason: "out of memory").sentence
    #expect(refused.what == "Cannot resample from 1.5 to 2 Hz")
    #expect(refused.why == "soxr says: out of memory")
  }

  @Test("a quality states what the other tests measure")
  func summaries() {
    for quality in ResamplingQuality.allCases {
      #expect(quality.summary.contains("\(Int(quality.rejectionDecibels)) dB"))
      #expect(quality.summary.contains("0.9 of the lower Nyquist"))
    }
    #expect(ResamplingQuality.standard.summary.hasPrefix("level within 0.01 dB"))
    #expect(ResamplingQuality.best.summary.hasPrefix("level within 0.00001 dB"))
  }

  private func refusal(_ from: Double, _ to: Double) -> ResamplerError? {
    do throws(ResamplerError) {
      _ = try Resampler(from: from, to: to)
      return nil
    } catch {
      return error
    }
  }

  private func decibels(_ amplitude: Double) -> Double { 20 * log10(amplitude) }
}

/// A sine of amplitude 1, and what becomes of it.
private struct Sine {
  let hertz: Double

  /// Enough samples for the ends to be left out.
  func samples(_ step: (from: Double, to: Double)) -> [Float] {
    (0..<Int(2000 * max(1, step.from / step.to))).map {
      Float(sin(2 * .pi * hertz * Double($0) / step.from))
    }
  }

  /// A result without its ends, where the filter sees the sine begin and stop.
  static func middle(_ result: [Float], _ step: (from: Double, to: Double)) -> ArraySlice<Float> {
    let margin = Int(700 * max(1, step.to / step.from))
    return result[margin..<result.count - margin]
  }

  /// The amplitude of a sine of the same power.
  static func amplitude(_ values: [Double]) -> Double {
    (2 * product(values, values) / Double(values.count)).squareRoot()
  }

  /// Amplitude and phase of the sine in a result, and the amplitude of all that is beside it.
  func found(
    in result: [Float], _ step: (from: Double, to: Double)
  ) -> (amplitude: Double, phase: Double, rest: Double) {
    let middle = Self.middle(result, step)
    let angles = middle.indices.map { 2 * .pi * hertz * Double($0) / step.to }
    let (sines, cosines, values) = (angles.map(sin), angles.map(cos), middle.map(Double.init))
    let ss = Self.product(sines, sines)
    let cc = Self.product(cosines, cosines)
    let sc = Self.product(sines, cosines)
    let vs = Self.product(values, sines)
    let vc = Self.product(values, cosines)
    let a = (vs * cc - vc * sc) / (ss * cc - sc * sc)
    let b = (vc * ss - vs * sc) / (ss * cc - sc * sc)
    let rest = values.indices.map { values[$0] - a * sines[$0] - b * cosines[$0] }
    return ((a * a + b * b).squareRoot(), atan2(b, a), Self.amplitude(rest))
  }

  private static func product(_ left: [Double], _ right: [Double]) -> Double {
    var sum = 0.0
    for index in left.indices { sum += left[index] * right[index] }
    return sum
  }
}

/// Random numbers that are the same in every run.
private struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
