import Foundation
import SoundDevices
import Synchronization
import Testing

/// What runs on the device's thread neither allocates nor locks: counted by a preloaded library.
@Suite struct CallbackTests {
  @Test func neverAllocatesNorLocks() throws {
    guard let library = try Probe.build() else {
      print("skipped: no C compiler that makes a library to be preloaded")
      return
    }
    defer { try? FileManager.default.removeItem(atPath: library) }
    let result = try OwnProcess.run(
      "CallbackUnderProbe",
      environment: ["LD_PRELOAD": library, "EARMARK_TEST_PURPOSE": "probe"])
    #expect(result.status == 0, "\(result.text)")
    #expect(result.notes.count == 1)
    print("probe: \(result.notes.first ?? "nothing")")
  }
}

@Suite(.enabled(if: OwnProcess.isFor("probe"))) struct CallbackUnderProbe {
  @Test func countsNothing() throws {
    let probe = try #require(Probe())
    // The probe counts what it should.
    let (allocations, locks) = probe.counting {
      let mutex = Mutex([Int]())
      for number in 0..<3 { mutex.withLock { $0.append(number) } }
      NSLock().lock()
    }
    #expect(allocations > 0 && locks > 0)

    let output = ProbedOutput()
    let player = Player(output: output) { _ in }
    let settings = PlaybackSettings(repetition: .loop)
    player.play(Sounds.source(Sounds.noise(50_000)), settings: settings)
    #expect(player.settle())
    let feed = try #require(output.feed)
    var buffer = [Float](repeating: 0, count: 2 * 1024)
    var random = SeededRandom(1)
    var (callCount, allocationCount, lockCount) = (0, 0, 0)
    for round in 0..<500 {
      switch round % 50 {
      case 10: player.seek(to: round * 10)
      case 20: player.pause()
      case 30: player.resume()
      case 40: player.volume = Float(round % 3) / 2
      default: break
      }
      let isLate = round % 50 > 45
      if !isLate { player.settle() }
      for _ in 0..<(isLate ? 60 : 4) {
        let count = Int.random(in: 1...1024, using: &random)
        buffer.withUnsafeMutableBufferPointer { buffer in
          guard let base = buffer.baseAddress else { return }
          let counts = probe.counting { feed.fill(base, count: count, now: 0, soundsAt: 0) }
          allocationCount += counts.allocations
          lockCount += counts.locks
        }
        callCount += 1
      }
    }
    #expect(player.statistics.underrunCount > 0)
    player.close()
    let input = ProbedInput()
    let recorder = Recorder(input: input) { _ in }
    recorder.start()
    #expect(recorder.settle())
    let recording = try #require(input.feed)
    for _ in 0..<1000 {
      let counts = probe.counting {
        buffer.withUnsafeBufferPointer { buffer in
          guard let base = buffer.baseAddress else { return }
          recording.take(base, count: 1024, now: 0, soundedAt: 0)
        }
      }
      allocationCount += counts.allocations
      lockCount += counts.locks
      callCount += 1
    }
    recorder.stop()
    #expect(allocationCount == 0 && lockCount == 0)
    OwnProcess.note("\(callCount) calls, \(allocationCount) allocations, \(lockCount) locks")
  }
}

/// An output that a test turns by hand.
private final class ProbedOutput: AudioOutput {
  private let held = Mutex<OutputFeed?>(nil)
  var feed: OutputFeed? { held.withLock { $0 } }
  var name: String { "probed" }
  var now: Double { 0 }
  var loss: AudioDeviceError? { nil }

  func open(for wish: StreamFormat, latency: Double) -> StreamFormat { wish }
  func start(_ feed: OutputFeed) { held.withLock { $0 = feed } }
  func stop() {}
  func close() {}
}

/// An input that a test turns by hand.
private final class ProbedInput: AudioInput {
  private let held = Mutex<InputFeed?>(nil)
  var feed: InputFeed? { held.withLock { $0 } }
  var name: String { "probed" }
  var now: Double { 0 }
  var loss: AudioDeviceError? { nil }

  func open(for wish: StreamFormat?, latency: Double) -> StreamFormat {
    StreamFormat(sampleRate: 48_000, channelCount: 2)
  }
  func start(_ feed: InputFeed) { held.withLock { $0 = feed } }
  func stop() {}
  func close() {}
}
