import Foundation
import SoundFiles
import Testing

struct SurveyTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func sine(
    _ hertz: Double, _ amplitude: Double, rate: Double, seconds: Double
  ) -> [Double] {
    (0..<Int(rate * seconds)).map { amplitude * sin(2 * Double.pi * hertz * Double($0) / rate) }
  }

  private func survey(
    _ samples: [Double], rate: Double, channels: UInt16 = 1
  ) throws -> SoundFileSurvey {
    let bytes = SoundBuilder.float32(samples.map { Float($0) })
    return try SoundFileSurvey(
      folder.write(
        SoundBuilder.wav(bytes, rate: UInt32(rate), channels: channels, bits: 32, tag: 3)))
  }

  @Test("a sine has the levels of the book", arguments: [8000.0, 16_000, 44_100, 48_000, 192_000])
  func sineLevels(rate: Double) throws {
    let found = try survey(sine(997, 0.5, rate: rate, seconds: 2), rate: rate)
    #expect(abs(try #require(found.peakLevel) + 6.0206) < 0.01)
    #expect(abs(try #require(found.rmsLevel) + 9.0309) < 0.01)
    // BS.1770: a full-scale sine of 997 Hz in one channel is −3.01 LUFS.
    #expect(abs(try #require(found.loudness) + 9.03) < 0.05)
    #expect(abs(try #require(found.bandwidth) - 997) < rate / 2048 * 16)
    #expect(abs(found.dcOffset) < 1e-3)
    #expect(found.clippedSamples == 0 && found.issues.isEmpty && !found.isTruncated)
  }

  @Test(
    "two equal channels are 3 LU louder, a surround channel 1.5, and the fourth of six is not heard"
  )
  func channels() throws {
    let wave = sine(997, 0.25, rate: 16_000, seconds: 1)
    func loudness(_ count: Int, _ sounding: [Int]) throws -> Double? {
      let samples = wave.flatMap { x in (0..<count).map { sounding.contains($0) ? x : 0 } }
      return try survey(samples, rate: 16_000, channels: UInt16(count)).loudness
    }
    let one = try #require(try loudness(1, [0]))
    #expect(abs(try #require(try loudness(2, [0, 1])) - one - 3.01) < 0.01)
    #expect(abs(try #require(try loudness(2, [1])) - one) < 0.01)
    #expect(abs(try #require(try loudness(5, [3])) - one - 1.49) < 0.01)
    #expect(abs(try #require(try loudness(6, [5])) - one - 1.49) < 0.01)
    #expect(try loudness(6, [3]) == nil)
  }

  @Test("quiet passages are gated")
  func gates() throws {
    // EBU Tech 3341, test signal 3: −36, −23 and −36 LUFS give −23.
    let rate = 48_000.0
    let quiet = sine(1000, pow(10, (-36 + 3.01) / 20), rate: rate, seconds: 3)
    let loud = sine(1000, pow(10, (-23 + 3.01) / 20), rate: rate, seconds: 18)
    let found = try survey(quiet + loud + quiet, rate: rate)
    #expect(abs(try #require(found.loudness) + 23) < 0.1)
    let silence = [Double](repeating: 0, count: 48_000)
    let padded = try survey(silence + loud + silence, rate: rate)
    #expect(abs(try #require(padded.loudness) + 23) < 0.1)
  }

  @Test("loudness needs 400 ms, a rate of 4 kHz, and something to hear")
  func noLoudness() throws {
    #expect(try survey(sine(997, 1, rate: 8000, seconds: 0.39), rate: 8000).loudness == nil)
    #expect(try survey(sine(997, 1, rate: 8000, seconds: 0.4), rate: 8000).loudness != nil)
    #expect(try survey(sine(100, 1, rate: 3000, seconds: 2), rate: 3000).loudness == nil)
    let quiet = try survey([Double](repeating: 1e-5, count: 8000), rate: 8000)
    #expect(quiet.loudness == nil && quiet.issues == ["nothing in it is louder than −60 dB"])
    let silent = try survey([Double](repeating: 0, count: 8000), rate: 8000)
    #expect(silent.peakLevel == nil && silent.rmsLevel == nil && silent.bandwidth == nil)
    #expect(silent.leadingSilence == 1 && silent.trailingSilence == 1)
    #expect(silent.issues == ["it is silent"])
  }

  @Test("silence at both ends is measured in seconds, over all channels")
  func silence() throws {
    var samples = [Double](repeating: 0.0005, count: 2 * 8000)
    samples[2 * 800] = 0.5
    samples[2 * 6400 + 1] = -0.5
    let found = try survey(samples, rate: 8000, channels: 2)
    #expect(found.leadingSilence == 0.1)
    #expect(abs(found.trailingSilence - Double(8000 - 6401) / 8000) < 1e-12)
  }

  @Test("clipping counts samples at full scale and names runs")
  func clipping() throws {
    var samples = [Int16](repeating: 100, count: 1000)
    for index in [10, 20, 500, 501, 502, 503] { samples[index] = 32_767 }
    samples[700] = -32_768
    samples[701] = 32_766
    let found = try SoundFileSurvey(folder.write(SoundBuilder.wav(SoundBuilder.pcm16(samples))))
    #expect(found.clippedSamples == 7)
    #expect(found.issues == ["7 samples are clipped, up to 4 in a row"])
  }

  @Test("an offset is that of the channel where it is largest, with its sign")
  func offset() throws {
    let samples = (0..<8000).flatMap { _ in [0.1, -0.25] }
    let found = try survey(samples, rate: 8000, channels: 2)
    #expect(abs(found.dcOffset + 0.25) < 1e-6)
    #expect(found.issues == ["it is off center by -0.25 of full scale"])
  }

  @Test("bandwidth ends where the sound ends", arguments: [500.0, 3000, 7900])
  func bandwidth(edge: Double) throws {
    let tones = stride(from: 100.0, through: edge, by: 50).map {
      sine($0, 0.002, rate: 16_000, seconds: 1)
    }
    let sum = (0..<16_000).map { place in tones.reduce(0) { $0 + $1[place] } }
    let found = try #require(try survey(sum, rate: 16_000).bandwidth)
    #expect(abs(found - edge) < 150)
  }

  @Test("samples that are not finite count as 0, floats beyond 1 are named")
  func floats() throws {
    let odd = try survey(
      [0.5, .nan, .infinity, -0.5] + [Double](repeating: 0, count: 9), rate: 8000)
    #expect(odd.peak == 0.5 && odd.rms.isFinite)
    #expect(odd.issues == ["2 samples are not finite and count as 0"])
    let loud = try survey([4, 4, 4, 4, -4, -4, -4, -4], rate: 8000)
    #expect(loud.issues == ["its samples go beyond full scale, up to 4.0"])
    #expect(loud.clippedSamples == 8)
  }

  @Test("one sample is enough")
  func one() throws {
    let found = try survey([0.25], rate: 8000)
    #expect(found.sampleCount == 1 && found.peak == 0.25 && found.rms == 0.25)
    #expect(found.bandwidth == nil && found.loudness == nil)
    #expect(found.sha256 == (try ContentHash.sha256(folder.file("sound"))))
  }
}
