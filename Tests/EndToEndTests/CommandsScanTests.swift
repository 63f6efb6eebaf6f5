import Foundation
import Testing

@Suite struct CommandsScanTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  private func scan(_ flags: String...) throws -> [String: Any] {
    try Program.object(["scan", folder.sounds, "--json"] + flags, home: folder.home)
  }

  private func counts(_ object: [String: Any]) -> [String: Int] {
    ["clips", "added", "changed", "missing", "failed"].reduce(into: [:]) { counts, key in
      counts[key] = object[key] as? Int
    }
  }

  private func expected(
    clips: Int, added: Int = 0, changed: Int = 0, missing: Int = 0, failed: Int = 0
  ) -> [String: Int] {
    ["clips": clips, "added": added, "changed": changed, "missing": missing, "failed": failed]
  }

  @Test func everythingIsNewAtFirstAndNothingAfterwards() throws {
    try folder.addClips(3, in: "yes") { "\($0).wav" }
    try folder.addClips(2, in: "no") { "x\($0).wav" }
    let first = try scan()
    #expect(counts(first) == expected(clips: 5, added: 5))
    #expect(first["labels"] as? [String: Int] == ["yes": 3, "no": 2])
    #expect(counts(try scan()) == expected(clips: 5))
  }

  @Test func addedChangedAndDeletedFilesAreCounted() throws {
    for place in 0..<4 { try folder.clip("yes/\(place).wav", hertz: 300 + 50 * Double(place)) }
    _ = try scan()
    try folder.clip("yes/new.wav", hertz: 900)
    try folder.write(SoundBytes.wav(hertz: 800, samples: 4000), to: folder.sounds + "/yes/1.wav")
    try FileManager.default.removeItem(atPath: folder.sounds + "/yes/3.wav")
    let second = try scan()
    #expect(counts(second) == expected(clips: 4, added: 1, changed: 1, missing: 1))
    #expect(second["labels"] as? [String: Int] == ["yes": 4])
  }

  @Test func aMovedFileKeepsItsLabels() throws {
    try folder.clip("yes/a.wav", hertz: 300)
    try folder.clip("yes/b.wav", hertz: 400)
    _ = try scan()
    _ = try Program.run(["labels", "set", folder.sounds, "yes/a.wav", "mine"], home: folder.home)
    try FileManager.default.createDirectory(
      atPath: folder.sounds + "/no", withIntermediateDirectories: true)
    try FileManager.default.moveItem(
      atPath: folder.sounds + "/yes/a.wav", toPath: folder.sounds + "/no/c.wav")
    let second = try scan()
    #expect(counts(second) == expected(clips: 2) && second["moved"] as? Int == 1)
    #expect(try folder.labels() == ["no/c.wav": "mine", "yes/b.wav": "yes"])
  }

  @Test func aMissingFileKeepsItsLabelsUntilItComesBack() throws {
    let file = try folder.clip("a.wav")
    _ = try Program.run(["labels", "set", folder.sounds, "a.wav", "mine"], home: folder.home)
    try FileManager.default.moveItem(atPath: file, toPath: folder.home + "/a.wav")
    #expect(counts(try scan()) == expected(clips: 0, missing: 1))
    #expect(try folder.labels() == ["a.wav": "mine"])
    try FileManager.default.moveItem(atPath: folder.home + "/a.wav", toPath: file)
    #expect(counts(try scan()) == expected(clips: 1))
    #expect(try folder.labels() == ["a.wav": "mine"])
  }

  @Test func whatCanNotBeReadIsCountedAndNamed() throws {
    try folder.clip("yes/good.wav")
    try folder.write("no sound", named: "yes/bad.wav")
    let result = try Program.run(["scan", folder.sounds, "--json"], home: folder.home)
    #expect(result.status == 3)
    #expect(result.output.contains("\"failed\":1"))
    #expect(result.error.hasPrefix("earmark: Cannot read yes/bad.wav: "))
    #expect(result.error.split(separator: "\n").count == 1)
    #expect(try Program.run(["scan", folder.sounds], home: folder.home).status == 3)
  }

  @Test func aFolderThatIsNotThereFailsAndMakesNothing() throws {
    let before = folder.everything
    try Program.expectRefusal(["scan", folder.path + "/no"], home: folder.home, status: 1)
    try Program.expectRefusal(["scan"], home: folder.home, status: 2)
    #expect(folder.everything == before)
  }

  @Test func progressAsLinesGoesToStandardError() throws {
    try folder.addClips(3) { "\($0).wav" }
    let result = try Program.run(
      ["scan", folder.sounds, "--json", "--progress", "json"], home: folder.home)
    #expect(result.output.split(separator: "\n").count == 1)
    let last = try #require(result.error.split(separator: "\n").last)
    let object = try JSONSerialization.jsonObject(with: Data(last.utf8)) as? [String: Any]
    #expect(object?["done"] as? Int == 3 && object?["total"] as? Int == 3)
    #expect(object?["rate"] is Double && object?.keys.contains("secondsLeft") == true)
  }

  @Test func errorsAreKeptInTheLog() throws {
    try folder.write("no sound", named: "bad.wav")
    let log = folder.home + "/log"
    _ = try Program.run(["scan", folder.sounds, "--log-file", log], home: folder.home)
    let text = try String(contentsOfFile: log, encoding: .utf8)
    #expect(text.contains(" error Cannot read bad.wav: "))
  }
}
