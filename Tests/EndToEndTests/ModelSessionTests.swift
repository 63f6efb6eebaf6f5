import CellCanvas
import EarmarkTestSupport
import Foundation
import Testing

/// A model from the first label to a corrected matrix, by keys alone.
@Suite(.serialized) struct ModelSessionTests {
  /// Low and high tones in folders of these names; three high ones lie among the low ones.
  private func folder() throws -> TestFolder {
    let folder = try TestFolder()
    for place in 0..<21 {
      try folder.clip("low/low_\(place).wav", hertz: 300 + Double(place % 3) * 40)
      try folder.clip("high/high_\(place).wav", hertz: 2000 + Double(place % 3) * 200)
    }
    for place in 0..<3 {
      try folder.clip("low/wrong_\(place).wav", hertz: 2000 + Double(place) * 200)
    }
    return folder
  }

  /// The kind of model that the screen of training has chosen.
  private func kind(_ session: ExplorerSession) -> String? {
    let lines = session.terminal.model.text.split(separator: "\n")
    let words = lines.map { $0.split(separator: " ") }.first { $0.first == "kind" }
    return words?.dropFirst().first.map(String.init)
  }

  /// Goes to the training and chooses a kind of model.
  private func choose(_ wanted: String, _ session: ExplorerSession) {
    session.wait(for: "45 of 45 labelled")
    session.wait(for: "✓ saved")
    session.type("gt")
    session.wait(for: " TRAINING ")
    session.wait(for: "automatic")
    for _ in 0..<100 {
      let before = kind(session)
      guard before != wanted else { break }
      session.type("j")
      session.wait("the next kind") { _ in kind(session) != before }
    }
  }

  /// Trains the linear model from inside and waits until every clip is judged.
  private func train(_ session: ExplorerSession) {
    choose("logistic", session)
    session.type("\r")
    session.wait(for: "Trained run-1.")
    session.wait(for: "model run-1")
  }

  @Test func trainedMatrixCellThreeCorrectionsMatrixAgain() throws {
    let folder = try folder()
    let session = try ExplorerSession([folder.sounds], home: folder.home)
    train(session)
    session.type("gc")
    session.wait(for: " CONFUSION ")
    session.wait(for: "low → high   3 clips")
    session.wait("all clips in the matrix") { $0.line(0).contains("clips 45") }
    #expect(session.terminal.model.line(0).contains("accuracy 93.3 %"))
    session.type("\r")
    session.wait(for: " BROWSE ")
    session.wait(for: "1/3")
    session.wait(for: "low → high")
    session.type("yyy")
    session.wait(for: "↶ 3")
    session.wait(for: "✓ saved")
    session.type("gc")
    session.wait(for: " CONFUSION ")
    session.wait(for: "low → high   0 clips")
    session.wait("counts that moved") { $0.line(0).contains("accuracy 100.0 %") }
    session.type("q")
    session.wait(for: " BROWSE ")
    // One of the three is taken back, and the matrix says so.
    session.type("u")
    session.wait(for: "↶ 2")
    session.type("gc")
    session.wait(for: "low → high   1 clip")
    session.type("q")
    session.wait(for: " BROWSE ")
    session.quit()

    let labels = try Program.objects(
      ["labels", "list", folder.sounds, "--json"], home: folder.home)
    let origins = labels.compactMap { $0["origin"] as? String }
    #expect(origins.count { $0 == "accepted:run-1" } == 2)
    #expect(
      FileManager.default.fileExists(atPath: folder.sounds + "/.earmark/models/run-1.earmark"))
  }

  /// Waits until a training has a pass behind it, which is then worth going on from.
  private func waitForAPass(_ session: ExplorerSession) {
    session.wait("a pass after the first") {
      $0.text.contains("pass ") && !$0.text.contains("pass 1 ")
    }
  }

  @Test func aTrainingThatWasLeftIsNamedAndGoesOn() throws {
    let folder = try folder()
    let first = try ExplorerSession([folder.sounds], home: folder.home)
    choose("conv", first)
    first.type("\r")
    waitForAPass(first)
    first.type("q")
    first.wait(for: " BROWSE ")
    first.type("q")
    first.wait(for: "again quits")
    first.quit()

    let second = try ExplorerSession([folder.sounds], home: folder.home)
    second.wait(for: "45 of 45 labelled")
    second.type("gt")
    second.wait(for: "run-1, conv, ")
    #expect(kind(second) == "conv")
    second.type("\r")
    waitForAPass(second)
    second.type("x")
    second.wait(for: "The training was given up.")
    second.type("q")
    second.wait(for: " BROWSE ")
    second.quit()
  }

  @Test func theModelAndWhatItSaidAreThereAgain() throws {
    let folder = try folder()
    let first = try ExplorerSession([folder.sounds], home: folder.home)
    train(first)
    first.type("q")
    first.wait(for: " BROWSE ")
    first.wait("every clip judged") { !$0.text.contains("judging") }
    first.quit()

    let second = try ExplorerSession([folder.sounds], home: folder.home)
    second.wait(for: "model run-1")
    second.wait(for: "= high")
    second.type("]p")
    second.wait(for: "≠ high")
    second.type("fdiffers\r")
    second.wait(for: "3 of 45 clips.")
    second.wait(for: "1/3")
    second.type("\u{1b}")
    second.wait(for: "/45")
    second.quit()
  }

  @Test func wrongLabelsAreFoundAndTakenByOneKey() throws {
    let folder = try folder()
    let session = try ExplorerSession([folder.sounds], home: folder.home)
    session.wait(for: "45 of 45 labelled")
    session.wait(for: "✓ saved")
    session.type("ge")
    session.wait(for: "label errors")
    session.wait(for: "1/3")
    session.wait(for: "→ high")
    session.type("y")
    session.wait(for: "↶ 1")
    session.type("a")
    session.wait(for: "↶ 2")
    session.wait(for: "✓ saved")
    session.type("\u{1b}")
    session.wait(for: "/45")
    session.quit()
    let labels = try folder.labels()
    #expect(labels.filter { $0.key.contains("wrong") && $0.value == "high" }.count == 1)
  }

  @Test func aModelThatIsNotThereIsToldAndTheRestWorks() throws {
    let folder = try TestFolder()
    try folder.clip("low/a.wav")
    let session = try ExplorerSession(
      [folder.sounds, "--model", "nothing"], home: folder.home)
    session.wait(for: "Cannot find the model nothing")
    session.type("j")
    session.wait(for: "1/1")
    session.quit()
  }
}
