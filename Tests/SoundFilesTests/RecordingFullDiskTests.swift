import Acoustics
import Foundation
import SoundFiles
import Testing

/// No room is left: recordings keep what was written, everything else leaves nothing.
struct RecordingFullDiskTests {
  private static let formats = [
    SoundFormat(.wav, .pcm24, sampleRate: 8000, channelCount: 1),
    SoundFormat(.flac, .pcm16, sampleRate: 48_000, channelCount: 2),
    SoundFormat(.caf, .pcm16, sampleRate: 8000, channelCount: 1),
  ]

  /// Writes noise until it fails; gives the error and how many samples were taken before.
  private static func fill(
    _ path: [UInt8], _ format: SoundFormat, _ mode: SoundFileWriter.Mode
  ) throws(SoundWritingError) -> (SoundWritingError, Int) {
    var dice = SystemDice(seed: 1)
    let writer = try SoundFileWriter(path, format, mode)
    while true {
      do throws(SoundWritingError) {
        try writer.append((0..<4000 * format.channelCount).map { _ in dice.amplitude() })
      } catch {
        expectSentence(error)
        #expect(throws: error) { try writer.append([Float](repeating: 0, count: 8)) }
        #expect(throws: error) { try writer.finish() }
        return (error, writer.sampleCount)
      }
    }
  }

  private static func check(
    _ path: String, _ formats: [SoundFormat], _ isExpected: (SoundWritingError) -> Bool
  ) throws {
    let room = freeBlocks(path)
    for format in formats {
      let name = "take.\(format.container.fileExtension)"
      let file = Array("\(path)/\(name)".utf8)
      let (whole, _) = try fill(file, format, .whole(.refuse))
      #expect(isExpected(whole), "\(whole)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: path).isEmpty)
      guard format.container != .caf else { continue }
      waitForRoom(room, path)
      let (flushed, count) = try fill(file, format, .flushed)
      #expect(isExpected(flushed), "\(flushed)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: path) == [name])
      let facts = try SoundFile.probe(file)
      print("\(name): \(count) samples taken, \(facts.sampleCount) kept")
      #expect(facts.sampleCount > count - format.sampleRate && facts.issues.isEmpty)
      #expect(try SampleOracle(file).count == facts.sampleCount)
      try FileManager.default.removeItem(atPath: "\(path)/\(name)")
    }
  }

  private static func freeBlocks(_ path: String) -> UInt {
    var facts = statvfs()
    return statvfs(path, &facts) == 0 ? UInt(facts.f_bfree) : 0
  }

  /// Waits until what was removed takes no room: a program that another test is just starting may
  /// have the file open for a moment.
  private static func waitForRoom(_ wanted: UInt, _ path: String) {
    for _ in 0..<100 where freeBlocks(path) < wanted { usleep(20_000) }
  }

  @Test("a limit on the size of files")
  func sizeLimit() async throws {
    let folder = try TemporaryFolder()
    await #expect(processExitsWith: .success) { [path = folder.path as String] in
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 300_000, rlim_max: 300_000)
      #expect(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
      try Self.check(path, Self.formats) { if case .tooLarge = $0 { true } else { false } }
    }
  }

  @Test("a disk without room")
  func fullDisk() throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/small"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    guard Self.run("mount", ["-t", "tmpfs", "-o", "size=512k", "tmpfs", path]) else {
      print("skipped: no right to mount a small disk")
      return
    }
    defer { _ = Self.run("umount", ["-l", path]) }
    try Self.check(path, Self.formats) { $0 == .diskFull(name: $0.name) }
    let source = folder.file("in.wav")
    let writer = try SoundFileWriter(
      source, SoundFormat(.wav, .pcm16, sampleRate: 8000, channelCount: 1))
    try writer.append([Float](repeating: 0.1, count: 400_000))
    try writer.finish()
    for name in ["out.wav", "out.caf"] {
      let target = Array("\(path)/\(name)".utf8)
      #expect(throws: SoundWritingError.diskFull(name: name)) {
        try SoundTrim.export(SampleRange(0..<400_000), of: source, to: target)
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: path).isEmpty)
    }
  }

  private static func run(_ program: String, _ arguments: [String]) -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    process.standardError = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      return false
    }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
