import EarmarkTestSupport
import Foundation
import Testing

@Suite struct CommandsHistoryTests {
  private let folder: TestFolder

  init() throws {
    folder = try TestFolder()
    try folder.addClips(2, in: "yes") { "clip_\($0).wav" }
  }

  private func label(_ arguments: String...) throws {
    let result = try Program.run(["labels"] + arguments, home: folder.home)
    #expect(result.status == 0, "\(result.error)")
  }

  private func history() throws -> [[String: Any]] {
    try Program.objects(["history", folder.sounds, "--json"], home: folder.home)
  }

  private func changes(_ entry: [String: Any]) -> [[String: Any]] {
    entry["changes"] as? [[String: Any]] ?? []
  }

  @Test func everyEditSaysWhoWhenAndWhat() throws {
    try label("set", folder.sounds, "yes/clip_0.wav", "no")
    try label("clear", folder.sounds, "yes/clip_1.wav")
    let entries = try history()
    #expect(entries.compactMap { $0["number"] as? Int } == [1, 2])
    #expect(entries.compactMap { $0["kind"] as? String } == ["edit", "edit"])
    for entry in entries {
      #expect((entry["author"] as? String)?.isEmpty == false)
      #expect((entry["at"] as? String)?.hasSuffix("Z") == true)
    }
    let (set, clear) = (changes(entries[0]), changes(entries[1]))
    #expect(set.count == 1 && set[0]["path"] as? String == "yes/clip_0.wav")
    #expect(set[0]["before"] as? String == "yes" && set[0]["after"] as? String == "no")
    #expect(clear[0]["before"] as? String == "yes" && clear[0]["after"] is NSNull)
  }

  @Test func asTextEveryEditIsALine() throws {
    try label("set", folder.sounds, "yes/clip_0.wav", "no")
    let lines = try Program.run(["history", folder.sounds], home: folder.home).output
      .split(separator: "\n")
    #expect(lines.count == 2 && lines[1].contains("yes → no"))
    #expect(lines[1].hasSuffix("yes/clip_0.wav"))
  }

  @Test func settingWhatIsSetLeavesNoRow() throws {
    try label("set", folder.sounds, "yes/clip_0.wav", "no")
    try label("set", folder.sounds, "yes/clip_0.wav", "no")
    try label("clear", folder.sounds, "yes/clip_1.wav")
    try label("clear", folder.sounds, "yes/clip_1.wav")
    #expect(try history().count == 2)
  }

  @Test func aScanLeavesNoRow() throws {
    _ = try Program.run(["scan", folder.sounds], home: folder.home)
    let text = try Program.run(["history", folder.sounds], home: folder.home)
    #expect(text.status == 0 && text.output.isEmpty)
    #expect(try history().isEmpty)
  }

  @Test func undoAndRedoAreRows() throws {
    try label("set", folder.sounds, "yes/clip_0.wav", "no")
    let session = try ExplorerSession([folder.sounds], home: folder.home)
    session.wait(for: "↶ 1")
    session.type("u")
    session.wait("the edit is taken back") {
      !$0.text.contains("↶") && $0.text.contains("✓ saved")
    }
    session.quit()
    let undone = try history()
    #expect(undone.compactMap { $0["kind"] as? String } == ["edit", "undo"])
    #expect(undone[0]["undone"] as? Bool == true && undone[1]["undoes"] as? Int == 1)
    #expect(changes(undone[1])[0]["before"] as? String == "no")
    #expect(changes(undone[1])[0]["after"] as? String == "yes")
    #expect(try folder.labels()["yes/clip_0.wav"] == "yes")

    let second = try ExplorerSession([folder.sounds], home: folder.home)
    second.wait(for: "✓ saved")
    second.type("\u{12}")
    second.wait(for: "↶ 1")
    second.wait(for: "✓ saved")
    second.quit()
    #expect(try history().compactMap { $0["kind"] as? String } == ["edit", "undo", "redo"])
    #expect(try folder.labels()["yes/clip_0.wav"] == "no")
  }
}
