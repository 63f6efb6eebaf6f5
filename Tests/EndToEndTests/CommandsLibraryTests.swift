import Foundation
import Testing

/// Where the library lies.
@Suite struct CommandsLibraryTests {
  private let folder: TestFolder

  init() throws {
    folder = try TestFolder()
    try folder.clip("yes/a.wav", hertz: 300)
    try folder.clip("no/b.wav", hertz: 400)
  }

  private func run(_ arguments: String...) throws {
    let result = try Program.run(arguments, home: folder.home)
    #expect(result.status == 0, "\(arguments): \(result.error)")
  }

  private func hidden() -> [String] {
    folder.everything.filter { $0.hasSuffix("library.sqlite") }
  }

  @Test func itIsMadeInTheFolder() throws {
    try run("scan", folder.sounds)
    #expect(hidden() == ["sounds/.earmark/library.sqlite"])
  }

  @Test func itIsFoundUpwards() throws {
    try run("scan", folder.sounds)
    try run("labels", "set", folder.sounds + "/yes", "a.wav", "mine")
    try run("scan", folder.sounds + "/no")
    #expect(hidden() == ["sounds/.earmark/library.sqlite"])
    #expect(try folder.labels() == ["yes/a.wav": "mine", "no/b.wav": "no"])
    let rows = try Program.objects(
      ["labels", "list", folder.sounds + "/yes", "--json"], home: folder.home)
    #expect(rows.compactMap { $0["path"] as? String } == ["yes/a.wav"])
  }

  @Test func theFirstFilesFolderHoldsIt() throws {
    try run("scan", folder.sounds + "/yes/a.wav", folder.sounds + "/no/b.wav")
    #expect(hidden() == ["sounds/yes/.earmark/library.sqlite"])
  }

  @Test func itLiesWhereTheUserSays() throws {
    let file = folder.home + "/mine.sqlite"
    try run("labels", "set", folder.sounds, "yes/a.wav", "mine", "--library", file)
    #expect(FileManager.default.fileExists(atPath: file) && hidden().isEmpty)
    let rows = try Program.objects(
      ["labels", "list", folder.sounds, "--library", file, "--json"], home: folder.home)
    let found = rows.compactMap { row in
      (row["path"] as? String).flatMap { path in (row["label"] as? String).map { (path, $0) } }
    }
    #expect(found.map(\.0) == ["no/b.wav", "yes/a.wav"] && found.map(\.1) == ["no", "mine"])
    let history = try Program.objects(
      ["history", folder.sounds, "--library", file, "--json"], home: folder.home)
    #expect(history.count == 1)
  }

  @Test func historyWithoutALibraryFailsAndMakesNone() throws {
    try Program.expectRefusal(["history", folder.sounds], home: folder.home, status: 1)
    #expect(hidden().isEmpty)
  }

  @Test func theBareProgramIsTheExplorer() throws {
    let arguments = [folder.sounds]
    let bare = try Program.run(arguments, home: folder.home)
    let named = try Program.run(["explore"] + arguments, home: folder.home)
    #expect(bare.status == 0 && bare.output == named.output)
    #expect(bare.output.contains("a.wav") || bare.output.contains(" a "))
    let nowhere = try Program.run([folder.path + "/nope"], home: folder.home)
    #expect(nowhere.status == 1 && nowhere.error.hasPrefix("earmark: "))
  }
}
