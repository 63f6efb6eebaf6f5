import EarmarkTestSupport
import Foundation
import Testing

/// Macros in the program itself: edits wait for the disk, and what was recorded is there next time.
@Suite(.serialized) struct MacroSessionTests {
  @Test func labelsAreRecordedReplayedAndTakenBackOneByOne() throws {
    let folder = try TestFolder()
    try folder.addClips(6) { "clip_\($0).wav" }
    let schema = folder.path + "/schema.json"
    try folder.write(Array(#"{"labels":[{"name":"owl"},{"name":"wind"}]}"#.utf8), to: schema)
    _ = try Program.run(
      ["labels", "schema", folder.sounds, "--import", schema], home: folder.home)
    let session = try ExplorerSession([folder.sounds], home: folder.home)
    session.wait(for: "0 of 6 labelled")
    session.wait(for: "✓ saved")
    session.type("gqa")
    session.wait(for: "● macro a")
    session.type("1")
    session.wait(for: "1 of 6 labelled")
    session.type("gq")
    session.wait(for: "Macro a: 1 key; ")
    session.type(":replay-macro a 3\r")
    session.wait(for: "4 of 6 labelled")
    session.type("u")
    session.wait(for: "3 of 6 labelled")
    session.wait(for: "✓ saved")
    session.quit()
    let rows = try Program.objects(["labels", "list", folder.sounds, "--json"], home: folder.home)
    #expect(rows.count == 3 && rows.allSatisfy { $0["label"] as? String == "owl" })
    let again = try ExplorerSession([folder.sounds], home: folder.home)
    again.wait(for: "3 of 6 labelled")
    again.type("g@b")
    again.wait(for: "There is no macro b; ")
    again.wait(for: "there are a")
    again.quit()
  }
}
