import EarmarkTestSupport
import Foundation

/// From a key to the first sample that is handed over: of a sound that begins, and after a jump.
///
/// The program sends its sound to a pipe, so what is measured ends where a device begins. The
/// sound is soft at first and loud later, which tells on which side of a jump a sample lies.
struct Listening {
  let program: String
  private static let limit = 30.0
  private static let rounds = 20
  private static let rate = 44_100
  private static let soft = 300
  private static let loud = 8000
  private static let formats = ["wav", "flac", "ogg", "mp3"]

  /// Measures each format that can be made here.
  func rows(home: String) throws -> [Row] {
    let folder = home + "/listening"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let source = folder + "/sound.wav"
    try Self.write(source)
    return try Self.formats.flatMap { format -> [Row] in
      let path = folder + "/" + format + "/sound." + format
      try FileManager.default.createDirectory(
        atPath: folder + "/" + format, withIntermediateDirectories: true)
      guard Self.convert(source, path) else {
        print("Without \(format): sox does not make it here.")
        return []
      }
      return try rows(format, path, home)
    }
  }

  private func rows(_ format: String, _ path: String, _ home: String) throws -> [Row] {
    let pipe = try SoundPipe(path + ".pipe")
    let run = try ProgramRun(program, [path, "--audio-out=pipe:" + pipe.path], home: home)
    defer { run.quit() }
    try run.wait(for: "the sound's facts") { $0.text.contains(" s  44.1 kHz") }
    _ = try run.quiet()
    var plays: [Double] = []
    var jumps: [Double] = []
    for round in 0...Self.rounds {
      let play = try delay(run, pipe, "P", above: Self.soft)
      run.pass(0.2)
      _ = pipe.level()
      let jump = try delay(run, pipe, "@", above: Self.loud)
      run.terminal.type(":stop-sound\r")
      run.pass(0.4)
      _ = pipe.level()
      // The first one opens the recording and the output.
      guard round > 0 else { continue }
      plays.append(play)
      jumps.append(jump)
    }
    return [
      row("key to first sample, \(format), from the 2nd on", plays),
      row("jump to first sample, \(format)", jumps),
    ]
  }

  /// Types a key and waits for samples; gives seconds.
  private func delay(
    _ run: ProgramRun, _ pipe: SoundPipe, _ key: String, above level: Int
  ) throws -> Double {
    run.terminal.readAvailable()
    let start = run.now.wall
    run.terminal.type(key)
    while pipe.level() < level {
      usleep(200)
      run.terminal.readAvailable()
      if run.now.wall - start > 5 {
        throw BenchFailure.noAnswer(to: "sound after \(key)", screen: run.terminal.model.text)
      }
    }
    return run.now.wall - start
  }

  private func row(_ what: String, _ seconds: [Double]) -> Row {
    Row(
      what: what, measured: Spread(seconds).median * 1000, unit: "ms", limit: Self.limit,
      wall: Spread(seconds))
  }

  /// Twenty seconds of a tone, soft in the first three and loud afterwards.
  private static func write(_ path: String) throws {
    func little(_ value: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    let count = 20 * rate
    var bytes = Array("RIFF".utf8) + little(36 + 2 * count, 4) + Array("WAVEfmt ".utf8)
    for (value, width) in [(16, 4), (1, 2), (1, 2), (rate, 4), (2 * rate, 4), (2, 2), (16, 2)] {
      bytes += little(value, width)
    }
    bytes += Array("data".utf8) + little(2 * count, 4)
    bytes.reserveCapacity(bytes.count + 2 * count)
    for place in 0..<count {
      let amplitude = place < 3 * rate ? 0.06 : 0.6
      let value = 32_767 * amplitude * sin(2 * .pi * 441 * Double(place) / Double(rate))
      bytes += little(Int(value.rounded()), 2)
    }
    guard FileManager.default.createFile(atPath: path, contents: Data(bytes)) else {
      throw BenchFailure.system(what: "write \(path)", code: errno)
    }
  }

  private static func convert(_ source: String, _ target: String) -> Bool {
    if target.hasSuffix(".wav") {
      return (try? FileManager.default.copyItem(atPath: source, toPath: target)) != nil
    }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["sox", source, target]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
