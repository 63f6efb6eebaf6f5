import Foundation
import Testing

/// `play`, `record` and `devices`, as scripts use them.
@Suite(.serialized) struct CommandsSoundTests {
  /// A card of its own for a program; nil where there is none, with a line.
  private var card: [String]? {
    let path = Program.root.deletingLastPathComponent()
      .appending(path: "shared/tools/virtual-audio").path
    guard FileManager.default.isExecutableFile(atPath: path) else {
      print("skipped: no virtual sound card beside the package")
      return nil
    }
    let check = Process()
    check.executableURL = URL(filePath: path)
    check.arguments = ["check"]
    check.standardOutput = FileHandle.nullDevice
    check.standardError = FileHandle.nullDevice
    guard (try? check.run()) != nil else { return nil }
    check.waitUntilExit()
    if check.terminationStatus == 0 { return [path, "run", "--"] }
    print("skipped: the virtual sound card lacks packages")
    return nil
  }

  private func noise(_ folder: TestFolder, seconds: Int = 1) throws -> (path: String, [Int16]) {
    var state: UInt32 = 7
    let samples = (0..<48_000 * seconds).map { _ -> Int16 in
      state = state &* 1_664_525 &+ 1_013_904_223
      return Int16(truncatingIfNeeded: Int(state >> 17) - 16_384)
    }
    let path = folder.sounds + "/noise.wav"
    try folder.write(SoundBytes.wav(rate: 48_000, samples: samples), to: path)
    return (path, samples)
  }

  /// The left side of what was sent, from its first sample that is not silent.
  private func sent(_ path: String) throws -> [Int16] {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    let left = stride(from: 0, to: bytes.count - 3, by: 4).map {
      Int16(bitPattern: UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8)
    }
    return Array(left.drop { $0 == 0 })
  }

  /// A machine whose sound system says nothing of devices must not end the program.
  @Test func aSoundSystemWithoutDevicesIsOneSentence() throws {
    let folder = try TestFolder()
    let (path, _) = try noise(folder)
    let environment = ["ALSA_CONFIG_PATH": "/dev/null"]
    let list = try Program.run(["devices"], home: folder.home, environment: environment)
    #expect([0, 1].contains(list.status), "\(list.status) \(list.error)")
    let play = try Program.run(["play", path], home: folder.home, environment: environment)
    #expect(play.status == 1)
    #expect(play.error.hasPrefix("earmark: Cannot play: "), "\(play.error)")
  }

  @Test func playSendsWhatTheFileHolds() throws {
    let folder = try TestFolder()
    let (path, samples) = try noise(folder)
    let out = folder.path + "/out.pcm"
    let result = try Program.run(["play", path, "--audio-out", "pipe:" + out], home: folder.home)
    #expect(result.status == 0, "\(result.error)")
    #expect(result.output.isEmpty)
    #expect(try sent(out).starts(with: samples))
    let again = try Program.run(["play", path, "--audio-out", "pipe:" + out], home: folder.home)
    #expect(again.status == 1)
    #expect(again.error.contains("a file of this name exists"))
  }

  @Test func playPlaysPartsSlowerAndEndsAtOnceWithCtrlC() throws {
    let folder = try TestFolder()
    let (path, _) = try noise(folder)
    for (flags, count) in [
      (["--start", "0.2", "--end", "0.4"], 9600), (["--end", "0.2", "--speed", "0.5"], 19_200),
      (["--end", "0.2", "--speed", "2", "--keep-pitch"], 4800),
    ] {
      let out = folder.path + "/out\(count).pcm"
      let result = try Program.run(
        ["play", path, "--audio-out", "pipe:" + out] + flags, home: folder.home)
      #expect(result.status == 0)
      let length = try sent(out).reversed().drop { $0 == 0 }.count
      #expect(abs(length - count) < 1200, "\(flags) \(length)")
    }
    let stopped = try Program.run(
      ["play", path, "--loop", "--audio-out", "pipe:" + folder.path + "/loop.pcm"],
      home: folder.home, launcher: Program.shell("\"$@\" & sleep 1; kill -INT $!; wait $!"))
    #expect(stopped.status == 130, "\(stopped.error)")
  }

  @Test func wrongUseIsRefused() throws {
    let folder = try TestFolder()
    let (path, _) = try noise(folder)
    for arguments in [
      ["play", path, "--speed", "9"], ["play", path, "--low-hz", "5", "--high-hz", "2"],
      ["play", path, "--audio-out", "nowhere"], ["play", path, "--channel", "0"],
      ["play", path, "--audio-latency", "9"], ["record", folder.path + "/a.ogg"],
      ["record", folder.path + "/a.wav", "--bits", "7"],
    ] {
      try Program.expectRefusal(arguments, home: folder.home, status: 2)
    }
    try Program.expectRefusal(["play", path, "--channel", "2"], home: folder.home, status: 1)
    try Program.expectRefusal(["play", path, "--start", "7"], home: folder.home, status: 1)
    try Program.expectRefusal(["record", path], home: folder.home, status: 1)
  }

  @Test func withoutADeviceEachSaysSoInASentence() throws {
    let folder = try TestFolder()
    let (path, _) = try noise(folder)
    // The machine of the test may have a device: then there is nothing to see.
    guard try Program.objects(["devices", "--json"], home: folder.home).isEmpty else { return }
    try Program.expectRefusal(["play", path], home: folder.home, status: 1)
    try Program.expectRefusal(["record", folder.path + "/a.wav"], home: folder.home, status: 1)
    #expect(folder.everything.contains { $0.hasSuffix(".wav") && $0.contains("a.wav") } == false)
  }

  @Test func whatIsPlayedIsRecorded() throws {
    guard let card else { return }
    let folder = try TestFolder()
    let (path, samples) = try noise(folder, seconds: 2)
    func correlation(_ name: String) throws -> Double {
      let out = folder.path + "/" + name
      let line =
        "\"$@\" record \(out) --rate 48000 --channels 1 --seconds 6 --bits 16 &"
        + " until [ -e \(out) ]; do sleep 0.02; done; sleep 0.5; \"$@\" play \(path); wait"
      let result = try Program.run([], home: folder.home, launcher: card + Program.shell(line))
      #expect(result.error.contains("samples were lost") == false)
      let bytes = [UInt8](try Data(contentsOf: URL(filePath: out))).dropFirst(44)
      let recorded = stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2).map {
        Float(Int16(bitPattern: UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8))
      }
      return Self.correlation(samples.map(Float.init), recorded)
    }
    // A machine may be too busy once.
    var found = try correlation("a.wav")
    if found < 0.99 { found = try correlation("b.wav") }
    #expect(found >= 0.99)
  }

  @Test func aKillWhileRecordingCostsASecondAtMost() throws {
    guard let card else { return }
    let folder = try TestFolder()
    for name in ["a.flac", "a.wav"] {
      let out = folder.sounds + "/" + name
      let line =
        "\"$@\" record \(out) --rate 48000 --channels 1 & until [ -e \(out) ]; do sleep 0.02; done;"
        + " sleep 3; kill -KILL $!; wait"
      _ = try Program.run([], home: folder.home, launcher: card + Program.shell(line))
      let facts = try Program.objects(["info", out, "--json"], home: folder.home)
      let duration = try #require(facts.first?["duration"] as? Double)
      #expect(duration > 2, "\(name) \(duration)")
    }
    _ = try Program.run(
      ["record", folder.sounds + "/next.wav", "--seconds", "0.2"], home: folder.home,
      launcher: card)
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.sounds)
    #expect(left.filter { $0.hasSuffix(".part") } == [])
  }

  /// The best correlation of a sound with what was recorded of it.
  /// How alike a sound and its place in a recording are. The place is found by a part after the first
  /// tenth of a second: a card may swallow what comes while it wakes.
  private static func correlation(_ sound: [Float], _ recorded: [Float]) -> Double {
    let first = 4800
    let pattern = Array(sound[first..<first + 384])
    var (best, lag) = (-Float.infinity, 0)
    for start in 0..<max(0, recorded.count - sound.count) {
      var sum: Float = 0
      for place in stride(from: 0, to: pattern.count, by: 3) {
        sum += pattern[place] * recorded[start + first + place]
      }
      if sum > best { (best, lag) = (sum, start) }
    }
    var (product, power, other) = (0.0, 1e-30, 1e-30)
    for (one, two) in zip(sound, recorded[lag...]) {
      product += Double(one) * Double(two)
      power += Double(one) * Double(one)
      other += Double(two) * Double(two)
    }
    return product / (power * other).squareRoot()
  }
}
