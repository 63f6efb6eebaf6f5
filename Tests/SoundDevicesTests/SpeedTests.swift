import Acoustics
import SoundDevices
import Testing

@Suite struct SpeedTests {
  @Test(arguments: [0.1, 0.25, 0.5, 0.8, 1.25, 2.0, 3.0, 4.0])
  func pitchStaysAndLengthFollows(speed: Double) throws {
    let listener = Listener(latency: 0)
    let seconds = min(3.0, 6 * speed)
    listener.play(
      Sounds.source(Sounds.sine(440, seconds: seconds)), nil, PlaybackSettings(speed: speed))
    let expected = Int(seconds / speed * 48_000)
    let heard = listener.left(expected + 10_000)
    let end = try #require(heard.lastIndex { $0 != 0 })
    #expect(abs(Double(end) / Double(expected) - 1) < 0.01, "\(speed): \(end) of \(expected)")
    let hertz = Sounds.frequency(Array(heard[2000..<end - 4000]), rate: 48_000)
    #expect(abs(hertz / 440 - 1) < 0.01, "\(speed): \(hertz)")
    let steepest = try #require(
      zip(heard[..<(end - 3000)], heard.dropFirst()).map { abs($0 - $1) }.max())
    #expect(steepest < 0.5 * 2 * 3.15 * 440 / 48_000 * 2)
  }

  /// Clicks at known places: when one is heard, the playhead is there.
  @Test(arguments: [0.1, 0.7, 3.0])
  func playheadFollowsAtAnySpeed(speed: Double) throws {
    let listener = Listener(latency: 0)
    var sound = [Float](repeating: 0, count: 96_000)
    for click in stride(from: 6000, to: 90_000, by: 12_000) {
      for index in 0..<200 { sound[click + index] = 0.5 * Float(index % 2 == 0 ? 1 : -1) }
    }
    listener.play(Sounds.source(sound), nil, PlaybackSettings(speed: speed))
    var farthest = 0.0
    var found = 0
    var last = -1
    var silentFor = 10_000
    for _ in 0..<Int(96_000 / speed / 256) {
      let playhead = try #require(listener.player.playhead)
      let heard = listener.left(256)
      #expect(playhead.sample >= last)
      last = playhead.sample
      if let index = heard.firstIndex(where: { abs($0) > 0.2 }) {
        if silentFor > 2000 {
          let place = Double(playhead.sample) + Double(index) * speed
          let click = ((place - 6000) / 12_000).rounded() * 12_000 + 6000
          farthest = max(farthest, abs(place - click))
          found += 1
        }
        silentFor = 0
      } else {
        silentFor += 256
      }
    }
    // sonic moves whole periods of at most 1/65 s.
    #expect(farthest < 48_000 / 65 * 2, "\(speed): \(farthest)")
    #expect(found >= 6, "\(speed): \(found)")
  }

  /// sonic by itself would be up to 4 % off.
  @Test(arguments: [0.1, 3.3])
  func speedIsRightOverALongTime(speed: Double) throws {
    let listener = Listener(latency: 0)
    let noise = Sounds.noise(48_000 * 6)
    let settings = PlaybackSettings(speed: speed, repetition: .loop)
    listener.play(Sounds.source(noise), nil, settings)
    let count = 48_000 * 8
    _ = listener.left(count)
    let playhead = try #require(listener.player.playhead)
    let place = playhead.pass * noise.count + playhead.sample
    #expect(abs(Double(place) - speed * Double(count)) < max(480, 0.003 * speed * Double(count)))
  }

  @Test func pitchDropsWithATenthOfTheSpeed() throws {
    let listener = Listener(latency: 0, converter: SincConverter.factory)
    let bat = Sounds.sine(40_000, seconds: 0.1, rate: 384_000)
    listener.play(
      Sounds.source(bat, rate: 384_000), nil, PlaybackSettings(speed: 0.1, keepsPitch: false))
    #expect(listener.output.format?.sampleRate == 48_000)
    let heard = listener.left(60_000)
    let end = try #require(heard.lastIndex { abs($0) > 0.01 })
    #expect(abs(end - 48_000) < 100)
    #expect(abs(Sounds.frequency(Array(heard[100..<47_000]), rate: 48_000) / 4000 - 1) < 0.001)
  }

  @Test func playheadIsExactAcrossRates() throws {
    let listener = Listener(
      OfflineOutput(rates: [48_000]), latency: 0.02, converter: SincConverter.factory)
    let ramp = Sounds.ramp(200_000, rate: 44_100)
    listener.play(ramp, 0..<150_000)
    var heardCount = 0
    for step in [960, 1, 4095, 7001, 20_000, 512, 3] {
      _ = listener.left(step)
      heardCount += step
      let expected = Double(heardCount - 960) * 44_100 / 48_000
      let playhead = try #require(listener.player.playhead)
      #expect(abs(Double(playhead.sample) - expected) <= 1, "\(heardCount)")
    }
    let heard = listener.left(4)
    let expected = (Double(heardCount - 960) * 44_100 / 48_000 + 1) / Double(1 << 20)
    #expect(abs(Double(heard[0]) / expected - 1) < 1e-3)
  }

  @Test func withoutAConverterTheOutputIsOpenedAnew() {
    let listener = Listener(latency: 0)
    listener.play(Sounds.ramp(1000, rate: 44_100))
    #expect(listener.output.format?.sampleRate == 44_100)
    listener.play(Sounds.ramp(1000, rate: 48_000))
    #expect(listener.output.format?.sampleRate == 48_000)
    #expect(listener.output.openCount == 2)
    let fixed = Listener(OfflineOutput(rates: [48_000]))
    fixed.play(Sounds.ramp(1000, rate: 44_100))
    #expect(fixed.told == ["failed it works at 48000 Hz, the sound has 44100"])
    fixed.play(Sounds.ramp(1000, rate: 48_000))
    #expect(fixed.waitFor("failed"))
    #expect(fixed.output.hear(100).count == 200)
  }

  @Test func lowerRatesDoNotReopenWhilePlaying() {
    let listener = Listener(latency: 0, converter: SincConverter.factory)
    listener.play(Sounds.ramp(100_000, rate: 48_000))
    _ = listener.left(1000)
    listener.play(Sounds.ramp(100_000, rate: 16_000))
    #expect(listener.output.openCount == 1)
    listener.play(Sounds.ramp(100_000, rate: 96_000))
    #expect(listener.output.openCount == 2)
    #expect(listener.output.format?.sampleRate == 96_000)
  }

  @Test func oddRatesAndSpeedsArePlayed() {
    for rate in [1.0, 100, 1e6] {
      for speed in [0, 0.1, 4, 1e9, -.infinity, .nan] {
        for keepsPitch in [false, true] {
          let listener = Listener(latency: 0) { from, to in HoldConverter(from / to) }
          let settings = PlaybackSettings(speed: speed, keepsPitch: keepsPitch)
          listener.play(Sounds.source(Sounds.noise(50), rate: rate), nil, settings)
          #expect(listener.left(2000).allSatisfy { $0.isFinite })
          #expect(listener.told.allSatisfy { !$0.hasPrefix("failed") }, "\(listener.told)")
        }
      }
    }
  }
}

/// Repeats or leaves out samples; a converter that is quick at any ratio.
final class HoldConverter: SampleRateConverter {
  private let step: Double
  private var pushed = 0
  private var made = 0.0

  init(_ step: Double) { self.step = step }

  func push(_ samples: [Float]) -> [Float] {
    var result: [Float] = []
    while Int(made * step) < pushed + samples.count {
      result.append(samples[Int(made * step) - pushed])
      made += 1
    }
    pushed += samples.count
    return result
  }

  func finish() -> [Float] { [] }
}
