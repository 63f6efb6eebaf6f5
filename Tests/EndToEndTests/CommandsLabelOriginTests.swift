import Foundation
import Testing

/// Where labels come from before anybody labelled.
@Suite struct CommandsLabelOriginTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  private func scan(_ flags: String...) throws {
    let result = try Program.run(["scan", folder.sounds] + flags, home: folder.home)
    #expect(result.status == 0, "\(result.error)")
  }

  private func origins() throws -> Set<String> {
    let rows = try Program.objects(["labels", "list", folder.sounds, "--json"], home: folder.home)
    return Set(rows.compactMap { $0["origin"] as? String })
  }

  @Test func theParentFolderIsTheLabel() throws {
    for path in [
      "top.wav", "yes/a.wav", "train/no/b.wav", "train/c.wav", "audio/d.wav", "up/audio/e.wav",
      "recordings/f.wav", "_hidden/g.wav", "_background_noise_/h.wav", "yes/test/i.wav",
    ] {
      try folder.clip(path)
    }
    try scan()
    #expect(
      try folder.labels() == [
        "yes/a.wav": "yes", "train/no/b.wav": "no",
        "_background_noise_/h.wav": "_background_noise_",
      ])
    #expect(try origins() == ["folder"])
  }

  @Test func theTableGoesBeforeTheFolder() throws {
    for name in ["a", "b", "c"] { try folder.clip("birds/\(name).wav") }
    try folder.write(
      "file_name,label,speaker\nbirds/a.wav,wren,7\nbirds/b.wav,\"owl, barn\",8\n",
      named: "metadata.csv")
    try scan()
    #expect(
      try folder.labels() == [
        "birds/a.wav": "wren", "birds/b.wav": "owl, barn", "birds/c.wav": "birds",
      ])
    #expect(try origins() == ["import:csv", "folder"])
  }

  @Test func namesOfFilesAreReadByAPattern() throws {
    for name in ["7_theo_3.wav", "12_ann_0.wav", "odd.wav"] { try folder.clip("set/" + name) }
    try scan("--labels-from", "{label}_{group}_{index}")
    #expect(try folder.labels() == ["set/7_theo_3.wav": "7", "set/12_ann_0.wav": "12"])
    #expect(try origins() == ["import:name"])
    let ann = try Program.objects(
      ["labels", "list", folder.sounds, "--where", "group=ann", "--json"], home: folder.home)
    #expect(ann.compactMap { $0["label"] as? String } == ["12"])
  }

  @Test func anyTableIsReadByItsColumns() throws {
    for name in ["1-a.wav", "2-b.wav"] { try folder.clip("audio/" + name) }
    try folder.write(
      "filename,fold,category\n1-a.wav,1,dog\n2-b.wav,2,rain\n", named: "esc.csv")
    try scan("--columns", "path=filename,label=category,group=fold")
    #expect(try folder.labels() == ["audio/1-a.wav": "dog", "audio/2-b.wav": "rain"])
  }

  @Test func aTableWithoutTheColumnsIsNamed() throws {
    try folder.clip("a.wav")
    let result = try Program.run(
      ["scan", folder.sounds, "--columns", "path=filename,label=category"], home: folder.home)
    #expect(result.status == 3 && result.error.contains("filename"))
  }

  @Test(arguments: [
    ["--labels-from", "{index}"], ["--labels-from", "{label"], ["--columns", "filename"],
    ["--columns", "path=a,label=b", "--labels-from", "{label}_{index}"],
  ])
  func aChoiceThatCanNotBeIsWrongUsage(flags: [String]) throws {
    try folder.clip("a.wav")
    try Program.expectRefusal(["scan", folder.sounds] + flags, home: folder.home, status: 2)
    #expect(!folder.everything.contains("sounds/.earmark"))
  }

  @Test func aPersonsLabelIsNotReplaced() throws {
    try folder.clip("7_theo_3.wav")
    _ = try Program.run(
      ["labels", "set", folder.sounds, "7_theo_3.wav", "mine"], home: folder.home)
    try scan("--labels-from", "{label}_{group}_{index}")
    #expect(try folder.labels() == ["7_theo_3.wav": "mine"])
  }

  @Test func aDigitConfirmsTheLabelOfTheFolder() throws {
    try folder.addClips(3, in: "yes") { "clip_\($0).wav" }
    let session = try ExplorerSession([folder.sounds], home: folder.home)
    session.wait(for: "3 of 3 labelled")
    session.wait(for: "✓ saved")
    session.type("1")
    session.wait(for: "↶ 1")
    session.wait(for: "✓ saved")
    session.quit()
    let rows = try Program.objects(
      ["labels", "list", folder.sounds, "--where", "path=yes/clip_0.wav", "--json"],
      home: folder.home)
    #expect(rows.count == 1 && rows.first?["label"] as? String == "yes")
    #expect(rows.first?["origin"] as? String == "person")
    #expect((rows.first?["annotator"] as? String)?.isEmpty == false)
    let history = try Program.objects(["history", folder.sounds, "--json"], home: folder.home)
    #expect(history.count == 1 && history.first?["kind"] as? String == "edit")
    let text = try Program.run(["history", folder.sounds], home: folder.home).output
    #expect(text.contains("yes confirmed"))
  }
}
