import EarmarkTestSupport
import Foundation
import Testing

@Suite(.serialized) struct SeveralLabelSessionTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  @Test func clipsGetSeveralLabels() throws {
    try folder.addClips(2) { "clip_\($0).wav" }
    let schema = folder.path + "/schema.json"
    try folder.write(
      Array(#"{"multiple":true,"labels":[{"name":"owl"},{"name":"wind"}]}"#.utf8), to: schema)
    _ = try Program.run(
      ["labels", "schema", folder.sounds, "--import", schema], home: folder.home)
    let shown = try Program.run(["labels", "schema", folder.sounds, "--json"], home: folder.home)
    #expect(shown.output.hasPrefix("{\"multiple\":true,"))
    let session = try ExplorerSession([folder.sounds], home: folder.home)
    session.wait(for: "0 of 2 labelled")
    session.wait(for: "✓ saved")
    session.type("12")
    session.wait(for: "owl, wind")
    // The label set was the first edit.
    session.wait(for: "↶ 3")
    session.type("u")
    session.wait(for: "↶ 2")
    session.wait("one label") { !$0.text.contains("owl, wind") }
    session.type("2j2")
    session.wait(for: "↶ 4")
    session.type("flabel:wind\r")
    session.wait(for: "/2")
    session.type(":note far away\r")
    session.wait(for: "↶ 5")
    session.wait(for: "✓ saved")
    session.quit()
    let rows = try Program.objects(["labels", "list", folder.sounds, "--json"], home: folder.home)
    #expect(rows.count == 3)
    #expect(Set(rows.compactMap { $0["tier"] as? String }) == ["+wind"])
    let table = folder.path + "/labels.csv"
    let export = try Program.run(
      ["labels", "export", folder.sounds, "--as", "csv", "--out", table], home: folder.home)
    #expect(export.status == 0)
    let again = try Program.object(
      ["labels", "import", folder.sounds, table, "--json"], home: folder.home)
    #expect(again["added"] as? Int == 0 && again["unchanged"] as? Int == 3)
    _ = try Program.run(
      ["labels", "set", folder.sounds, folder.sounds + "/clip_1.wav", "owl"], home: folder.home)
    let more = try Program.objects(["labels", "list", folder.sounds, "--json"], home: folder.home)
    #expect(more.count == 4)
  }

  @Test func pointsAndTiersGoToPraat() throws {
    try folder.addClips(1) { "clip_\($0).wav" }
    let session = try ExplorerSession([folder.sounds], home: folder.home)
    session.wait(for: "0 of 1 labelled")
    session.wait(for: "✓ saved")
    session.type("gl")
    session.wait(for: " LABEL ")
    session.type("tcalls\r")
    session.wait(for: "New regions go")
    session.type("[LL]ebell\r")
    session.wait(for: "region 1/1")
    session.type("\u{1b}")
    session.wait(for: "region –/1")
    session.type("tmarks\r")
    session.wait(for: "marks.")
    session.type("*")
    session.wait(for: "region 2/2")
    session.wait(for: "↶ 2")
    session.type("gT")
    session.wait(for: "only calls")
    session.wait(for: "region –/1")
    session.type("gTgT")
    session.wait(for: "All tiers")
    session.wait(for: "✓ saved")
    session.type("q")
    session.wait(for: " BROWSE ")
    session.quit()
    let grid = try Program.run(
      ["labels", "export", folder.sounds, "--as", "textgrid"], home: folder.home)
    #expect(grid.output.contains("class = \"IntervalTier\"\n        name = \"calls\""))
    #expect(grid.output.contains("class = \"TextTier\"\n        name = \"marks\""))
    #expect(grid.output.contains("mark = \"bell\""))
  }

  @Test func edgesSnap() throws {
    try folder.addClips(1) { "clip_\($0).wav" }
    let session = try ExplorerSession([folder.sounds], home: folder.home)
    session.wait(for: "0 of 1 labelled")
    session.wait(for: "✓ saved")
    session.type("glZ")
    session.wait(for: "Edges snap to")
    session.type("[L")
    session.wait(for: "snap zero")
    session.wait("the edge stands") { !$0.text.contains("◌ moving") }
    session.type("]")
    session.wait("the edge stands") { !$0.text.contains("◌ moving") }
    session.type("ebell\r")
    session.wait(for: "region 1/1")
    session.wait(for: "✓ saved")
    session.type("q")
    session.wait(for: " BROWSE ")
    session.quit()
    let rows = try Program.objects(["labels", "list", folder.sounds, "--json"], home: folder.home)
    let wave = Array(SoundBytes.wav(hertz: 300).dropFirst(44))
    func sample(_ place: Int) -> Int16 {
      Int16(bitPattern: UInt16(wave[2 * place]) | UInt16(wave[2 * place + 1]) << 8)
    }
    for name in ["onset", "offset"] {
      let seconds = try #require(rows.first?[name] as? Double)
      let place = Int((seconds * 8000).rounded())
      try #require(place > 0 && 2 * place < wave.count)
      #expect(
        sample(place) == 0 || (sample(place - 1) < 0) != (sample(place) < 0), "\(name) \(place)")
    }
  }

  @Test func conflictsOfAMergeAreDecided() throws {
    try folder.addClips(1) { "clip_\($0).wav" }
    let other = folder.path + "/other"
    let set = ["labels", "set", folder.sounds, folder.sounds + "/clip_0.wav"]
    let range = ["--onset", "0.1", "--offset", "0.2"]
    _ = try Program.run(set + ["bell"] + range, home: folder.home)
    try FileManager.default.copyItem(atPath: folder.sounds, toPath: other)
    func history(_ place: String) -> [String] {
      [
        "labels", "clear", place, place + "/clip_0.wav", "--onset", "0.1", "--offset", "0.2",
      ]
    }
    _ = try Program.run(history(folder.sounds), home: folder.home)
    _ = try Program.run(
      ["labels", "rename", other, "bell", "horn"], home: folder.home)
    let merge = try Program.run(["labels", "merge", folder.sounds, other], home: folder.home)
    #expect(merge.status == 0 && merge.output.contains("here taken off, there horn"))
    #expect(merge.error.contains("1 conflict waits for a decision: earmark review"))
    let session = try ExplorerSession(
      ["review", folder.sounds, "--queue", "between", "--color=mono"], home: folder.home)
    session.wait(for: "0 of 1 verdicts")
    session.wait(for: "removed")
    session.wait(for: "horn")
    session.type("y")
    session.wait(for: "every clip has a verdict")
    session.type("\u{1b}")
    // A key at once after Escape would be taken as one with Alt.
    usleep(500_000)
    session.wait(for: "✓ saved")
    session.type("q")
    session.wait(for: "q ends the program")
    session.type("q")
    #expect(session.terminal.finish(timeout: 10) == 0)
    let rows = try Program.objects(["labels", "list", folder.sounds, "--json"], home: folder.home)
    #expect(rows.isEmpty)
  }
}
