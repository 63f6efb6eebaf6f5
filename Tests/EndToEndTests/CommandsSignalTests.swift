import CellCanvas
import EarmarkTestSupport
import Foundation
import Testing

/// What happens when nobody reads on, or the user has had enough.
@Suite struct CommandsSignalTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  /// Starts the program with its output in files and SIGINT as a terminal gives it.
  private func start(_ arguments: String, input: String = "/dev/null") throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(size: CellSize(columns: 80, rows: 24))
    let line = "exec \"$1\" \(arguments) < \(input) > '\(folder.home)/out' 2> '\(folder.home)/err'"
    try terminal.start(
      Program.shell(line) + [Program.path], environment: Program.environment(home: folder.home))
    return terminal
  }

  /// Presses Ctrl-C once a file has something in it, and gives the status.
  private func interrupt(_ terminal: PseudoTerminal, onceIn file: String) throws -> Int32? {
    let end = Date().addingTimeInterval(20)
    while try text(file).isEmpty, Date() < end { usleep(1000) }
    terminal.send(signal: SIGINT)
    return terminal.finish(timeout: 20)
  }

  /// Many names of one file, so that reading them takes its time.
  private func addLongFiles(_ count: Int, samples: Int) throws {
    let first = folder.sounds + "/000.wav"
    let silence = [Int16](repeating: 0, count: samples)
    try folder.write(SoundBytes.wav(rate: 48_000, samples: silence), to: first)
    for place in 1..<count {
      try FileManager.default.linkItem(
        atPath: first, toPath: folder.sounds + String(format: "/%03d.wav", place))
    }
  }

  private func text(_ name: String) throws -> String {
    let path = folder.home + "/" + name
    guard FileManager.default.fileExists(atPath: path) else { return "" }
    return try String(contentsOfFile: path, encoding: .utf8)
  }

  @Test(arguments: ["", "trap '' PIPE; "])
  func aReaderThatStopsIsNoError(before: String) throws {
    try folder.addClips(200, in: "yes") { "\($0).wav" }
    let line = before + "\"$1\" labels list '\(folder.sounds)' --jsonl | head -1"
    let result = try Program.run([], home: folder.home, launcher: Program.shell(line))
    #expect(result.output.split(separator: "\n").count == 1 && result.error.isEmpty)
    let info = before + "\"$1\" info '\(folder.sounds)' --jsonl | head -1"
    let second = try Program.run([], home: folder.home, launcher: Program.shell(info))
    #expect(second.output.hasPrefix("{\"path\":") && second.error.isEmpty, "\(second.error)")
  }

  @Test func anInterruptedInfoKeepsWhatIsFinished() throws {
    try addLongFiles(300, samples: 1_000_000)
    let terminal = try start("info '\(folder.sounds)' --json --jobs 1")
    #expect(try interrupt(terminal, onceIn: "out") == 130)
    let objects = try JSONSerialization.jsonObject(with: Data(try text("out").utf8)) as? [Any]
    #expect((1..<300).contains(objects?.count ?? 0))
    #expect(try text("err").isEmpty)
  }

  @Test func anInterruptedScanKeepsWhatIsFinished() throws {
    try addLongFiles(600, samples: 2_000_000)
    let terminal = try start(
      "scan '\(folder.sounds)' --json --jobs 1 --progress json")
    #expect(try interrupt(terminal, onceIn: "err") == 130)
    let summary = try JSONSerialization.jsonObject(with: Data(try text("out").utf8))
    #expect((summary as? [String: Any])?["clips"] as? Int == 600)
    let list = try Program.run(["labels", "list", folder.sounds], home: folder.home)
    #expect(list.status == 0)
  }

  @Test func waitingForPathsEndsWhenInterrupted() throws {
    let terminal = try start("info -", input: "/dev/tty")
    usleep(300_000)
    terminal.send(signal: SIGINT)
    #expect(terminal.finish(timeout: 20) == 130)
    #expect(try text("out").isEmpty)
  }
}
