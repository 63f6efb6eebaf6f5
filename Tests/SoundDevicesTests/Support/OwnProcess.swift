import Foundation
import Synchronization
import Testing

/// This test program, run once more with another environment.
enum OwnProcess {
  /// What a run left.
  struct Result {
    let status: Int32
    let text: String

    /// The lines that a test printed for its parent.
    var notes: [String] {
      text.split(separator: "\n").filter { $0.hasPrefix("note: ") }.map { String($0.dropFirst(6)) }
    }
  }

  /// Runs the tests whose names match, after a launcher if there is one.
  static func run(
    _ filter: String, environment: [String: String], launcher: [String] = []
  ) throws -> Result {
    let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let process = Process()
    let command =
      launcher + [program, "--testing-library", "swift-testing", "--filter", filter]
    process.executableURL = URL(fileURLWithPath: command[0])
    process.arguments = Array(command.dropFirst())
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let identifier = process.processIdentifier
    let isOver = Atomic<Bool>(false)
    let watch = TestThread {
      for _ in 0..<600 where !isOver.load(ordering: .acquiring) { pause(milliseconds: 100) }
      if !isOver.load(ordering: .acquiring) { kill(identifier, SIGTERM) }
    }
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    isOver.store(true, ordering: .releasing)
    watch.join()
    return Result(status: process.terminationStatus, text: text)
  }

  /// What this process was started for by another one.
  static func isFor(_ purpose: String) -> Bool {
    ProcessInfo.processInfo.environment["EARMARK_TEST_PURPOSE"] == purpose
  }

  /// Prints a line for the parent.
  static func note(_ text: String) {
    FileHandle.standardOutput.write(Data("\nnote: \(text)\n".utf8))
  }

  /// A file beside the package in the folder that some machines share.
  static func shared(_ name: String) -> String? {
    var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    while folder.path != "/" {
      if FileManager.default.fileExists(atPath: folder.path + "/Package.swift") {
        let file = folder.deletingLastPathComponent().path + "/shared/" + name
        return FileManager.default.isExecutableFile(atPath: file) ? file : nil
      }
      folder.deleteLastPathComponent()
    }
    return nil
  }
}
