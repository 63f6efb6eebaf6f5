import Acoustics
import SoundDevices
import Testing

@Suite struct LoopTests {
  @Test func repeatsEverySampleAsItIs() {
    let listener = Listener(latency: 0)
    let noise = Sounds.noise(20_000)
    listener.play(Sounds.source(noise), 5000..<12_345, PlaybackSettings(repetition: .loop))
    let heard = listener.left(60_000)
    #expect(heard.indices.allSatisfy { heard[$0] == noise[5000 + $0 % 7345] })
    #expect(listener.player.playhead?.sample == 5000 + 60_000 % 7345)
    #expect(listener.player.playhead?.pass == 60_000 / 7345)
    #expect(listener.player.statistics.underrunCount == 0)
  }

  /// A sine cut anywhere: the step at the join is no larger than those within.
  @Test(arguments: [(0.0, 440.0), (0.01, 97.0)])
  func joinsWithoutAClick(lead: Double, hertz: Double) throws {
    let listener = Listener(latency: 0)
    let sine = Sounds.sine(hertz, seconds: 1)
    let start = Int(lead * 48_000)
    let settings = PlaybackSettings(repetition: .blendedLoop(seconds: 0.005))
    listener.play(Sounds.source(sine), start..<start + 10_007, settings)
    let heard = listener.left(50_000)
    let slope = try #require(zip(sine, sine.dropFirst()).map { abs($0 - $1) }.max())
    let steepest = try #require(zip(heard, heard.dropFirst()).map { abs($0 - $1) }.max())
    #expect(steepest < slope * 1.25)
    // All but the last 5 ms of a pass is as it was, and so is its length.
    for pass in 0..<4 {
      let first = pass * 10_007
      #expect(Array(heard[first..<first + 9767]) == Array(sine[start..<start + 9767]))
    }
    // Without a blend the same loop does click.
    listener.play(Sounds.source(sine), 100..<10_100, PlaybackSettings(repetition: .loop))
  }

  @Test func aBandLoopsWithoutAClick() throws {
    let listener = Listener(latency: 0)
    let sound = zip(Sounds.sine(1000, seconds: 1), Sounds.sine(60, seconds: 1)).map { $0 + $1 }
    let settings = PlaybackSettings(band: 500...2000, repetition: .loop)
    listener.play(Sounds.source(sound), 10_000..<20_011, settings)
    let heard = listener.left(45_000)
    let steepest = try #require(zip(heard, heard.dropFirst()).map { abs($0 - $1) }.max())
    #expect(steepest < 0.5 * 2 * 3.15 * 1000 / 48_000 * 1.2)
    #expect(abs(heard[0]) < 0.001)
  }

  @Test func aChangeKeepsThePlace() {
    let listener = Listener(latency: 0)
    listener.play(Sounds.ramp(400_000), 1000..<300_000)
    _ = listener.left(20_000)
    listener.player.change(PlaybackSettings(repetition: .loop))
    #expect(listener.player.settle())
    #expect(listener.left(512)[511] == Float(21_512) / Float(1 << 20))
    #expect(listener.player.playhead?.sample == 21_512)
    #expect(listener.told.filter { $0 == "started" }.count == 1)
  }

  @Test(arguments: [1, 2, 7])
  func shortestLoops(count: Int) {
    let listener = Listener(latency: 0)
    let noise = Sounds.noise(100)
    listener.play(Sounds.source(noise), 10..<10 + count, PlaybackSettings(repetition: .loop))
    let heard = listener.left(3000)
    #expect(heard.indices.allSatisfy { heard[$0] == noise[10 + $0 % count] })
  }

  @Test func emptyRangeEndsAtOnce() {
    for repetition in [PlaybackSettings.Repetition.once, .loop, .blendedLoop(seconds: 1)] {
      let listener = Listener(latency: 0)
      listener.play(Sounds.ramp(100), 50..<50, PlaybackSettings(repetition: repetition))
      #expect(listener.waitFor("ended finished"))
      #expect(listener.left(1000).allSatisfy { $0 == 0 })
    }
  }

  @Test func longLoopsAreReadAgain() {
    // Longer than what is kept in memory.
    let count = 9 << 20
    let listener = Listener(latency: 0)
    let source = Counting(count: count)
    listener.play(source, 0..<count, PlaybackSettings(repetition: .loop))
    listener.player.seek(to: count - 10_000)
    #expect(listener.player.settle())
    let heard = listener.left(20_000)
    #expect(heard[9999] == Float(count - 1) && heard[10_000] == 0 && heard[19_999] == 9999)
    #expect(listener.player.playhead?.pass == 1)
    #expect(listener.player.playhead?.sample == 10_000)
  }
}

/// A long sound that needs no memory: each sample is its number.
struct Counting: PlaybackSource {
  let count: Int
  var sampleRate: Double { 48_000 }
  var channelCount: Int { 1 }
  var sampleCount: Int { count }

  func read(_ range: SampleRange) -> [Float] { range.range.map { Float($0) } }
}
