import Acoustics
import Foundation
import SoundDevices
import Synchronization
import Testing

@Suite struct PipeTests {
  private let format = StreamFormat(sampleRate: 48_000, channelCount: 1)

  /// A named pipe that vanishes with its owner.
  private final class NamedPipe: Sendable {
    let path = NSTemporaryDirectory() + "/earmark-\(UUID().uuidString)"
    init() { #expect(mkfifo(path, 0o600) == 0) }
    deinit { unlink(path) }

    /// Reads on a thread of its own, so many bytes at most, and goes away.
    func reader(_ limit: Int = .max, after held: @escaping @Sendable () -> Void = {}) -> Reader {
      Reader(limit, held) { [path] in open(path, O_RDONLY) }
    }
  }

  /// A thread that reads bytes.
  private final class Reader: Sendable {
    private let found = Mutex<[UInt8]>([])
    private let thread: Mutex<TestThread?> = Mutex(nil)
    let isOpen = Atomic<Bool>(false)

    init(
      _ limit: Int, _ held: @escaping @Sendable () -> Void, _ open: @escaping @Sendable () -> Int32
    ) {
      thread.withLock { thread in
        thread = TestThread { [self] in
          let descriptor = open()
          isOpen.store(true, ordering: .releasing)
          held()
          var bytes = [UInt8](repeating: 0, count: 4096)
          var left = limit
          while left > 0 {
            let count = read(descriptor, &bytes, min(left, bytes.count))
            guard count > 0 else { break }
            left -= count
            found.withLock { $0 += bytes[..<count] }
          }
          close(descriptor)
        }
      }
    }

    var bytes: [UInt8] { found.withLock { $0 } }
    var levels: [Int16] {
      let bytes = bytes
      return stride(from: 0, to: bytes.count - 1, by: 2).map {
        Int16(bitPattern: UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8)
      }
    }
    var floats: [Float] {
      let bytes = bytes
      return stride(from: 0, to: bytes.count - 3, by: 4).map { place in
        Float(bitPattern: (0..<4).reduce(0) { $0 | UInt32(bytes[place + $1]) << (8 * $1) })
      }
    }

    func join() { thread.withLock { $0 }?.join() }
  }

  /// A player on an output, with what it told.
  private func player(_ output: PipeOutput) -> (player: Player, log: EventLog) {
    let log = EventLog()
    return (Player(output: output, latency: 0.05) { log.append($0) }, log)
  }

  private func wait(_ log: EventLog, _ text: String) -> Bool {
    for _ in 0..<1000 {
      if log.told.contains(where: { $0.hasPrefix(text) }) { return true }
      pause(milliseconds: 10)
    }
    return false
  }

  @Test func sendsWhatTheSourceHoldsInRealTime() {
    let pipe = NamedPipe()
    let reader = pipe.reader()
    let noise = Sounds.noise(24_000)
    do {
      let output = PipeOutput(.file(path: pipe.path), encoding: .f32le, format: format)
      let (player, log) = player(output)
      // The reader may be later than the writer.
      for _ in 0..<200 where !log.told.contains("started") {
        player.play(Sounds.source(noise))
        pause(milliseconds: 20)
      }
      let begin = Date()
      #expect(wait(log, "ended finished"), "\(log.told)")
      let seconds = Date().timeIntervalSince(begin)
      #expect(seconds > 0.3 && seconds < 3, "\(seconds)")
      player.close()
    }
    reader.join()
    #expect(Array(reader.floats.prefix(24_000)) == noise)
    #expect(reader.floats.dropFirst(24_000).allSatisfy { $0 == 0 })
  }

  @Test func nobodyReadsIsAFailureWithAWayOut() {
    let pipe = NamedPipe()
    let (player, log) = player(PipeOutput(.file(path: pipe.path), format: format))
    player.play(Sounds.ramp(1000))
    #expect(wait(log, "failed no program reads from this pipe"))
    player.close()
  }

  @Test func aReaderThatGoesAwayIsALossAndTheNextOneIsServed() {
    let pipe = NamedPipe()
    let output = PipeOutput(.file(path: pipe.path), encoding: .f32le, format: format)
    let (player, log) = player(output)
    let first = pipe.reader(8000)
    repeat {
      player.play(Sounds.ramp(480_000))
      pause(milliseconds: 20)
    } while !first.isOpen.load(ordering: .acquiring)
    #expect(wait(log, "lost the program that read it went away"), "\(log.told)")
    first.join()
    #expect(player.playhead == nil)
    let second = pipe.reader(8000)
    repeat {
      player.play(Sounds.ramp(480_000))
      pause(milliseconds: 20)
    } while !second.isOpen.load(ordering: .acquiring)
    second.join()
    #expect(second.floats.last.map { $0 > 0 } == true)
    player.close()
  }

  @Test func aReaderThatLeavesBetweenSoundsIsMissedAtOnce() {
    let pipe = NamedPipe()
    let output = PipeOutput(.file(path: pipe.path), encoding: .f32le, format: format)
    let (player, log) = player(output)
    let isHeld = Mutex(true)
    let first = pipe.reader(0) { while isHeld.withLock({ $0 }) { pause(milliseconds: 5) } }
    repeat {
      player.play(Sounds.ramp(100))
      pause(milliseconds: 20)
    } while !first.isOpen.load(ordering: .acquiring)
    #expect(wait(log, "ended finished"))
    isHeld.withLock { $0 = false }
    first.join()
    #expect(wait(log, "lost the program that read it went away at -"), "\(log.told)")
    let second = pipe.reader(400)
    repeat {
      player.play(Sounds.ramp(100))
      pause(milliseconds: 20)
    } while !second.isOpen.load(ordering: .acquiring)
    second.join()
    #expect(second.floats.count == 100)
    player.close()
  }

  @Test func aReaderThatStopsIsWaitedFor() {
    let pipe = NamedPipe()
    let isHeld = Mutex(true)
    let output = PipeOutput(
      .file(path: pipe.path), encoding: .f32le, format: format, patienceSeconds: 0.3)
    let (player, log) = player(output)
    let reader = pipe.reader { while isHeld.withLock({ $0 }) { pause(milliseconds: 10) } }
    repeat {
      player.play(Sounds.ramp(48_000), settings: PlaybackSettings(repetition: .loop))
      pause(milliseconds: 20)
    } while !reader.isOpen.load(ordering: .acquiring)
    #expect(wait(log, "stalled"), "\(log.told)")
    // Nothing hangs meanwhile.
    player.pause()
    player.resume()
    player.seek(to: 40_000)
    isHeld.withLock { $0 = false }
    #expect(wait(log, "resumed"), "\(log.told)")
    player.stop()
    #expect(wait(log, "ended stopped"))
    #expect(player.statistics.underrunCount == 0)
    player.close()
  }

  /// Stopping in the midst of a sample must not shift the bytes of what follows: samples of 14
  /// bytes fill no pipe evenly.
  @Test func samplesStayWholeWhenAStalledSoundIsStopped() {
    let pipe = NamedPipe()
    let isHeld = Mutex(true)
    let sound = MemorySource(
      amplitudes: (0..<200_000).map { $0 % 2 == 0 ? 0.5 : -0.25 }, sampleRate: 48_000,
      channelCount: 2)
    let reader = pipe.reader { while isHeld.withLock({ $0 }) { pause(milliseconds: 10) } }
    do {
      let output = PipeOutput(
        .file(path: pipe.path), format: StreamFormat(sampleRate: 48_000, channelCount: 7))
      let (player, _) = player(output)
      repeat {
        player.play(sound)
        pause(milliseconds: 20)
      } while !reader.isOpen.load(ordering: .acquiring)
      pause(milliseconds: 600)
      player.close()
      let log = EventLog()
      let again = Player(output: output) { log.append($0) }
      isHeld.withLock { $0 = false }
      again.play(sound, .init(0..<4800))
      #expect(wait(log, "ended finished"))
      again.close()
    }
    reader.join()
    let levels = reader.levels
    #expect(reader.bytes.count % 14 == 0 && levels.count > 7 * 8000, "\(levels.count)")
    let isWhole = stride(from: 0, to: levels.count - 6, by: 7).allSatisfy { place in
      levels[place] >= 0 && levels[place + 1] <= 0 && levels[place + 2] == 0
    }
    #expect(isWhole)
  }

  @Test func filesAreMadeButNeverReplaced() throws {
    let path = NSTemporaryDirectory() + "/earmark-\(UUID().uuidString)"
    defer { unlink(path) }
    do {
      let (player, log) = player(PipeOutput(.file(path: path), format: format))
      player.play(Sounds.source([0, 0.5, -0.5, 1, -1, 7, -7, 1.0 / 65_536]))
      #expect(wait(log, "ended finished"))
      player.close()
    }
    let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
    let levels = stride(from: 0, to: 16, by: 2).map {
      Int16(bitPattern: UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8)
    }
    #expect(levels == [0, 16_384, -16_384, 32_767, -32_768, 32_767, -32_768, 1])
    let (player, log) = player(PipeOutput(.file(path: path), format: format))
    player.play(Sounds.ramp(1000))
    #expect(wait(log, "failed a file of this name exists"))
    player.close()
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)).count == bytes.count)
  }

  @Test func reachesAProgramThatListens() throws {
    #if canImport(Glibc)
      let kind = Int32(SOCK_STREAM.rawValue)
    #else
      let kind = SOCK_STREAM
    #endif
    let listener = socket(AF_INET, kind, 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { plain in
        #expect(bind(listener, plain, size) == 0 && listen(listener, 1) == 0)
        #expect(getsockname(listener, plain, &size) == 0)
      }
    }
    let port = Int(UInt16(bigEndian: address.sin_port))
    let reader = Reader(.max, {}) { accept(listener, nil, nil) }
    let noise = Sounds.noise(4800)
    do {
      let target = try PipeTarget("tcp:127.0.0.1:\(port)")
      let (player, log) = player(PipeOutput(target, encoding: .f32le, format: format))
      player.play(Sounds.source(noise))
      #expect(wait(log, "ended finished"), "\(log.told)")
      player.close()
    }
    reader.join()
    close(listener)
    #expect(Array(reader.floats.prefix(4800)) == noise)
    let (player, log) = player(PipeOutput(.tcp(host: "127.0.0.1", port: port), format: format))
    player.play(Sounds.ramp(1000))
    #expect(wait(log, "failed Connection refused"), "\(log.told)")
    player.close()
  }

  @Test func targetsAreRead() throws {
    #expect(try PipeTarget("stdout") == .standardOutput)
    #expect(try PipeTarget("pipe:/tmp/a:b") == .file(path: "/tmp/a:b"))
    #expect(try PipeTarget("tcp:localhost:4010") == .tcp(host: "localhost", port: 4010))
    #expect(try PipeTarget("tcp:[::1]:4010") == .tcp(host: "::1", port: 4010))
    #expect(try PipeTarget("tcp:[::1]:4010").name == "[::1]:4010")
    for text in [
      "", "pipe:", "pipe", "tcp:", "tcp:host", "tcp:host:", "tcp:host:0", "tcp:host:65536",
      "tcp::1", "tcp:::1:5", "tcp:[]:5", "stdout:", "file:x",
    ] {
      #expect(throws: AudioDeviceError.badTarget(text)) { try PipeTarget(text) }
    }
  }
}
