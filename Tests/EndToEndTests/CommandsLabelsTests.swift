import Foundation
import Testing

@Suite struct CommandsLabelsTests {
  private let folder: TestFolder

  init() throws {
    folder = try TestFolder()
    try folder.clip("yes/a.wav", hertz: 300)
    try folder.clip("yes/b.wav", hertz: 400)
    try folder.clip("c.wav", hertz: 500)
  }

  private func run(_ arguments: String...) throws {
    let result = try Program.run(["labels"] + arguments, home: folder.home)
    #expect(result.status == 0, "\(arguments): \(result.error)")
  }

  private func rows(_ flags: String...) throws -> [[String: Any]] {
    try Program.objects(["labels", "list", folder.sounds, "--json"] + flags, home: folder.home)
  }

  private func paths(_ filter: String) throws -> [String] {
    try rows("--where", filter).compactMap { $0["path"] as? String }
  }

  @Test func theKeysAreThose() throws {
    let row = try #require(try rows().first)
    #expect(
      Set(row.keys) == [
        "path", "label", "onset", "offset", "lowHz", "highHz", "tier", "note", "confidence",
        "annotator", "origin", "created", "attributes",
      ])
    #expect(row["onset"] is NSNull && row["offset"] is NSNull && row["lowHz"] is NSNull)
    #expect(row["origin"] as? String == "folder" && row["annotator"] as? String == "")
    let created = try #require(row["created"] as? String)
    #expect(created.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
  }

  @Test func anArrayHoldsWhatTheLinesHold() throws {
    let text = try Program.run(["labels", "list", folder.sounds, "--jsonl"], home: folder.home)
    let lines = try text.output.split(separator: "\n").map {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
    }
    #expect(lines.count == 2)
    #expect(lines as NSArray == (try rows()) as NSArray)
  }

  @Test func aNewLabelIsSetByAPerson() throws {
    try run("set", folder.sounds, "c.wav", "새소리")
    let row = try #require(try rows("--where", "path=c.wav").first)
    #expect(row["label"] as? String == "새소리" && row["origin"] as? String == "person")
    #expect((row["annotator"] as? String)?.isEmpty == false)
  }

  @Test func settingAgainReplacesTheLabel() throws {
    try run("set", folder.sounds, "yes/a.wav", "no")
    try run("set", folder.sounds, folder.sounds + "/yes/a.wav", " maybe ")
    #expect(try rows("--where", "path=yes/a.wav").map { $0["label"] as? String } == ["maybe"])
  }

  @Test func aRegionHasTimesAndFrequencies() throws {
    try run(
      "set", folder.sounds, "yes/a.wav", "chirp", "--onset", "0.1", "--offset", "0.25",
      "--low-hz", "500", "--high-hz", "2000.5")
    let row = try #require(try rows("--where", "label=chirp").first)
    #expect(row["onset"] as? Double == 0.1 && row["offset"] as? Double == 0.25)
    #expect(row["lowHz"] as? Double == 500 && row["highHz"] as? Double == 2000.5)
    #expect(try paths("path=yes/a.wav").count == 2)
  }

  @Test func clearingTakesWhatWasMeant() throws {
    try run(
      "set", folder.sounds, "yes/a.wav", "chirp", "--onset", "0.1", "--offset", "0.2")
    try run("clear", folder.sounds, "yes/a.wav")
    #expect(try paths("path=yes/a.wav,label=chirp").count == 1)
    #expect(try paths("path=yes/a.wav").count == 1)
    try run("clear", folder.sounds, "yes/a.wav", "--onset", "0.1", "--offset", "0.2")
    #expect(try paths("path=yes/a.wav").isEmpty)
    #expect(try paths("path=yes/b.wav").count == 1)
  }

  @Test func aClearedFolderLabelStaysClearedAfterAScan() throws {
    try run("clear", folder.sounds, "yes/a.wav")
    _ = try Program.run(["scan", folder.sounds], home: folder.home)
    #expect(try folder.labels() == ["yes/b.wav": "yes"])
  }

  @Test(arguments: [
    ["c.wav", ""], ["c.wav", "  "], ["c.wav", "a\nb"], ["c.wav", "x", "--onset", "0.1"],
    ["c.wav", "x", "--onset", "0.2", "--offset", "0.1"], ["c.wav", "x", "--low-hz", "100"],
    ["c.wav", "x", "--onset", "nan", "--offset", "1"], ["c.wav"],
    ["c.wav", "x", "--low-hz", "900", "--high-hz", "100"],
  ])
  func whatCanNotBeSetIsWrongUsage(arguments: [String]) throws {
    try Program.expectRefusal(
      ["labels", "set", folder.sounds] + arguments, home: folder.home, status: 2)
  }

  @Test func whatIsNotThereFails() throws {
    for arguments in [["nope.wav", "x"], ["c.wav", "x", "--onset", "0.1", "--offset", "9"]] {
      try Program.expectRefusal(
        ["labels", "set", folder.sounds] + arguments, home: folder.home, status: 1)
    }
  }

  @Test func aLabelThatIsNotUTF8IsRefused() throws {
    try Program.expectRefusal(
      [], home: folder.home, status: 2,
      launcher: Program.shell("exec \"$1\" labels set '\(folder.sounds)' c.wav $'a\\xff'"))
  }

  @Test func filtersChooseRows() throws {
    try run("set", folder.sounds, "c.wav", "no")
    #expect(try paths("label=no") == ["c.wav"])
    #expect(try paths("label!=no") == ["yes/a.wav", "yes/b.wav"])
    #expect(try paths("path~^yes/,origin=folder") == ["yes/a.wav", "yes/b.wav"])
    #expect(try paths("path~b\\.wav$") == ["yes/b.wav"])
    #expect(try paths("origin=person,label=yes").isEmpty)
  }

  @Test(arguments: ["colour=red", "label", "label~(", "label=\"a"])
  func aFilterThatCanNotBeReadIsWrongUsage(filter: String) throws {
    try Program.expectRefusal(
      ["labels", "list", folder.sounds, "--where", filter], home: folder.home, status: 2)
  }
}
