import Acoustics
import SoundDevices
import Testing

@Suite struct PlayerTests {
  /// The latency of the offline output in samples.
  private let delay = 4800

  @Test func playsWhatTheSourceHolds() {
    let listener = Listener()
    let noise = Sounds.noise(100_000)
    listener.play(Sounds.source(noise), 1234..<90_001)
    let heard = listener.left(delay + 95_000)
    #expect(heard[..<delay].allSatisfy { $0 == 0 })
    #expect(Array(heard[delay..<delay + 88_767]) == Array(noise[1234..<90_001]))
    #expect(heard[(delay + 88_767)...].allSatisfy { $0 == 0 })
    #expect(listener.waitFor("ended"))
    #expect(listener.told == ["started", "ended finished"])
    #expect(listener.player.statistics.underrunCount == 0)
    #expect(listener.player.playhead == nil)
  }

  @Test func playheadIsTheSampleUnderTheEar() throws {
    let listener = Listener()
    let ramp = Sounds.ramp(60_000)
    listener.play(ramp, 5000..<55_000)
    var random = SeededRandom(3)
    var heardCount = 0
    while heardCount < delay + 50_000 {
      let step = Int.random(in: 1...1500, using: &random)
      let heard = listener.left(step)
      heardCount += step
      guard heardCount < delay + 50_000 else { break }
      let playhead = try #require(listener.player.playhead)
      // What was heard last is one before what is under the ear now.
      let last = try #require(heard.last)
      #expect(playhead.isAudible == (heardCount >= delay))
      #expect(playhead.sample == (last == 0 ? 5000 : Int(last * Float(1 << 20))))
    }
  }

  @Test func stereoStaysApartAndChannelsCanBeChosen() {
    let (left, right) = (Sounds.noise(5000, seed: 1), Sounds.noise(5000, seed: 2))
    let both = MemorySource(
      amplitudes: zip(left, right).flatMap { [$0, $1] }, sampleRate: 48_000, channelCount: 2)
    let expected: [(PlaybackSettings.Routing, [Float], [Float])] = [
      (.asRecorded, left, right), (.left, left, left), (.right, right, right),
      (.channel(1), right, right), (.channel(7), right, right),
      (.mono, zip(left, right).map { $0 / 2 + $1 / 2 }, zip(left, right).map { $0 / 2 + $1 / 2 }),
    ]
    for (routing, wantedLeft, wantedRight) in expected {
      let listener = Listener()
      listener.play(both, nil, PlaybackSettings(routing: routing))
      let heard = listener.output.hear(delay + 5000)
      for index in 0..<5000 {
        let place = 2 * (delay + index)
        #expect(abs(heard[place] - wantedLeft[index]) < 1e-7, "\(routing) \(index)")
        #expect(abs(heard[place + 1] - wantedRight[index]) < 1e-7, "\(routing) \(index)")
      }
    }
  }

  @Test func volumeChangesWithoutAStep() {
    let listener = Listener(latency: 0)
    listener.play(Sounds.source([Float](repeating: 0.5, count: 48_000)))
    #expect(listener.left(512).allSatisfy { $0 == 0.5 })
    listener.player.volume = 0.25
    let heard = listener.left(2048)
    #expect(heard.last == 0.125)
    #expect(zip(heard, heard.dropFirst()).allSatisfy { abs($0 - $1) < 0.003 })
  }

  @Test func seekIsHeardAtOnceAndWithoutAClick() throws {
    let listener = Listener(latency: 0)
    let ramp = Sounds.ramp(400_000)
    listener.play(ramp)
    _ = listener.left(10_000)
    listener.player.seek(to: 300_000)
    #expect(listener.player.settle())
    let heard = listener.left(2048)
    #expect(listener.player.playhead?.sample == 302_048)
    #expect(abs(heard[0] - Float(10_001) / Float(1 << 20)) < 0.002)
    #expect(heard[400] == Float(300_401) / Float(1 << 20))
    #expect(zip(heard, heard.dropFirst()).allSatisfy { abs($0 - $1) < 0.003 })
    #expect(listener.waitFor("moved"))
    #expect(listener.player.statistics.underrunCount == 0)
  }

  @Test func pauseHoldsAndResumeGoesOn() {
    let listener = Listener(latency: 0)
    listener.play(Sounds.ramp(100_000))
    _ = listener.left(10_000)
    listener.player.pause()
    let silent = listener.left(5000)
    #expect(silent[300...].allSatisfy { $0 == 0 })
    #expect(listener.player.playhead?.sample == 10_000)
    #expect(listener.player.playhead?.isAudible == false)
    listener.player.resume()
    let heard = listener.left(5000)
    #expect(heard[4999] == Float(15_000) / Float(1 << 20))
    #expect(listener.player.playhead?.sample == 15_000)
    #expect(listener.player.statistics.underrunCount == 0)
  }

  @Test func seekWhilePausedMovesThePlayheadAndWaits() {
    let listener = Listener(latency: 0.1)
    listener.play(Sounds.ramp(100_000))
    _ = listener.left(20_000)
    listener.player.pause()
    _ = listener.left(10_000)
    listener.player.seek(to: 70_000)
    #expect(listener.player.settle())
    #expect(listener.player.playhead?.sample == 70_000)
    #expect(listener.left(10_000)[300...].allSatisfy { $0 == 0 })
    listener.player.resume()
    #expect(listener.left(delay + 1)[delay] == Float(70_001) / Float(1 << 20))
    #expect(listener.player.playhead?.sample == 70_001)
  }

  @Test func stopIsSoonSilentAndWithoutAClick() {
    let listener = Listener(latency: 0)
    listener.play(Sounds.source(Sounds.sine(100, seconds: 2)))
    var heard = listener.left(10_100)
    listener.player.stop()
    #expect(listener.player.settle())
    #expect(listener.player.playhead == nil)
    heard += listener.left(5000)
    #expect(heard[10_500...].allSatisfy { $0 == 0 })
    #expect(zip(heard, heard.dropFirst()).allSatisfy { abs($0 - $1) < 0.01 })
    #expect(listener.told == ["started", "ended stopped"])
  }

  @Test func anotherSoundTakesItsPlace() {
    let listener = Listener(latency: 0)
    let first = listener.play(Sounds.ramp(100_000))
    _ = listener.left(10_000)
    let second = listener.play(Sounds.ramp(100_000), 50_000..<60_000)
    #expect(first < second)
    #expect(listener.left(1000)[999] == Float(51_000) / Float(1 << 20))
    #expect(listener.player.playhead?.playback == second)
    #expect(listener.waitFor("ended replaced"))
    #expect(listener.player.statistics.underrunCount == 0)
  }

  @Test func anEdgeSoundsShortly() throws {
    let listener = Listener(latency: 0)
    let source = Sounds.source([Float](repeating: 0.5, count: 48_000))
    for (side, range) in [
      (Player.EdgeSide.after, 10_000..<14_800), (.before, 5200..<10_000), (.around, 7600..<12_400),
    ] {
      listener.player.playEdge(source, at: 10_000, side, seconds: 0.1)
      #expect(listener.player.settle())
      #expect(listener.player.playhead?.sample == range.lowerBound)
      let heard = listener.left(6000)
      #expect(heard[0] < 0.01 && heard[2400] == 0.5 && heard[4799] < 0.01)
      #expect(heard[4800...].allSatisfy { $0 == 0 })
      #expect(zip(heard, heard.dropFirst()).allSatisfy { abs($0 - $1) < 0.01 })
    }
    // At the very begin there is nothing before.
    listener.player.playEdge(source, at: 0, .before, seconds: 0.1)
    #expect(listener.player.settle())
    #expect(listener.left(1000).allSatisfy { $0 == 0 })
  }

  @Test func tooLateIsCountedAndGoesOn() {
    let listener = Listener(latency: 0)
    listener.play(Sounds.ramp(500_000))
    #expect(listener.player.settle())
    // Nobody has the time to fill the ring again.
    let heard = listener.left(80_000, waits: false)
    #expect(heard[20_000] == Float(20_001) / Float(1 << 20))
    _ = listener.left(512)
    let statistics = listener.player.statistics
    #expect(statistics.underrunCount >= 1)
    #expect(statistics.missingCount > 0)
    let next = listener.left(1000)
    #expect(next[999] > 0)
    #expect(listener.player.playhead?.sample == Int(next[999] * Float(1 << 20)))
    #expect(listener.waitFor("underrun"))
  }
}
