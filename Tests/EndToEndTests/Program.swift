import CellCanvas
import EarmarkTestSupport
import Foundation
import Testing

/// The built program and the places around it.
enum Program {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The program that the tests were built with; `EARMARK_PROGRAM` names another.
  static let path =
    ProcessInfo.processInfo.environment["EARMARK_PROGRAM"]
    ?? root.appending(path: ".build/release/earmark").path

  static let sampleData = root.appending(path: "sample-data").path

  /// Recordings from outside, where there are any; else a line says that a test was left out.
  static func shared(_ folder: String) -> String? {
    let path = root.deletingLastPathComponent().appending(path: "shared/data/" + folder).path
    if FileManager.default.fileExists(atPath: path) { return path }
    print("skipped: there is no ../shared/data/\(folder) here")
    return nil
  }

  /// All variables of the program, pinned.
  static func environment(
    home: String, _ changes: [String: String?] = [:]
  ) -> [String: String] {
    var variables: [String: String] = [
      "HOME": home, "TMPDIR": home, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8",
      "TERM": "xterm-256color", "COLORTERM": "truecolor", "USER": "ada", "LOGNAME": "ada",
    ]
    for (name, value) in changes { variables[name] = value }
    return variables
  }

  /// What came of a run without a terminal.
  struct Result {
    let status: Int32
    let output: String
    let error: String
  }

  /// Runs the program to its end, without a terminal.
  static func run(
    _ arguments: [String], home: String, environment: [String: String?] = [:],
    launcher: [String] = []
  ) throws -> Result {
    let process = Process()
    let words = launcher + [path] + arguments
    process.executableURL = URL(filePath: words[0])
    process.arguments = Array(words.dropFirst())
    process.environment = Program.environment(home: home, environment)
    let files = [UUID().uuidString, UUID().uuidString].map {
      URL(filePath: NSTemporaryDirectory()).appending(path: "earmark-test-" + $0)
    }
    let handles = try files.map { file in
      try Data().write(to: file)
      return try FileHandle(forWritingTo: file)
    }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = handles[0]
    process.standardError = handles[1]
    try process.run()
    let end = Date().addingTimeInterval(60)
    while process.isRunning, Date() < end { usleep(2000) }
    if process.isRunning {
      kill(process.processIdentifier, SIGKILL)
      Issue.record("\(arguments) did not end within a minute")
    }
    process.waitUntilExit()
    defer { files.forEach { try? FileManager.default.removeItem(at: $0) } }
    let texts = try files.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
    let status = process.terminationStatus
    return Result(
      status: process.terminationReason == .exit ? status : 128 + status, output: texts[0],
      error: texts[1])
  }
}

/// A folder for one test, with a home of its own; gone afterwards.
final class TestFolder {
  let path: String
  var home: String { path + "/home" }
  var sounds: String { path + "/sounds" }

  init() throws {
    path = NSTemporaryDirectory() + "/earmark-test-" + UUID().uuidString
    for folder in [path + "/home", path + "/sounds"] {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
    try remember(#"{"hasSeenTour": true}"#)
  }

  /// The file of what is remembered of the person.
  var settings: String { home + "/.local/state/earmark/settings.json" }

  /// Writes the file of what is remembered, as an earlier session would have left it.
  func remember(_ text: String) throws {
    let folder = (settings as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try write(Array(text.utf8), to: settings)
    // Some tests run the program as another user.
    for folder in ["/.local", "/.local/state", "/.local/state/earmark"] {
      chmod(home + folder, 0o777)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes WAV files of a rising tone, a third of a second each.
  func addClips(_ count: Int, in folder: String = "", named name: (Int) -> String) throws {
    let target = folder.isEmpty ? sounds : sounds + "/" + folder
    try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
    for place in 0..<count {
      try write(SoundBytes.wav(hertz: 300 + Double(place) * 40), to: target + "/" + name(place))
    }
  }

  /// Writes a file whose name need not be text that an API likes.
  func write(_ bytes: [UInt8], to path: String) throws {
    let descriptor = open(path, O_CREAT | O_WRONLY | O_TRUNC, 0o644)
    guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown) }
    defer { close(descriptor) }
    guard
      bytes.withUnsafeBytes({ Foundation.write(descriptor, $0.baseAddress, $0.count) })
        == bytes.count
    else { throw CocoaError(.fileWriteUnknown) }
  }
}

/// Sound files as bytes.
enum SoundBytes {
  /// A mono WAV of 16 bits at 8 kHz.
  static func wav(hertz: Double, samples: Int = 2666) -> [UInt8] {
    let rate = 8000
    func little(_ value: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    var bytes = Array("RIFF".utf8) + little(36 + 2 * samples, 4) + Array("WAVEfmt ".utf8)
    bytes += little(16, 4) + little(1, 2) + little(1, 2) + little(rate, 4) + little(2 * rate, 4)
    bytes += little(2, 2) + little(16, 2) + Array("data".utf8) + little(2 * samples, 4)
    for place in 0..<samples {
      let time = Double(place) / Double(rate)
      let value = 0.5 * sin(2 * .pi * (hertz + 500 * time) * time)
      bytes += little(Int(value * 32767), 2)
    }
    return bytes
  }
}
