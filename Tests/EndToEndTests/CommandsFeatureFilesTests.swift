import CellCanvas
import EarmarkTestSupport
import Foundation
import Testing

/// Which files `features` writes, keeps and takes away.
@Suite struct CommandsFeatureFilesTests {
  private let folder: TestFolder
  private var out: String { folder.path + "/out" }

  init() throws { folder = try TestFolder() }

  private func run(_ flags: [String], launcher: [String] = []) throws -> Program.Result {
    try Program.run(["features"] + flags, home: folder.home, launcher: launcher)
  }

  private func lines(_ text: String) throws -> [[String: Any]] {
    try text.split(separator: "\n").compactMap { line in
      try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    }
  }

  @Test func aFileGivesAFileAndAFolderAFolder() throws {
    let file = try folder.clip("deep/a.wav")
    try folder.clip("b.wav")
    #expect(try run([file, "-o", "\(out)/made/a.npy"]).status == 0)
    #expect(try folder.contents(out) == ["made", "made/a.npy"])
    #expect(try run([folder.sounds, "-o", "\(out)/all"]).status == 0)
    let names = [".earmark-features.json", "b.wav.npy", "deep", "deep/a.wav.npy"]
    #expect(try folder.contents(out + "/all") == names)
  }

  @Test func theFormatIsThatOfTheExtensionOrTheFlag() throws {
    let file = try folder.clip("a.wav")
    let starts: [(String, [UInt8])] = [
      ("npy", [0x93]), ("NPZ", Array("PK".utf8)), ("csv", Array("seconds,".utf8)),
      ("json", Array("{\n\"path\"".utf8)), ("c", Array("/*".utf8)),
    ]
    for (ending, start) in starts {
      #expect(try run([file, "-o", "\(out).\(ending)"]).status == 0)
      let bytes = [UInt8](try Data(contentsOf: URL(filePath: "\(out).\(ending)")))
      #expect(bytes.starts(with: start), "\(ending)")
    }
    #expect(try run([file, "-o", "\(out).dat", "--format", "npy"]).status == 0)
    _ = try NumPyArray("\(out).dat")
    try Program.expectRefusal(["features", file, "-o", out], home: folder.home, status: 2)
    #expect(try run([folder.sounds, "-o", out, "--format", "csv"]).status == 0)
    #expect(try folder.contents(out).last == "a.wav.csv")
  }

  @Test func quantizedValuesAreBytes() throws {
    let file = try folder.clip("a.wav")
    let plain = try folder.features(file, ["--preset", "tensorflow"])
    let bytes = try folder.features(file, ["--preset", "tensorflow", "--quantize"])
    #expect(bytes.isQuantized)
    let expected = plain.values.map { value in
      min(255, max(0, (255 * (Double(value) + 247) / 277).rounded(.toNearestOrEven)))
    }
    #expect(bytes.values.map { Double($0) } == expected)
    try Program.expectRefusal(
      ["features", file, "-o", out + ".npy", "--quantize"], home: folder.home, status: 2)
    let ranged = try folder.features(file, ["--quantize", "--quantize-range", "-120:0"])
    #expect(ranged.isQuantized)
  }

  @Test(arguments: ["1", "3"])
  func pathsComeFromStandardInputInTheirOrder(jobs: String) throws {
    for name in ["c.wav", "a b.wav", "b.wav"] { try folder.clip(name) }
    let text = "printf 'c.wav\\0missing.wav\\0a b.wav\\0b.wav\\0' | "
    let launcher = Program.shell("cd '\(folder.sounds)' && \(text) exec \"$@\"")
    let result = try run(
      ["-", "--null", "-o", out, "--jsonl", "--jobs", jobs], launcher: launcher)
    let objects = try lines(result.output)
    #expect(result.status == 3 && result.error.isEmpty)
    #expect(
      objects.compactMap { $0["path"] as? String } == ["c.wav", "missing.wav", "a b.wav", "b.wav"])
    let error = objects[1]["error"] as? [String: String]
    #expect(error?["what"] == "Cannot read missing.wav" && error?["remedy"]?.isEmpty == false)
    #expect(objects[2]["output"] as? String == out + "/a b.wav.npy")
    #expect(objects[2]["frames"] as? Int == 34 && objects[2]["bins"] as? Int == 64)
  }

  @Test func oneBadFileIsOneLine() throws {
    for place in 0..<5 { try folder.clip("\(place).wav") }
    try folder.write("no sound at all", named: "2.wav")
    let result = try run([folder.sounds, "-o", out])
    #expect(result.status == 3)
    #expect(result.error.split(separator: "\n").count == 1 && result.error.contains("/2.wav: "))
    #expect(try folder.contents(out).count == 5)
    try folder.write(Array("none".utf8), to: folder.sounds + "/single.wav")
    try Program.expectRefusal(
      ["features", folder.sounds + "/single.wav", "-o", out + ".npy"], home: folder.home, status: 1)
    try Program.expectRefusal(
      ["features", folder.sounds + "/missing", "-o", out + "2"], home: folder.home, status: 1)
  }

  @Test func workIsTakenUpAgain() throws {
    for name in ["a.wav", "b.wav", "c.wav"] { try folder.clip(name) }
    #expect(try run([folder.sounds, "-o", out]).status == 0)
    try FileManager.default.removeItem(atPath: out + "/b.wav.npy")
    usleep(20_000)
    try folder.clip("c.wav", hertz: 900)
    let again = try run([folder.sounds, "-o", out, "--resume", "--jsonl"])
    #expect(try lines(again.output).compactMap { $0["kept"] as? Bool } == [true, false, false])
    #expect(again.error == "earmark: 1 file that was there is kept\n")
    let fresh = try folder.features(folder.sounds + "/c.wav", [])
    #expect(try NumPyArray(out + "/c.wav.npy").values == fresh.values)
    let other = ["features", folder.sounds, "-o", out, "--resume", "--hop-ms", "5"]
    try Program.expectRefusal(other, home: folder.home, status: 1)
    try Program.expectRefusal(
      ["features", folder.sounds + "/a.wav", "-o", out + ".npy", "--resume"], home: folder.home,
      status: 2)
  }

  @Test func filesOfOtherSettingsAreNotTakenForNewOnes() throws {
    for name in ["a.wav", "b.wav"] { try folder.clip(name) }
    #expect(try run([folder.sounds, "-o", out]).status == 0)
    let old = try NumPyArray(out + "/a.wav.npy").shape
    usleep(20_000)
    // The second run names other settings and makes only one of the two.
    let launcher = Program.shell(
      "rm '\(folder.sounds)/a.wav'; \"$@\"; status=$?; cp '\(folder.sounds)/b.wav' "
        + "'\(folder.sounds)/a.wav'; touch -d '1 hour ago' '\(folder.sounds)/a.wav'; exit $status")
    #expect(
      try run([folder.sounds, "-o", out, "--mel-bands", "30"], launcher: launcher).status == 0)
    let third = try run([folder.sounds, "-o", out, "--mel-bands", "30", "--resume", "--jsonl"])
    #expect(try lines(third.output).compactMap { $0["kept"] as? Bool } == [false, true])
    #expect(try NumPyArray(out + "/a.wav.npy").shape != old)
  }

  @Test func theRecordingIsNeverOverwritten() throws {
    let file = try folder.clip("a.wav")
    let before = try Data(contentsOf: URL(filePath: file))
    try FileManager.default.createSymbolicLink(
      atPath: folder.sounds + "/link.npy", withDestinationPath: file)
    for target in [file, folder.sounds + "/link.npy"] {
      try Program.expectRefusal(
        ["features", file, "-o", target, "--format", "npy"], home: folder.home, status: 1)
    }
    #expect(try Data(contentsOf: URL(filePath: file)) == before)
  }

  @Test func twoInputsNeverShareAFile() throws {
    try folder.clip("a.wav")
    let launcher = Program.shell("cd '\(folder.sounds)' && exec \"$@\"")
    let result = try run(["a.wav", "./a.wav", "-o", out], launcher: launcher)
    #expect(result.status == 3 && result.error.contains("./a.wav: a.wav has the file a.wav.npy"))
    #expect(try folder.contents(out).count == 2)
  }

  @Test func whatCanNotBeWrittenIsToldAndLeavesNothing() throws {
    let file = try folder.clip("a.wav")
    try folder.write("a file", named: "taken")
    let taken = folder.sounds + "/taken"
    for target in ["/dev/full", "/proc/none/a", taken + "/a"] {
      try Program.expectRefusal(
        ["features", file, "-o", target, "--format", "npy"], home: folder.home, status: 1)
    }
    try Program.expectRefusal(
      ["features", folder.sounds, "-o", taken], home: folder.home, status: 1)
    let limited = Program.shell("ulimit -f 4; exec \"$@\"")
    let result = try run(
      [file, "-o", out + "/a.npy", "--feature", "spectrogram"], launcher: limited)
    #expect(result.status == 1 && result.error.hasPrefix("earmark: Cannot write \(out)/a.npy: "))
    #expect(try folder.contents(out).isEmpty)
  }

  @Test func whatNoDiskHoldsIsRefusedAtOnce() throws {
    let file = try folder.clip("a.wav")
    let flags = ["--clip-ms", "1e9", "--hop-length", "1", "--feature", "spectrogram"]
    let start = Date()
    try Program.expectRefusal(
      ["features", file, "-o", out + ".npy"] + flags, home: folder.home, status: 1)
    #expect(Date().timeIntervalSince(start) < 5)
  }

  @Test func progressOfOneFileMoves() throws {
    let file = folder.sounds + "/long.wav"
    let silence = [Int16](repeating: 0, count: 4_000_000)
    try folder.write(SoundBytes.wav(rate: 8000, samples: silence), to: file)
    let flags = ["--preset", "birdsong", "--progress", "json", "--clip-ms", "400000"]
    let result = try run([file, "-o", out + ".npy"] + flags)
    let objects = try lines(result.error)
    #expect(result.status == 0 && objects.count > 2)
    let moving = objects.dropLast()
    #expect(moving.allSatisfy { $0["total"] as? Int == 400 })
    let done = moving.compactMap { $0["done"] as? Int }
    #expect(done == done.sorted() && Set(done).count > 1)
    #expect(objects.last?["done"] as? Int == 1 && objects.last?["total"] as? Int == 1)
  }

  @Test func whatWasFinishedStaysWhenInterrupted() throws {
    try folder.addClips(1500, named: { "\($0).wav" })
    let terminal = try PseudoTerminal(size: CellSize(columns: 80, rows: 24))
    let line =
      "exec \"$1\" features '\(folder.sounds)' -o '\(out)' --jsonl --jobs 1 --preset birdsong"
      + " > '\(folder.home)/list' 2> '\(folder.home)/errors'"
    try terminal.start(
      Program.shell(line) + [Program.path], environment: Program.environment(home: folder.home))
    let list = folder.home + "/list"
    let end = Date().addingTimeInterval(20)
    while FileManager.default.contents(atPath: list)?.count ?? 0 < 2000, Date() < end {
      usleep(1000)
    }
    terminal.send(signal: SIGINT)
    #expect(terminal.finish(timeout: 20) == 130)
    let made = try lines(String(contentsOfFile: list, encoding: .utf8))
    #expect((1..<1500).contains(made.count))
    let names = try folder.contents(out).filter { $0 != ".earmark-features.json" }
    let told = made.compactMap { ($0["output"] as? String)?.dropFirst(out.count + 1) }
    #expect(names == told.map(String.init).sorted())
    #expect(try String(contentsOfFile: folder.home + "/errors", encoding: .utf8).isEmpty)
  }
}
