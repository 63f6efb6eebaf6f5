import EarmarkTestSupport
import Foundation
import Testing

@Suite struct CommandsLabelSetTests {
  private let folder: TestFolder

  init() throws {
    folder = try TestFolder()
    try folder.addClips(2, in: "yes") { "clip_\($0).wav" }
    try folder.clip("no/other.wav", hertz: 880)
  }

  private func object(_ arguments: String...) throws -> [String: Any] {
    try Program.object(["labels"] + arguments + ["--json"], home: folder.home)
  }

  @Test func aLabelSetGoesInAndOut() throws {
    let file = folder.path + "/set.json"
    try folder.write(
      Array(
        #"{"labels":[{"name":"no","key":"5"},{"name":"yes","aliases":["ja"],"color":2}]}"#.utf8),
      to: file)
    let imported = try object("schema", folder.sounds, "--import", file)
    #expect(imported["changed"] as? Bool == true && imported["number"] as? Int == 1)
    let set = try object("schema", folder.sounds)
    let labels = set["labels"] as? [[String: Any]] ?? []
    #expect(labels.map { $0["name"] as? String } == ["no", "yes"])
    #expect(labels[1]["aliases"] as? [String] == ["ja"])
    #expect(try object("schema", folder.sounds, "--import", file)["changed"] as? Bool == false)
    let rows = try Program.objects(
      ["labels", "list", folder.sounds, "--where", "label:ja", "--json"], home: folder.home)
    #expect(rows.count == 2)
    try folder.write(Array(#"{"labels":[{"name":"a","parent":"a"}]}"#.utf8), to: file)
    try Program.expectRefusal(
      ["labels", "schema", folder.sounds, "--import", file], home: folder.home, status: 1)
  }

  @Test func aLabelIsRenamedMergedAndSplit() throws {
    #expect(try object("rename", folder.sounds, "yes", "ja")["annotations"] as? Int == 2)
    #expect(try folder.labels()["yes/clip_0.wav"] == "ja")
    #expect(
      try object("rename", folder.sounds, "ja", "eh", "--where", "clip_1")["annotations"] as? Int
        == 1)
    #expect(try object("rename", folder.sounds, "ja,eh", "no")["changed"] as? Bool == true)
    #expect(Set(try folder.labels().values) == ["no"])
    let entries = try Program.objects(["history", folder.sounds, "--json"], home: folder.home)
    #expect(entries.count == 3)
    func count(_ arguments: String...) throws -> Int {
      try Program.objects(["history", folder.sounds, "--json"] + arguments, home: folder.home).count
    }
    #expect(try count("--label", "eh") == 2)
    #expect(try count("--clip", "yes/clip_0.wav") == 2)
    #expect(try count("--annotator", "nobody") == 0)
    #expect(try count("--since", "2020-01-01") == 3 && count("--since", "2120-01-01") == 0)
    try Program.expectRefusal(
      ["labels", "rename", folder.sounds, "maybe", "no"], home: folder.home, status: 1)
    try Program.expectRefusal(
      ["history", folder.sounds, "--since", "noon"], home: folder.home, status: 2)
  }

  @Test func twoLibrariesBecomeOne() throws {
    _ = try Program.run(["scan", folder.sounds], home: folder.home)
    let own = folder.sounds + "/.earmark/library.sqlite"
    let other = folder.path + "/other.sqlite"
    try FileManager.default.copyItem(atPath: own, toPath: other)
    _ = try Program.run(
      ["labels", "set", folder.sounds, "yes/clip_0.wav", "no", "--library", other],
      home: folder.home)
    _ = try Program.run(
      ["labels", "set", folder.sounds, "yes/clip_1.wav", "no"], home: folder.home)
    let report = try object("merge", folder.sounds, other)
    #expect(report["read"] as? Int == 3 && report["changed"] as? Int == 1)
    #expect((report["conflicts"] as? [Any])?.isEmpty == true)
    #expect(Set(try folder.labels().values) == ["no"])
    #expect(try object("merge", other, "--library", own)["changed"] as? Int == 0)
    try Program.expectRefusal(
      ["labels", "merge", folder.sounds, folder.path + "/none"], home: folder.home, status: 1)
  }
}
