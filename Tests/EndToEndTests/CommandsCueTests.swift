import Foundation
import Testing

/// Labels that lie in copies of the recordings.
@Suite struct CommandsCueTests {
  private let folder: TestFolder

  init() throws {
    folder = try TestFolder()
    try folder.clip("yes/a.wav", hertz: 300)
    try folder.clip("no/a.wav", hertz: 350)
    try folder.clip("song.wav", hertz: 400)
    for arguments in [
      ["song.wav", "dog", "--onset", "0.1", "--offset", "0.2"],
      ["song.wav", "click", "--onset", "0.25", "--offset", "0.25"],
      ["yes/a.wav", "p", "--onset", "0.05", "--offset", "0.1"],
      ["no/a.wav", "q", "--onset", "0.15", "--offset", "0.2"],
    ] {
      let result = try Program.run(["labels", "set", folder.sounds] + arguments, home: folder.home)
      #expect(result.status == 0, "\(result.error)")
    }
  }

  private func regions() throws -> [[String]] {
    try Program.objects(
      ["labels", "list", folder.sounds, "--where", "region | point", "--json"], home: folder.home
    ).map { row in
      ["path", "label", "onset", "offset"].map { "\(row[$0] ?? "")" }
    }
  }

  @Test func copiesBringLabelsBack() throws {
    let before = try regions()
    let (song, out) = (folder.sounds + "/song.wav", folder.home + "/copies")
    let sound = try folder.bytes(song)
    let written = try Program.object(
      [
        "labels", "export", folder.sounds, "--as", "cue", "--out", out, "--where",
        "region | point", "--json",
      ], home: folder.home)
    #expect(written["read"] as? Int == 4 && written["added"] as? Int == 4)
    #expect(folder.files(below: out) == ["no/a.wav", "song.wav", "yes/a.wav"])
    #expect(try folder.bytes(song) == sound)
    let copies = ["/no/a.wav", "/song.wav", "/yes/a.wav"].map { out + $0 }
    let same = try Program.object(
      ["labels", "import", folder.sounds] + copies + ["--json"], home: folder.home)
    #expect(same["read"] as? Int == 4 && same["unchanged"] as? Int == 4)
    for row in before {
      _ = try Program.run(
        ["labels", "clear", folder.sounds, row[0], "--onset", row[2], "--offset", row[3]],
        home: folder.home)
    }
    #expect(try regions().isEmpty)
    let back = try Program.object(
      ["labels", "import", folder.sounds] + copies + ["--json"], home: folder.home)
    #expect(back["added"] as? Int == 4 && (back["unmatched"] as? [Any])?.isEmpty == true)
    #expect(try Set(regions()) == Set(before))
  }

  @Test func copiesNeverTakeThePlaceOfSounds() throws {
    let sound = try folder.bytes(folder.sounds + "/song.wav")
    let result = try Program.run(
      ["labels", "export", folder.sounds, "--as", "cue", "--out", folder.sounds],
      home: folder.home)
    #expect(result.status == 1)
    #expect(try folder.bytes(folder.sounds + "/song.wav") == sound)
    for arguments in [
      ["labels", "export", folder.sounds, "--as", "cue"],
      ["labels", "convert", folder.sounds + "/song.wav", folder.home + "/x.wav"],
    ] {
      try Program.expectRefusal(arguments, home: folder.home, status: 2)
    }
  }

  @Test func aCopyIsConverted() throws {
    let out = folder.home + "/copies"
    _ = try Program.run(
      ["labels", "export", folder.sounds, "--as", "cue", "--out", out, "--where", "region"],
      home: folder.home)
    let table = folder.home + "/t.csv"
    let result = try Program.run(
      ["labels", "convert", out + "/song.wav", table], home: folder.home)
    #expect(result.status == 0)
    #expect(try folder.text(table).contains("song.wav,dog,0.1,0.2,"))
  }
}
