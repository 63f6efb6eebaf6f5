import Foundation
import Testing

@Suite struct CommandsImportTests: LabelCommandTests {
  let folder: TestFolder

  init() throws {
    folder = try TestFolder()
    try folder.clip("yes/a.wav", hertz: 300)
    try folder.clip("song.wav", hertz: 400)
  }

  private let tracks = [
    ("song.txt", "0.1\t0.2\tdog\n\\\t900.5\t2400.25\n0.25\t0.25\tclick\n", 2),
    (
      "song.raven.txt",
      "Selection\tView\tBegin Time (s)\tEnd Time (s)\tLow Freq (Hz)\tHigh Freq (Hz)\tSpecies\n"
        + "1\tSpectrogram 1\t0.1\t0.2\t900.5\t2400.25\tdog\n", 1
    ),
    (
      "table.csv",
      "path,label,onset,offset,lowHz,highHz\nsong.wav,dog,0.1,0.2,900.5,2400.25\nyes/a.wav,no,,,,\n",
      2
    ),
    (
      "lines.jsonl",
      "{\"path\":\"song.wav\",\"label\":\"dog\",\"onset\":0.1,\"offset\":0.2,\"lowHz\":900.5,"
        + "\"highHz\":2400.25}\n", 1
    ),
  ]

  @Test(arguments: 0..<4)
  func importingTwiceAddsNothing(place: Int) throws {
    let (name, text, count) = tracks[place]
    let path = try file(name, text)
    let first = try take(path)
    #expect(first["read"] as? Int == count && first["added"] as? Int == count)
    #expect((first["unmatched"] as? [Any])?.isEmpty == true)
    let dog = try #require(try rows().first { $0["label"] as? String == "dog" })
    #expect(dog["path"] as? String == "song.wav")
    #expect(dog["onset"] as? Double == 0.1 && dog["offset"] as? Double == 0.2)
    #expect(dog["lowHz"] as? Double == 900.5 && dog["highHz"] as? Double == 2400.25)
    let second = try take(path)
    #expect(second["added"] as? Int == 0 && second["unchanged"] as? Int == count)
    let history = try Program.objects(
      ["history", folder.sounds, "--json"], home: folder.home)
    #expect(history.count == 1 && (history[0]["changes"] as? [Any])?.count == count)
  }

  @Test(arguments: ["csv", "jsonl", "audacity", "raven"])
  func whatIsExportedIsUnchangedWhenImported(format: String) throws {
    for (name, text, _) in tracks { _ = try take(try file(name, text)) }
    let out = folder.home + "/out.txt"
    let result = try Program.run(
      [
        "labels", "export", folder.sounds, "--as", format, "--out", out, "--where",
        "path=song.wav",
      ], home: folder.home)
    #expect(result.status == 0)
    let back = try take(out, "--as", format, "--audio", "song.wav")
    #expect(back["added"] as? Int == 0 && back["unchanged"] as? Int == back["read"] as? Int)
  }

  @Test func oneUndoTakesAnImportBack() throws {
    let before = try rows().count
    _ = try take(try file(tracks[0].0, tracks[0].1))
    #expect(try rows().count == before + 2)
    let session = try ExplorerSession([folder.sounds], home: folder.home)
    session.wait(for: "✓ saved")
    session.type("u")
    let end = Date().addingTimeInterval(20)
    while try rows().count != before, Date() < end { usleep(50_000) }
    session.quit()
    #expect(try rows().count == before)
  }

  @Test func columnsMayHaveNamesOfTheirOwn() throws {
    let path = try file("t.csv", "sound,kind,from,to\nsong.wav,dog,0.1,0.2\n")
    try Program.expectRefusal(
      ["labels", "import", folder.sounds, path], home: folder.home, status: 1)
    let names = "path=sound,label=kind,onset=from,offset=to"
    #expect(try take(path, "--columns", names)["added"] as? Int == 1)
    #expect(
      try rows().contains { $0["label"] as? String == "dog" && $0["onset"] as? Double == 0.1 })
    for bad in ["label=none", "what=kind", "label", "label=kind,label=kind"] {
      try Program.expectRefusal(
        ["labels", "import", folder.sounds, path, "--columns", bad], home: folder.home,
        status: bad == "label=none" ? 1 : 2)
    }
  }

  @Test func recordingsThatAreNotThereAreTold() throws {
    let path = try file(
      "t.csv", "path,label,onset,offset\n/far/away/song.wav,x,0,0.1\ngone.wav,y,0,1\n")
    let result = try Program.run(
      ["labels", "import", folder.sounds, path, "--json"], home: folder.home)
    #expect(result.status == 3)
    #expect(result.error.split(separator: "\n").count == 1 && result.error.contains("gone.wav"))
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    #expect(object?["added"] as? Int == 1 && object?["unmatched"] as? [String] == ["gone.wav"])
    let only = try file("notes.txt", "0.1\t0.2\tdog\n")
    let refused = try Program.run(["labels", "import", folder.sounds, only], home: folder.home)
    #expect(refused.status == 1 && refused.error.contains("--audio"))
    #expect(try take(only, "--audio", "yes/a.wav")["added"] as? Int == 1)
  }

  @Test func whatLiesBeyondTheEndIsLostAndListed() throws {
    let path = try file("song.txt", "0.1\t99\tlong\n50\t51\tafter\n")
    let result = try Program.run(
      ["labels", "import", folder.sounds, path, "--json"], home: folder.home)
    #expect(result.status == 3)
    let lost = try #require(
      JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    #expect(lost["added"] as? Int == 1 && (lost["losses"] as? [Any])?.count == 2)
    let late = try #require((lost["untaken"] as? [[String: Any]])?.first)
    #expect(late["line"] as? Int == 2 && late["label"] as? String == "after")
    #expect((late["why"] as? String)?.contains("beyond the end") == true)
    let row = try #require(try rows().first { $0["label"] as? String == "long" })
    #expect(row["offset"] as? Double == 0.33325)
  }

  @Test func aLabelOfAWholeClipTakesThePlaceOfAnother() throws {
    _ = try take(try file("t.csv", "path,label\nyes/a.wav,no\nyes/a.wav,maybe\n"))
    #expect(try folder.labels()["yes/a.wav"] == "maybe")
    #expect(try rows().count { $0["path"] as? String == "yes/a.wav" } == 1)
  }

  @Test func filesThatCanNotBeReadAreRefused() throws {
    let broken = [
      try file("a.csv", "a,b\n1,2\n"), try file("b.txt", "no label at all\n"),
      try file("c.jsonl", "nonsense"), try file("d.xyz", "\u{0}\u{1}"), folder.home + "/none.csv",
      folder.home, "/dev/zero",
    ]
    for path in broken {
      try Program.expectRefusal(
        ["labels", "import", folder.sounds, path], home: folder.home, status: 1)
      try Program.expectRefusal(
        ["labels", "convert", path, folder.home + "/o.csv"], home: folder.home, status: 1)
    }
    let good = try file(tracks[0].0, tracks[0].1)
    let result = try Program.run(
      ["labels", "import", folder.sounds, broken[0], good], home: folder.home)
    #expect(result.status == 3 && result.error.split(separator: "\n").count == 1)
    try Program.expectRefusal(
      ["labels", "import", folder.sounds, good, "--as", "nope"], home: folder.home, status: 2)
  }

  @Test func aFileIsConverted() throws {
    let path = try file("song.txt", tracks[0].1)
    try folder.write(SoundBytes.wav(hertz: 300), to: folder.home + "/song.wav")
    for (name, part) in [
      ("a.csv", "song.wav,dog,0.1,0.2,900.5,2400.25,"),
      ("b.jsonl", "{\"path\":\"song.wav\",\"label\":\"dog\",\"onset\":0.1,\"offset\":0.2"),
      ("c.raven.txt", "0.100000000\t0.200000000\t900.5\t2400.25\tsong.wav\t0.100000000\tdog"),
      ("d.txt", tracks[0].1.replacing("900.5", with: "900.500000")),
    ] {
      let out = folder.home + "/" + name
      let object = try Program.object(
        ["labels", "convert", path, out, "--json"], home: folder.home)
      #expect(object["read"] as? Int == 2 && object["added"] as? Int == 2)
      let first = part.split(separator: "\n")[0]
      let text = try folder.text(out)
      #expect(
        text.contains(first.replacing("0.1\t0.2\t", with: "0.100000\t0.200000\t")), "\(text)")
    }
    #expect(!FileManager.default.fileExists(atPath: folder.home + "/.earmark"))
    try Program.expectRefusal(
      ["labels", "convert", path, folder.home + "/o.xyz"], home: folder.home, status: 2)
    #expect(
      try Program.run(
        ["labels", "convert", path, folder.home + "/o.xyz", "--to", "csv", "--audio", "/no.wav"],
        home: folder.home
      ).status == 1)
  }

  @Test func hostileFilesAreTakenOrRefusedInOneLine() throws {
    guard let path = Program.shared("malformed/annotations") else { return }
    for name in try FileManager.default.contentsOfDirectory(atPath: path).sorted() {
      for out in ["o.csv", "o.raven.txt"] {
        let result = try Program.run(
          ["labels", "convert", path + "/" + name, folder.home + "/" + out, "--quiet", "--force"],
          home: folder.home)
        #expect(result.status == 0 || result.status == 1, "\(name): \(result.error)")
        #expect(result.error.split(separator: "\n").count == Int(result.status), "\(result.error)")
        #expect(!result.error.unicodeScalars.contains("\u{1b}"))
      }
    }
  }
}
