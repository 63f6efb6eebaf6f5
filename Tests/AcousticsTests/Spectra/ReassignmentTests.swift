import Acoustics
import Foundation
import Testing

private let frequencies = ReferenceVector.all.filter { $0.name == "librosa_reassigned_freqs" }
private let times = ReferenceVector.all.filter { $0.name == "librosa_reassigned_times" }

struct ReassignmentTests {
  /// Where the power of every bin and frame came from, `[frames, bins]`, framed as librosa does.
  private func places(
    _ samples: [Float], _ rate: Double, nFFT: Int = 512, hop: Int = 160
  ) -> [[ReassignedSpectrum.Place]] {
    let settings = AnalysisSettings(
      sampleRate: rate, windowLength: nFFT, hopLength: hop, nFFT: nFFT)
    var spectrum = ReassignedSpectrum(settings)
    let zeros = [Float](repeating: 0, count: nFFT)
    let padded = zeros + samples + zeros
    return (0...samples.count / hop).map { frame in
      let first = nFFT + frame * hop - nFFT / 2
      padded[first..<first + nFFT].withUnsafeBufferPointer { spectrum.measure($0) }
      return spectrum.places
    }
  }

  /// How far the loud bins lie from a vector, as a share of what is tolerated.
  private func excess(
    _ vector: ReferenceVector, _ value: (ReassignedSpectrum.Place, Int, Double) -> Double
  ) throws -> Double {
    let (samples, rate) = try vector.sound()
    let places = places(samples, rate)
    let expected = try vector.expected()
    let loudest = places.joined().reduce(0) { max($0, $1.power) }
    var (worst, count) = (0.0, 0)
    for (frame, row) in places.enumerated() {
      for (bin, place) in row.enumerated() where place.power > 1e-6 * loudest {
        let reference = Double(expected[frame * row.count + bin])
        guard !reference.isNaN else { continue }
        count += 1
        worst = max(worst, abs(value(place, frame, rate) - reference))
      }
    }
    #expect(count > 100)
    return worst / vector.tolerance.value
  }

  @Test("frequencies equal librosa's", arguments: frequencies)
  func frequency(vector: ReferenceVector) throws {
    let excess = try excess(vector) { place, _, rate in max(0, min(rate / 2, place.hertz)) }
    #expect(excess <= 1, "\(excess) times what is tolerated")
  }

  @Test("times equal librosa's but for its half sample", arguments: times)
  func time(vector: ReferenceVector) throws {
    let (samples, rate) = try vector.sound()
    let seconds = Double(samples.count) / rate
    let excess = try excess(vector) { place, frame, rate in
      max(0, min(seconds, (Double(frame * 160) + place.samples + 0.5) / rate))
    }
    #expect(excess <= 1, "\(excess) times what is tolerated")
  }

  @Test("transforms of any length find a tone and a click", arguments: [256, 400, 441, 509])
  func lengths(nFFT: Int) {
    var wave = sine(hertz: 1234.5, amplitude: 0.5, rate: 16_000, count: 4000)
    let tone = places(wave, 16_000, nFFT: nFFT)[12]
    let loudest = tone.max { $0.power < $1.power }
    #expect(abs((loudest?.hertz ?? 0) - 1234.5) < 0.5)
    wave = [Float](repeating: 0, count: 4000)
    wave[1930] = 1
    for place in places(wave, 16_000, nFFT: nFFT)[12] where place.power > 1e-6 {
      #expect(abs(1920 + place.samples - 1930) < 0.01)
    }
  }

  @Test("a tone between two bins is one line, and a click one column")
  func sharpness() throws {
    let settings = AnalysisSettings.standard(sampleRate: 16_000)
    let wave = sine(hertz: 1010, amplitude: 1, rate: 16_000, count: 16_000)
    let tone = try FeatureMatrix(.reassigned, of: wave, settings: settings)
    let levels = (0..<tone.binAxis.count).map { tone[bin: $0, frame: 50] }
    // All of its power lies in one bin.
    #expect(abs(levels[32]) < 0.1)
    #expect(levels.indices.allSatisfy { $0 == 32 || levels[$0] < -60 })
    var silence = [Float](repeating: 0, count: 16_000)
    silence[8003] = 1
    let click = try FeatureMatrix(.reassigned, of: silence, settings: settings)
    #expect(click[bin: 100, frame: 50] > -60)
    #expect((48...52).allSatisfy { $0 == 50 || click[bin: 100, frame: $0] < -119 })
  }

  @Test("a picture of few samples shows a click in one of its columns")
  func picture() throws {
    var samples = [Float](repeating: 0, count: 16_000)
    samples[8100] = 1
    let settings = AnalysisSettings.standard(sampleRate: 16_000)
    let grid = ColumnGrid(span: SampleRange(7600..<8600), count: 50)
    var analyzer = try PictureAnalyzer(
      feature: .reassigned, settings: settings, grid: grid, sampleCount: 16_000)
    let values = analyzer.columns(0..<50, samples: samples, firstSample: 0)
    let bins = analyzer.binAxis.count
    let loud = (0..<50).filter { values[$0 * bins + 100] > -100 }
    #expect(loud == [25] || loud == [24])
  }
}
