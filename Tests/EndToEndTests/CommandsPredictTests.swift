import Foundation
import Testing

/// Predictions and models from the command line, hostile files among them.
@Suite struct CommandsPredictTests {
  private let folder: TestFolder

  init() throws {
    folder = try TestFolder()
    try folder.addWords(["low", "high"], count: 8)
    try folder.train(["--model", "logistic"])
  }

  @Test func theOrderOfInputsStays() throws {
    let names = (0..<8).flatMap { number in
      ["high", "low"].map { "\(folder.sounds)/\($0)/s\(number % 4)_nohash_\(number).wav" }
    }
    try folder.write(names.joined(separator: "\n") + "\n", named: "names.txt")
    for jobs in ["1", "3"] {
      let found = try Program.objects(
        ["predict", folder.model, "-", "--json", "--jobs", jobs], home: folder.home,
        launcher: Program.shell("exec \"$@\" < '\(folder.sounds)/names.txt'"))
      #expect(found.compactMap { $0["path"] as? String } == names)
    }
  }

  @Test func pathsAreLookedAtAsTheyCome() throws {
    let clip = folder.sounds + "/low/s0_nohash_0.wav"
    let answers = folder.home + "/answers"
    // The second path comes only after the answer to the first.
    let line =
      "{ echo '\(clip)'; for i in $(seq 200); do [ -s '\(answers)' ] && break; sleep 0.1; done;"
      + " [ -s '\(answers)' ] && echo '\(clip)'; } | \"$@\" > '\(answers)'"
    let result = try Program.run(
      ["predict", folder.model, "-", "--jsonl"], home: folder.home, launcher: Program.shell(line))
    #expect(result.status == 0)
    let lines = try String(contentsOfFile: answers, encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 2)
  }

  @Test func windowsOfALongRecording() throws {
    var seed: UInt64 = 5
    let low = SoundBytes.noisySine(300, rate: 8000, count: 40_000, seed: &seed)
    let high = SoundBytes.noisySine(660, rate: 8000, count: 40_000, seed: &seed)
    let file = folder.home + "/long.wav"
    try folder.write(SoundBytes.wav(rate: 8000, samples: low + high), to: file)
    let found = try Program.objects(
      ["predict", folder.model, file, "--hop", "0.5", "--top", "1", "--json"], home: folder.home)
    #expect(found.count == 19)
    #expect(found.map { $0["onset"] as? Double } == (0..<19).map { Double($0) / 2 })
    #expect(
      found.allSatisfy { ($0["offset"] as? Double ?? 0) - ($0["onset"] as? Double ?? 0) == 1 })
    let labels = found.compactMap {
      ($0["predictions"] as? [[String: Any]])?[0]["label"] as? String
    }
    #expect(
      labels.prefix(8).allSatisfy { $0 == "low" } && labels.suffix(8).allSatisfy { $0 == "high" })
    let notice = try Program.run(["predict", folder.model, file], home: folder.home)
    #expect(notice.error.contains("--hop"))
  }

  @Test func otherRatesAreConvertedWithOneNotice() throws {
    var seed: UInt64 = 9
    for number in 0..<3 {
      let samples = SoundBytes.noisySine(660, rate: 44_100, count: 20_000, seed: &seed)
      try folder.write(
        SoundBytes.wav(rate: 44_100, samples: samples), to: folder.home + "/\(number).wav")
    }
    let paths = (0..<3).map { "\(folder.home)/\($0).wav" }
    let result = try Program.run(["predict", folder.model] + paths, home: folder.home)
    #expect(result.status == 0)
    #expect(result.output.split(separator: "\n").allSatisfy { $0.contains("  high ") })
    #expect(result.error.split(separator: "\n").count == 1 && result.error.contains("44"))
  }

  @Test func badInputsAreToldAndTheRestIsDone() throws {
    let good = folder.sounds + "/low/s0_nohash_0.wav"
    let result = try Program.run(
      ["predict", folder.model, folder.home + "/none.wav", good, "--json"], home: folder.home)
    #expect(result.status == 3)
    let found = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]]
    #expect(found?.count == 2 && found?[0]["error"] is [String: Any])
    #expect(found?[1]["predictions"] is [[String: Any]])
    let tiny = folder.home + "/tiny.wav"
    try folder.write(SoundBytes.wav(rate: 8000, samples: [1, 2, 3, 4, 5, 6, 7, 8]), to: tiny)
    #expect(try Program.run(["predict", folder.model, tiny], home: folder.home).status == 0)
  }

  @Test func otherLabelsAreRefused() throws {
    let other = try TestFolder()
    try other.addWords(["dog", "cat"], count: 3)
    try Program.expectRefusal(
      ["evaluate", folder.model, other.sounds, "--split", "all"], home: folder.home, status: 1)
  }

  @Test func modelsAndArchitecturesAreListed() throws {
    let rows = try Program.objects(["models", "--json"], home: folder.home)
    let counts = Dictionary(
      rows.compactMap { row in
        (row["name"] as? String).map { ($0, row["parameters"] as? Int ?? 0) }
      }
    ) { first, _ in first }
    #expect(counts["conv"] == 926_860 && counts["tiny-conv"] == 94_740)
    #expect(rows.allSatisfy { $0["family"] is String })
    #expect(rows.first { $0["name"] as? String == "knn" }?["family"] as? String == "neighbors")
    let own = folder.home + "/.config/earmark/models"
    try FileManager.default.createDirectory(atPath: own, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: folder.model, toPath: own + "/mine.earmark")
    let named = try Program.run(
      ["predict", "mine", folder.sounds + "/low/s0_nohash_0.wav"], home: folder.home)
    #expect(named.status == 0)
    #expect(try Program.run(["models"], home: folder.home).output.contains("mine"))
    try Program.expectRefusal(
      ["predict", "nobody", folder.sounds], home: folder.home, status: 1)
  }

  @Test func hostileModelFilesAreRefusedInALine() throws {
    let bytes = Array(try #require(FileManager.default.contents(atPath: folder.model)))
    let length = bytes.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
    let header = String(decoding: bytes[8..<(8 + length)], as: UTF8.self)
    func file(_ header: String, _ data: ArraySlice<UInt8>) -> [UInt8] {
      let count = header.utf8.count
      return (0..<8).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) } + Array(header.utf8)
        + data
    }
    let data = bytes[(8 + length)...]
    var notFinite = bytes
    notFinite.replaceSubrange((bytes.count - 4)..., with: [0, 0, 0xc0, 0x7f])
    let cases: [(String, [UInt8])] = [
      ("empty", []),
      ("short", [1, 2, 3]),
      ("lying length", [255, 255, 255, 255, 255, 255, 255, 127] + bytes.dropFirst(8)),
      ("cut", Array(bytes.dropLast(5))),
      ("longer", bytes + [0, 0, 0, 0]),
      ("no JSON", file("{\"a\":", data)),
      ("no configuration", file("{}", [])),
      (
        "overflow",
        file(
          header.replacingOccurrences(
            of: "\"shape\":[", with: "\"shape\":[4611686018427387904,4611686018427387904,"), data)
      ),
      ("other tensor", file(header.replacingOccurrences(of: ".weight\"", with: ".wait\""), data)),
      ("NaN", notFinite),
      (
        "unknown architecture",
        file(
          header.replacingOccurrences(of: "logistic", with: "loggistic"), data)
      ),
    ]
    let path = folder.home + "/hostile.earmark"
    for (name, contents) in cases {
      try folder.write(contents, to: path)
      let result = try Program.run(["predict", path, folder.sounds], home: folder.home)
      #expect(result.status == 1, "\(name)")
      #expect(
        result.error.hasPrefix("earmark: ") && result.error.split(separator: "\n").count == 1,
        "\(name): \(result.error)")
    }
    // Ten gigabytes that take no room on the disk.
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.truncate(atOffset: 10 << 30)
    try handle.close()
    try Program.expectRefusal(["predict", path, folder.sounds], home: folder.home, status: 1)
    try Program.expectRefusal(
      ["predict", folder.home, folder.sounds], home: folder.home, status: 1)
  }
}
