import Acoustics
import SoundDevices
import Testing

@Suite struct DeviceLossTests {
  @Test func anUnpluggedDeviceIsANoticeAndTheNextSoundTriesAgain() throws {
    let listener = Listener(latency: 0.1)
    listener.play(Sounds.ramp(400_000))
    _ = listener.left(24_800)
    listener.output.lose()
    #expect(listener.waitFor("lost it was unplugged at 20000"))
    #expect(listener.player.playhead == nil)
    #expect(listener.left(1000).allSatisfy { $0 == 0 })
    listener.player.seek(to: 5)
    listener.player.stop()
    listener.play(Sounds.ramp(400_000), 20_000..<30_000)
    #expect(listener.left(4801)[4800] == Float(20_001) / Float(1 << 20))
    #expect(listener.player.settle())
    #expect(listener.told == ["started", "lost it was unplugged at 20000", "started"])
  }

  @Test func noDeviceIsAFailureEachTimeUntilThereIsOne() {
    let listener = Listener()
    listener.output.refuse(.noDevice(.output))
    for _ in 0..<3 { listener.play(Sounds.ramp(1000)) }
    listener.player.pause()
    listener.player.seek(to: 3)
    listener.player.change(PlaybackSettings(speed: 2))
    #expect(listener.player.settle())
    #expect(
      listener.told == Array(repeating: "failed this machine has no sound output", count: 3))
    #expect(listener.player.playhead == nil)
    listener.output.refuse(nil)
    listener.play(Sounds.ramp(1000))
    #expect(listener.left(5000)[4900] == Float(101) / Float(1 << 20))
  }

  @Test func aStallIsToldOnceAndSoIsItsEnd() {
    let listener = Listener()
    listener.play(Sounds.ramp(100_000))
    listener.output.stall(seconds: 2)
    for _ in 0..<3 { listener.player.settle() }
    listener.output.stall(seconds: nil)
    for _ in 0..<3 { listener.player.settle() }
    #expect(listener.told == ["stalled", "resumed"])
  }

  @Test func aSourceThatFailsOrShrinksEndsTheSound() {
    let listener = Listener(latency: 0)
    listener.play(Flaky(failsAt: 30_000, endsAt: 100_000))
    _ = listener.left(40_000)
    #expect(listener.waitFor("source failed"))
    #expect(listener.left(10).allSatisfy { $0 == 0 })
    listener.play(Flaky(failsAt: 100_000, endsAt: 12_345))
    let heard = listener.left(20_000)
    #expect(heard[12_344] == 0.25 && heard[12_345] == 0)
    #expect(listener.waitFor("ended finished"))
    // A loop goes on with what is left.
    let settings = PlaybackSettings(repetition: .loop)
    listener.play(Flaky(failsAt: 200_000, endsAt: 1000), nil, settings)
    #expect(listener.left(5000).allSatisfy { $0 == 0.25 })
    listener.play(Flaky(failsAt: 200_000, endsAt: 0), nil, settings)
    #expect(listener.left(5000)[600...].allSatisfy { $0 == 0 })
  }

  @Test func noNumbersAreSilence() {
    let listener = Listener(latency: 0)
    listener.play(Sounds.source([0.5, .nan, .infinity, -.infinity, 0.25]))
    #expect(listener.left(5) == [0.5, 0, 0, 0, 0.25])
  }

  @Test func manyOrdersAtOnceEndWithTheLast() {
    let listener = Listener(latency: 0)
    let ramp = Sounds.ramp(400_000)
    for start in 0..<200 {
      listener.player.play(ramp, .init(start * 100..<400_000))
      listener.player.seek(to: start)
    }
    let last = listener.player.play(ramp, .init(300_000..<400_000))
    #expect(listener.player.settle())
    #expect(listener.left(1000)[999] == Float(301_000) / Float(1 << 20))
    #expect(listener.player.playhead?.playback == last)
  }

  @Test func closingEndsAllAndNothingPlaysAfterwards() {
    let listener = Listener()
    listener.play(Sounds.ramp(100_000))
    listener.player.close()
    #expect(listener.told == ["ended stopped"])
    #expect(listener.output.format == nil)
    listener.player.play(Sounds.ramp(10))
    listener.player.close()
    #expect(listener.told == ["ended stopped"])
  }

  /// A player that nobody closed: its thread must not keep it.
  @Test func lettingGoOfAPlayerGivesTheOutputBack() {
    let output = OfflineOutput()
    do {
      let listener = Listener(output)
      listener.play(Sounds.ramp(100_000))
      #expect(output.format != nil)
    }
    #expect(output.format == nil)
  }
}

/// A sound of one amplitude that can't be read from some sample on, or ends before it should.
struct Flaky: PlaybackSource {
  struct Failure: Error {}

  let failsAt, endsAt: Int
  var sampleRate: Double { 48_000 }
  var channelCount: Int { 1 }
  var sampleCount: Int { 100_000 }

  func read(_ range: SampleRange) throws -> [Float] {
    guard range.upperBound <= failsAt else { throw Failure() }
    return [Float](repeating: 0.25, count: max(0, min(range.upperBound, endsAt) - range.lowerBound))
  }
}
