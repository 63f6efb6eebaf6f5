import Foundation
import Testing

@Suite struct CommandsExportClipsTests {
  private let folder: TestFolder
  private let samples: [Int16]
  private var out: String { folder.path + "/out" }

  init() throws {
    folder = try TestFolder()
    samples = (0..<80_000).map { Int16(truncatingIfNeeded: $0 &* 7919) }
    try folder.write(SoundBytes.wav(rate: 8000, samples: samples), to: folder.sounds + "/long.wav")
    try folder.clip("yes/a_nohash_0.wav", hertz: 300)
    try folder.clip("no/b_nohash_0.wav", hertz: 400)
  }

  /// Gives the long recording regions of half a second, of two classes.
  private func addRegions(_ count: Int) throws {
    let rows = (0..<count).map { place -> String in
      let onset = Double(place) * 9 / Double(count)
      return "long.wav,w\(place % 2),\(onset),\(onset + 0.5)\n"
    }
    let table = folder.home + "/regions.csv"
    try folder.write(Array(("path,label,onset,offset\n" + rows.joined()).utf8), to: table)
    let result = try Program.run(["labels", "import", folder.sounds, table], home: folder.home)
    #expect(result.status == 0, "\(result.error)")
  }

  private func export(_ flags: String...) throws -> Program.Result {
    try Program.run(["export-clips", folder.sounds, out] + flags, home: folder.home)
  }

  @Test func labelledClipsGetTheLayoutOfSpeechCommands() throws {
    let objects = try Program.objects(
      ["export-clips", folder.sounds, out, "--by", "labels", "--json"], home: folder.home)
    #expect(objects.map { $0["label"] as? String } == ["no", "yes"])
    #expect(folder.files(below: out) == ["no/b_nohash_0.wav", "yes/a_nohash_0.wav"])
    for name in folder.files(below: out) {
      #expect(try folder.bytes(out + "/" + name) == folder.bytes(folder.sounds + "/" + name))
    }
    let scanned = try Program.object(["scan", out, "--json"], home: folder.home)
    #expect(scanned["labels"] as? [String: Int] == ["yes": 1, "no": 1])
  }

  @Test func regionsAreCutToTheSample() throws {
    try addRegions(6)
    let objects = try Program.objects(
      ["export-clips", folder.sounds, out, "--by", "regions", "--json"], home: folder.home)
    #expect(objects.count == 6)
    for object in objects {
      let (onset, offset) = (object["onset"] as? Int ?? 0, object["offset"] as? Int ?? 0)
      #expect(offset - onset == 4000)
      let part = try SoundBytes.samples(of: folder.bytes(object["output"] as? String ?? ""))
      #expect(part == Array(samples[onset..<offset]))
    }
    #expect(folder.files(below: out).contains("w1/long_00001.500000-00002.000000.wav"))
  }

  @Test func filterNamesFormatAndRateAreAsAsked() throws {
    try addRegions(6)
    let result = try export(
      "--by", "regions", "--where", "label=w1", "--name", "all/{label}-{index}", "--format",
      "flac", "--rate", "16000", "--pad", "0.1", "--fade", "0.01", "--jobs", "1")
    #expect(result.status == 0 && result.output.isEmpty, "\(result.error)")
    #expect(
      folder.files(below: out) == [
        "all/w1-0001.flac", "all/w1-0002.flac", "all/w1-0003.flac",
      ])
  }

  @Test func namesNeverLeadOutOfTheFolder() throws {
    for (place, label) in ["../../up", ".hidden", "a/b", "\u{1b}[31m", "-rf"].enumerated() {
      let row = "long.wav,\"\(label)\",\(place),\(place + 1)\n"
      let table = folder.home + "/odd.csv"
      try folder.write(Array(("path,label,onset,offset\n" + row).utf8), to: table)
      let result = try Program.run(["labels", "import", folder.sounds, table], home: folder.home)
      #expect(result.status == 0, "\(result.error)")
    }
    let before = folder.files(below: folder.sounds)
    #expect(try export("--by", "regions", "--name", "{label}").status == 0)
    #expect(
      folder.files(below: out) == [
        "-rf.wav", "_._.._up.wav", "_[31m.wav", "_hidden.wav", "a_b.wav",
      ])
    #expect(folder.files(below: folder.sounds) == before)
  }

  @Test func existingFilesAreReplacedOnlyIfAsked() throws {
    #expect(try export("--by", "labels").status == 0)
    try folder.write(Array("mine".utf8), to: out + "/yes/a_nohash_0.wav")
    let arguments = ["export-clips", folder.sounds, out, "--by", "labels"]
    try Program.expectRefusal(arguments, home: folder.home, status: 1)
    #expect(try folder.text(out + "/yes/a_nohash_0.wav") == "mine")
    #expect(try export("--by", "labels", "--force").status == 0)
    #expect(try folder.bytes(out + "/yes/a_nohash_0.wav").starts(with: Array("RIFF".utf8)))
  }

  @Test func recordingsOfTheLibraryAreNeverReplaced() throws {
    try folder.clip("yes/b_nohash_0.wav", hertz: 500)
    _ = try Program.run(
      ["labels", "set", folder.sounds, "no/b_nohash_0.wav", "yes"], home: folder.home)
    let before = try folder.bytes(folder.sounds + "/yes/b_nohash_0.wav")
    let result = try Program.run(
      ["export-clips", folder.sounds, folder.sounds, "--by", "labels", "--force"],
      home: folder.home)
    #expect(result.status == 1, "\(result.error)")
    #expect(try folder.bytes(folder.sounds + "/yes/b_nohash_0.wav") == before)
  }

  @Test func clipsOfOneNameAreTold() throws {
    try folder.clip("yes/other/a_nohash_0.wav", hertz: 700)
    _ = try Program.run(["scan", folder.sounds], home: folder.home)
    _ = try Program.run(
      ["labels", "set", folder.sounds, "yes/other/a_nohash_0.wav", "yes"], home: folder.home)
    let result = try export("--by", "labels")
    #expect(result.status == 3 && result.error.contains("{folder}"), "\(result.error)")
    #expect(folder.files(below: out).count == 2)
    #expect(try export("--by", "labels", "--overwrite", "--name", "{folder}/{name}").status == 0)
  }

  @Test func damageIsOneLineAndTheRestIsDone() throws {
    _ = try Program.run(["scan", folder.sounds], home: folder.home)
    try folder.write("RIFF no more", named: "no/b_nohash_0.wav")
    let result = try export("--by", "labels")
    #expect(result.status == 3)
    let lines = result.error.split(separator: "\n")
    #expect(lines.count == 2 && lines[0].contains("no/b_nohash_0.wav"), "\(result.error)")
    #expect(folder.files(below: out) == ["yes/a_nohash_0.wav"])
  }

  @Test func twoAtOnceAreToldApart() throws {
    try addRegions(2000)
    let command = "\"$1\" export-clips '\(folder.sounds)' '\(out)' --by regions"
    // The second one starts while the first one writes: its lock is there with the folder.
    let line = "\(command) & while [ ! -e '\(out)'/*/ ]; do sleep 0.002; done; \(command); "
    let result = try Program.run(
      [], home: folder.home, launcher: Program.shell(line + "echo $?; wait $!; echo $?"))
    #expect(result.output == "1\n0\n", "\(result.error)")
    #expect(result.error.contains("another export is writing there; "), "\(result.error)")
    #expect(folder.files(below: out).count == 2000)
  }

  @Test func aKilledExportKeepsWhatIsWholeAndLeavesNothingElse() throws {
    try addRegions(5000)
    var kept = 0
    // The last kill comes when the first files have their names.
    for moment in [
      "sleep 0.1", "sleep 0.4",
      "until ls '\(out)'/w*/long* >/dev/null 2>&1; do sleep 0.005; done",
    ] {
      let command = "\"$1\" export-clips '\(folder.sounds)' '\(out)' --by regions --force"
      let line = "\(command) & \(moment); kill -KILL $!; wait $!; true"
      _ = try Program.run([], home: folder.home, launcher: Program.shell(line))
      let whole = folder.files(below: out).filter { !$0.contains(".earmark-") }
      for name in whole {
        #expect(try SoundBytes.samples(of: folder.bytes(out + "/" + name)).count == 4000, "\(name)")
      }
      kept += whole.count
    }
    #expect(kept > 0)
    let result = try export("--by", "regions", "--force", "--where", "label=w0")
    #expect(result.status == 0, "\(result.error)")
    #expect(!folder.files(below: out).contains { $0.contains(".earmark-") })
    print("files kept by three killed exports: \(kept)")
  }

  @Test func aReadOnlyFolderIsOneSentence() throws {
    try Program.expectRefusal(
      ["export-clips", folder.sounds, "/proc/clips", "--by", "labels"], home: folder.home,
      status: 1)
    try folder.write("a file", named: "taken")
    try Program.expectRefusal(
      ["export-clips", folder.sounds, folder.sounds + "/taken", "--by", "labels"],
      home: folder.home, status: 1)
  }

  @Test func aFullDiskIsOneSentenceAndKeepsWhatIsWhole() throws {
    try addRegions(400)
    try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
    let line =
      "mount -t tmpfs -o size=1m tmpfs '\(out)' 2>/dev/null || exit 99; \"$@\"; s=$?; "
      + "find '\(out)' -type f | wc -l; find '\(out)' -name '.earmark*' | wc -l; exit $s"
    let result = try Program.run(
      ["export-clips", folder.sounds, out, "--by", "regions"], home: folder.home,
      launcher: ["/usr/bin/env", "unshare", "-m"] + Program.shell(line))
    guard result.status == 3 || result.status == 1, result.output.contains("\n") else {
      print("skipped: no right to mount a small disk (\(result.status))")
      return
    }
    let counts = result.output.split(separator: "\n").compactMap { Int($0) }
    #expect(result.status == 3 || counts[0] == 0, "\(result.error)")
    #expect(counts.count == 2 && counts[1] == 0, "\(result.output)")
    let lines = result.error.split(separator: "\n").filter { $0.contains("no room is left") }
    #expect(!lines.isEmpty && lines.count <= 2, "\(result.error)")
  }

  @Test(arguments: [
    ["--by", "songs"], [], ["--by", "regions", "--name", "same"],
    ["--by", "regions", "--name", "../{name}"], ["--by", "regions", "--name", "{nope}"],
    ["--by", "regions", "--name", "{name"], ["--by", "regions", "--where", "x=1"],
    ["--by", "regions", "--jobs", "0"],
  ])
  func wrongUsageIsStatus2(flags: [String]) throws {
    try Program.expectRefusal(
      ["export-clips", folder.sounds, out] + flags, home: folder.home, status: 2)
    #expect(!FileManager.default.fileExists(atPath: out))
  }
}
