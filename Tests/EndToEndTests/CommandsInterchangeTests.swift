import Foundation
import Testing

/// Files of other programs with recordings, predictions and people in them, and folders of files.
@Suite struct CommandsInterchangeTests: LabelCommandTests {
  let folder: TestFolder

  init() throws {
    folder = try TestFolder()
    try folder.clip("yes/a.wav", hertz: 300)
    try folder.clip("my song.wav", hertz: 400)
  }

  @Test func everybodysRegionsAreImported() throws {
    let head = "path,label,onset,offset,note,confidence,annotator\n"
    let ann = try file("an1.csv", head + "my song.wav,dog,0.1,0.2,,,ann\n")
    let bob = try file("an2.csv", head + "my song.wav,dog,0.1,0.2,faint,0.5,bob\n")
    #expect(try take(ann)["added"] as? Int == 1)
    #expect(try take(bob)["added"] as? Int == 1)
    #expect(try rows("region").map { $0["annotator"] as? String } == ["ann", "bob"])
    #expect(try rows("by:bob")[0]["note"] as? String == "faint")
    #expect(try take(ann, bob)["unchanged"] as? Int == 2)
    let later = try file("an3.csv", head + "my song.wav,dog,0.1,0.2,loud,0.75,bob\n")
    let changed = try take(later)
    #expect(changed["changed"] as? Int == 1 && changed["added"] as? Int == 1)
    #expect(try rows("by:bob").map { $0["note"] as? String } == ["loud"])
  }

  @Test(arguments: ["rttm", "ctm", "htk"])
  func namesWithoutExtensionsFindTheirRecordings(format: String) throws {
    for path in ["my song.wav", "yes/a.wav"] {
      _ = try run("set", folder.sounds, path, "dog", "--onset", "0.1", "--offset", "0.2")
    }
    let out = folder.home + "/out." + (format == "htk" ? "mlf" : format)
    #expect(try run("export", folder.sounds, "-o", out, "--where", "region").status == 0)
    let back = try take(out)
    #expect(back["read"] as? Int == 2 && back["unchanged"] as? Int == 2, "\(back)")
  }

  @Test func packedFilesAreRefusedByName() throws {
    let path = folder.home + "/supervisions.jsonl.gz"
    try folder.write([0x1f, 0x8b, 0x08, 0x00], to: path)
    let result = try run("import", folder.sounds, path)
    #expect(result.status == 1)
    #expect(
      result.error
        == "earmark: Cannot read the labels \(path): they are packed by gzip; unpack them: "
        + "gunzip -k supervisions.jsonl.gz\n")
  }

  @Test func recordingsAreFoundByTheirHashes() throws {
    let facts = try Program.objects(
      ["info", folder.sounds + "/yes/a.wav", "--json"], home: folder.home)
    let hash = try #require(facts[0]["sha256"] as? String)
    let path = try file("t.csv", "path,label,onset,offset,sha256\ngone.wav,x,0.1,0.2,\(hash)\n")
    #expect(try take(path)["added"] as? Int == 1)
    #expect(try rows("label:x").map { $0["path"] as? String } == ["yes/a.wav"])
  }

  @Test func aDirectoryGetsAFileForEachRecording() throws {
    for path in ["my song.wav", "yes/a.wav"] {
      _ = try run("set", folder.sounds, path, "dog", "--onset", "0.1", "--offset", "0.2")
    }
    let one = folder.home + "/out.TextGrid"
    let refused = try run("export", folder.sounds, "-o", one)
    #expect(refused.status == 1 && refused.error.contains("--where"), "\(refused.error)")
    #expect(try run("export", folder.sounds, "--as", "audacity").status == 1)
    #expect(try run("export", folder.sounds, "-o", one, "--where", "name~song").status == 0)
    let out = folder.home + "/labels/"
    #expect(
      try run("export", folder.sounds, "--as", "audacity", "-o", out, "--where", "region").status
        == 0)
    for name in ["my song.txt", "yes/a.txt"] {
      #expect(try folder.text(out + name) == "0.100000\t0.200000\tdog\n")
    }
    let again = try run("export", folder.sounds, "--as", "audacity", "-o", out)
    #expect(again.status == 1 && again.error.contains("--force"))
    let table = folder.home + "/t.csv"
    #expect(try run("export", folder.sounds, "-o", table, "--where", "region").status == 0)
    #expect(try run("convert", table, folder.home + "/all.txt", "--to", "audacity").status == 1)
    let parts = folder.home + "/parts/"
    #expect(try run("convert", table, parts, "--to", "textgrid").status == 0)
    #expect(try folder.text(parts + "yes/a.TextGrid").contains("text = \"dog\""))
  }

  @Test func nothingIsWrittenInADryRun() throws {
    _ = try Program.run(["scan", folder.sounds], home: folder.home)
    let path = try file("t.csv", "path,label,sex\nmy song.wav,dog,f\ngone.wav,x,\n")
    let before = try rows().count
    let result = try run("import", folder.sounds, path, "--dry-run")
    #expect(result.status == 3 && result.error.contains("the column 'sex'"), "\(result.error)")
    #expect(result.output.contains("gone.wav") && result.output.contains(" 3 "), "\(result.output)")
    #expect(try rows().count == before)
    #expect(
      try Program.objects(["history", folder.sounds, "--json"], home: folder.home).isEmpty)
  }

  @Test func rowsThatMatchNothingAreListedWithTheirLines() throws {
    let lines = (0..<25).map { "gone\($0).wav,x\n" }.joined()
    let path = try file("t.csv", "path,label\n" + lines + "my song.wav,dog\n")
    let result = try run("import", folder.sounds, path)
    #expect(result.status == 3)
    #expect(result.output.contains("gone19.wav") && !result.output.contains("gone20.wav"))
    #expect(result.output.contains("5 more"), "\(result.output)")
    let all = try run("import", folder.sounds, path, "--json")
    let object = try JSONSerialization.jsonObject(with: Data(all.output.utf8)) as? [String: Any]
    let untaken = object?["untaken"] as? [[String: Any]]
    #expect(untaken?.map { $0["line"] as? Int } == (2...26).map { $0 })
    #expect((object?["unmatched"] as? [String])?.count == 25)
  }

  @Test func columnsThatAreNotKnownAreNamedInTheError() throws {
    let path = try file("t.csv", "clip,kind,from,to\nmy song.wav,dog,0.1,0.2\n")
    let result = try run("import", folder.sounds, path)
    #expect(result.status == 1)
    for word in ["'label'", "clip, kind, from, to", "--columns"] {
      #expect(result.error.contains(word), "\(result.error)")
    }
  }

  @Test func slipsInFiltersAreTold() throws {
    _ = try run("set", folder.sounds, "my song.wav", "no")
    let result = try run("list", folder.sounds, "--where", "label:yez", "--json")
    #expect(result.status == 0 && result.output == "[]\n")
    #expect(result.error == "earmark: there is no label yez; did you mean yes?\n")
  }

  @Test func whatModelsSayIsNoLabel() throws {
    let birds = try file(
      "r.csv",
      "Start (s),End (s),Scientific name,Common name,Confidence,File\n"
        + "0.1,0.2,Strix aluco,Owl,0.9,my song.wav\n")
    let tasks = try file(
      "tasks.json",
      """
      [{"data":{"audio":"my song.wav"},"annotations":[],"predictions":[{"model_version":"conv",\
      "score":0.5,"result":[{"type":"labels","value":{"start":0,"end":0.1,"labels":["dog"]}},\
      {"type":"choices","value":{"choices":["cat"]}}]}]}]
      """)
    #expect(try take(birds, tasks)["added"] as? Int == 3)
    let rows = try rows("tier:prediction")
    #expect(Set(rows.map { $0["annotator"] as? String }) == ["BirdNET", "conv"])
    #expect(try self.rows("tier:prediction confidence>0.8").count == 1)
    let schema = try Program.object(
      ["labels", "schema", folder.sounds, "--json"], home: folder.home)
    let names = (schema["labels"] as? [[String: Any]])?.map { $0["name"] as? String }
    #expect(names == ["yes"])
    #expect(try self.rows("unlabelled name~song").count == 3)
    let track = try run("export", folder.sounds, "--as", "audacity", "--where", "name~song")
    #expect(track.output.isEmpty && track.error.contains("predictions"), "\(track.error)")
    let out = folder.home + "/out.json"
    #expect(try run("export", folder.sounds, "-o", out, "--as", "label-studio").status == 0)
    #expect(try take(out)["unchanged"] as? Int == 4)
    #expect(try take(birds, tasks)["unchanged"] as? Int == 3)
  }

  @Test func anAliasStandsForItsLabel() throws {
    let set = try file(
      "set.json", "{\"labels\":[{\"name\":\"owl\",\"aliases\":[\"Eule\"],\"key\":\"o\"}]}")
    #expect(try run("schema", folder.sounds, "--import", set).status == 0)
    _ = try run("set", folder.sounds, "my song.wav", "Eule")
    #expect(try rows("name~song").map { $0["label"] as? String } == ["owl"])
    let clash = try file(
      "clash.json",
      "{\"labels\":[{\"name\":\"owl\",\"aliases\":[\"yes\"],\"key\":\"o\"}]}")
    let refused = try run("schema", folder.sounds, "--import", clash)
    #expect(refused.status == 1 && refused.error.contains("is an alias of"), "\(refused.error)")
    let less = try file("less.json", "{\"labels\":[{\"name\":\"yes\"}]}")
    let losing = try run("schema", folder.sounds, "--import", less)
    #expect(losing.status == 1 && losing.error.contains("keys, aliases"), "\(losing.error)")
    #expect(try run("schema", folder.sounds, "--import", less, "--force").status == 0)
  }

  @Test func everyFormatOfOneClipSaysTheSame() throws {
    guard let shared = Program.shared("annotations/one_clip_every_format") else { return }
    let files = FileManager.default
    let name = "Bird0_0.flac"
    var counts: [String: Int] = [:]
    for entry in try files.contentsOfDirectory(atPath: shared).sorted() where entry != name {
      let library = try TestFolder()
      try files.copyItem(atPath: shared + "/" + name, toPath: library.sounds + "/" + name)
      let taken = try Program.object(
        ["labels", "import", library.sounds, shared + "/" + entry, "--json"], home: library.home)
      counts[entry] = taken["added"] as? Int
      let rows = try Program.objects(
        ["labels", "list", library.sounds, "--json", "--where", "region"], home: library.home)
      // What comes with no label but the speaker, as in RTTM, has the same times.
      let times = rows.map { row in
        [row["onset"], row["offset"]].map { (($0 as? Double ?? -1) * 1000).rounded() }
      }.sorted { $0[0] < $1[0] }
      if let expected = self.expected {
        #expect(times == expected, "\(entry)")
      }
    }
    #expect(counts.count == 12 && Set(counts.values).count == 1, "\(counts)")
  }

  /// The times of the table in milliseconds.
  private var expected: [[Double]]? {
    guard let shared = Program.shared("annotations/one_clip_every_format"),
      let text = try? String(contentsOfFile: shared + "/Bird0_0.csv", encoding: .utf8)
    else { return nil }
    return text.split(whereSeparator: \.isNewline).dropFirst().map { line in
      line.split(separator: ",").prefix(2).map { ((Double($0) ?? -2) * 1000).rounded() }
    }
  }
}
