import CellCanvas
import EarmarkTestSupport
import Foundation
import Testing

/// Trainings that are stopped, killed and gone on with.
@Suite struct CommandsResumeTests {
  private let folder: TestFolder

  init() throws {
    folder = try TestFolder()
    try folder.addWords(["a", "b"], count: 16)
  }

  private static let flags = [
    "--model", "tiny-conv", "--epochs", "400", "--split", "random", "--seed", "7",
  ]

  /// Starts a training and sends a signal after some looks; gives the status.
  private func train(_ model: String, stoppedBy signal: Int32, after looks: Int) throws -> Int32? {
    let terminal = try PseudoTerminal(size: CellSize(columns: 80, rows: 24))
    let log = model + ".log"
    let words = ["train", folder.sounds, "-o", model, "--log", log] + Self.flags
    let line = "exec \"$@\" > /dev/null 2> '\(folder.home)/errors'"
    try terminal.start(
      Program.shell(line) + [Program.path] + words,
      environment: Program.environment(home: folder.home))
    let end = Date().addingTimeInterval(50)
    while Date() < end {
      let text = FileManager.default.contents(atPath: log) ?? Data()
      if text.count(where: { $0 == UInt8(ascii: "\n") }) >= looks { break }
      usleep(1000)
    }
    terminal.send(signal: signal)
    return terminal.finish(timeout: 20)
  }

  @Test func whatIsStoppedGoesOnBitForBit() throws {
    let whole = folder.home + "/whole.earmark"
    let uninterrupted = try Program.run(
      ["train", folder.sounds, "-o", whole] + Self.flags, home: folder.home)
    #expect(uninterrupted.status == 0)
    #expect(try train(folder.model, stoppedBy: SIGINT, after: 3) == 130)
    let errors = try String(contentsOfFile: folder.home + "/errors", encoding: .utf8)
    #expect(errors.contains("--resume"))
    let early = try Program.run(["predict", folder.model, folder.sounds], home: folder.home)
    #expect(early.status == 0, "it is a model at any time")
    #expect(try folder.weights(folder.model) != folder.weights(whole))
    let resumed = try Program.run(
      ["train", folder.sounds, "--resume", folder.model, "--jobs", "1"], home: folder.home)
    #expect(resumed.status == 0)
    #expect(try folder.weights(folder.model) == folder.weights(whole))
    try Program.expectRefusal(
      ["train", folder.sounds, "--resume", folder.model], home: folder.home, status: 1)
  }

  @Test func aKilledTrainingLeavesAWholeModelOrNone() throws {
    _ = try train(folder.model, stoppedBy: SIGKILL, after: 60)
    if FileManager.default.fileExists(atPath: folder.model) {
      let said = try Program.run(["predict", folder.model, folder.sounds], home: folder.home)
      #expect(said.status == 0)
    }
    let again = try Program.run(
      ["train", folder.sounds, "-o", folder.model] + Self.flags + ["--epochs=1"],
      home: folder.home)
    #expect(again.status == 0)
    #expect(!folder.everything.contains { $0.hasSuffix(".part") })
  }

  @Test func aFinishedModelStaysUntilAnotherIsWhole() throws {
    try folder.train(["--model", "logistic"])
    let finished = FileManager.default.contents(atPath: folder.model)
    let unfinished = folder.home + "/m.unfinished.earmark"
    #expect(try train(folder.model, stoppedBy: SIGINT, after: 3) == 130)
    #expect(FileManager.default.contents(atPath: folder.model) == finished)
    let said = try Program.run(["predict", unfinished, folder.sounds], home: folder.home)
    #expect(said.status == 0 && said.error.contains("is unfinished"))
    let resumed = try Program.run(
      ["train", folder.sounds, "--resume", unfinished], home: folder.home)
    #expect(resumed.status == 0)
    #expect(FileManager.default.contents(atPath: folder.model) != finished)
    #expect(!FileManager.default.fileExists(atPath: unfinished))
  }

  @Test func aTrainingThatDivergesTakesNoModelAway() throws {
    try folder.train(["--model", "logistic"])
    let finished = FileManager.default.contents(atPath: folder.model)
    let result = try Program.run(
      [
        "train", folder.sounds, "-o", folder.model, "--model", "tiny-conv", "--split", "random",
        "--optimizer", "gradient_descent", "--schedule", "constant", "--learning-rate", "1000000",
        "--gradient-limit", "1000000",
      ], home: folder.home)
    #expect(result.status == 1 && result.error.contains("grew out of all bounds"))
    #expect(result.error.contains("none is kept"))
    #expect(FileManager.default.contents(atPath: folder.model) == finished)
    #expect(!folder.everything.contains { $0.contains("unfinished") })
  }

  @Test func otherFlagsOrClipsAreRefused() throws {
    #expect(try train(folder.model, stoppedBy: SIGINT, after: 2) == 130)
    try Program.expectRefusal(
      ["train", folder.sounds, "--resume", folder.model, "--seed", "8"], home: folder.home,
      status: 2)
    try folder.clip("a/another.wav")
    try Program.expectRefusal(
      ["train", folder.sounds, "--resume", folder.model], home: folder.home, status: 1)
  }
}
