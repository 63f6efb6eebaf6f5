import Foundation
import Testing

@Suite struct CommandsSegmentTests {
  private static let times = [0.5..<0.7, 1.2..<1.5, 2.4..<2.6]
  private let folder: TestFolder
  private let sound: String

  init() throws {
    folder = try TestFolder()
    sound = folder.sounds + "/tones.wav"
    try folder.write(SoundBytes.tones(at: Self.times, seconds: 4), to: sound)
    let lines = Self.times.map { "\($0.lowerBound),\($0.upperBound),tone" }
    try folder.write("onset_s,offset_s,label\n" + lines.joined(separator: "\n"), named: "tones.csv")
  }

  private func run(_ arguments: String...) throws -> Program.Result {
    try Program.run(["segment"] + arguments, home: folder.home)
  }

  @Test func soundsAreFoundAndScored() throws {
    let truth = folder.sounds + "/tones.csv"
    let found = try Program.objects(
      ["segment", sound, "--unit", "syllable", "--score", truth, "--json"], home: folder.home)
    #expect(found.count == 1 && found[0]["path"] as? String == sound)
    let segments = try #require(found[0]["segments"] as? [[String: Double]])
    #expect(segments.count == 3)
    for (segment, time) in zip(segments, Self.times) {
      #expect(abs((segment["onset"] ?? 0) - time.lowerBound) < 0.02)
      #expect(abs((segment["offset"] ?? 0) - time.upperBound) < 0.03)
    }
    for key in ["precision", "recall", "f1", "onsetF1"] {
      #expect(found[0][key] as? Double == 1, "\(key)")
    }
    #expect((found[0]["meanOnsetError"] as? Double ?? 1) < 0.02)
  }

  @Test(arguments: ["praat", "librosa"])
  func theOtherMethodsFindThemToo(method: String) throws {
    let found = try Program.objects(
      ["segment", sound, "--method", method, "--json"], home: folder.home)
    #expect((found[0]["segments"] as? [Any])?.count == 3)
  }

  @Test func aPartIsSearchedAlone() throws {
    let found = try Program.objects(
      ["segment", sound, "--unit", "syllable", "--start", "1", "--end", "2", "--json"],
      home: folder.home)
    let segments = try #require(found[0]["segments"] as? [[String: Double]])
    #expect(segments.count == 1 && abs((segments[0]["onset"] ?? 0) - 1.2) < 0.02)
  }

  @Test(arguments: ["csv", "jsonl", "audacity", "raven"])
  func labelsOfTheSoundsCanBeImported(format: String) throws {
    let out = folder.home + "/out." + format + ".txt"
    let result = try run(sound, "--as", format, "-o", out, "--label", "tone", "--unit", "syllable")
    #expect(result.status == 0 && result.output.isEmpty && result.error.isEmpty, "\(result.error)")
    let imported = try Program.object(
      ["labels", "import", folder.sounds, out, "--as", format, "--audio", "tones.wav", "--json"],
      home: folder.home)
    #expect(imported["added"] as? Int == 3 && (imported["unmatched"] as? [Any])?.isEmpty == true)
    #expect(try run(sound, "--as", format, "--unit", "syllable").output.contains("0.4"))
  }

  @Test func oneBadFileIsOneLineAndTheOrderIsKept() throws {
    try folder.write("not a sound", named: "broken.wav")
    let paths = [sound, folder.sounds + "/broken.wav", sound, folder.sounds + "/no.wav"]
    let result = try Program.run(
      ["segment", "-", "--jsonl", "--jobs", "4"], home: folder.home,
      launcher: Program.shell("printf '%s\\n' \(paths.joined(separator: " ")) | \"$@\""))
    #expect(result.status == 3 && result.error.isEmpty)
    let objects = try result.output.split(separator: "\n").map {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }
    #expect(objects.map { $0?["path"] as? String } == paths)
    #expect(objects.map { $0?["error"] != nil } == [false, true, false, true])
    let text = try Program.run(["segment"] + paths, home: folder.home)
    #expect(text.status == 3 && text.error.split(separator: "\n").count == 2)
  }

  @Test func recordingsAreScoredByATableOrAFolder() throws {
    try folder.write(SoundBytes.tones(at: [0.5..<0.8], seconds: 4), to: folder.sounds + "/b.wav")
    try folder.write("0.5\t0.8\ttone\n", named: "b.txt")
    let table =
      "file_name,start,end,label\nb.wav,0.5,0.8,tone\n"
      + Self.times.map { "tones.wav,\($0.lowerBound),\($0.upperBound),tone\n" }.joined()
    let path = folder.home + "/truth.csv"
    try folder.write(Array(table.utf8), to: path)
    for truth in [path, folder.sounds] {
      let result = try run(folder.sounds, "--preset", "birdsong", "--score", truth)
      #expect(result.status == 0, "\(result.error)")
      let lines = result.output.split(separator: "\n")
      #expect(lines.count == 4 && lines[3].hasPrefix("all 2 "), "\(result.output)")
      #expect(lines[3].split(separator: " ")[2...7].elementsEqual(["4", "4", "1", "1", "1", "1"]))
    }
  }

  @Test(arguments: [
    ["--method", "nope"], ["--sensitivity", "7"], ["--unit", "song"], ["--preset", "nope"],
    ["--method", "praat", "--unit", "word"], ["--threshold", "20"], ["--channel", "0"],
    ["--as", "nope"], ["--json", "--as", "csv"], ["--low-hz", "9", "--high-hz", "3"],
    ["--start", "2", "--end", "1"], ["--label", "", "--as", "csv"],
  ])
  func wrongUsageIsStatus2(flags: [String]) throws {
    try Program.expectRefusal(["segment", sound] + flags, home: folder.home, status: 2)
  }

  @Test(arguments: [["--low-hz", "8001"], ["--start", "5"], ["--channel", "2"]])
  func whatTheFileCanNotGiveIsAnError(flags: [String]) throws {
    try Program.expectRefusal(["segment", sound] + flags, home: folder.home, status: 1)
  }

  @Test func silenceAndShortSoundsHaveNone() throws {
    let sounds = [
      [Int16](repeating: 0, count: 16_000), [], [1], [Int16](repeating: 9000, count: 80),
    ]
    for (place, samples) in sounds.enumerated() {
      try folder.write(
        SoundBytes.wav(rate: 16_000, samples: samples), to: folder.sounds + "/\(place).wav")
    }
    for method in ["energy", "librosa", "praat"] {
      let result = try run(folder.sounds, "--method", method, "--jsonl")
      #expect([0, 3].contains(result.status), "\(result.error)")
      #expect(result.output.split(separator: "\n").count == 5)
    }
  }

  @Test func whatIsBrokenIsTold() throws {
    guard let path = Program.shared("malformed") else { return }
    let result = try Program.run(["segment", path, "--jsonl", "--quiet"], home: folder.home)
    #expect(result.status == 3 && result.error.isEmpty, "\(result.error)")
    #expect(result.output.split(separator: "\n").allSatisfy { $0.hasPrefix("{\"path\":") })
  }

  @Test func songsReachTheirGateWithThePreset() throws {
    guard let path = Program.shared("annotations/koumura_finch") else { return }
    let result = try run(path, "--preset", "birdsong", "--score", path + "/syllables.csv")
    let words = try #require(result.output.split(separator: "\n").last).split(separator: " ")
    print("finch songs, --preset birdsong: \(words.joined(separator: " "))")
    #expect(words[0] == "all" && words[1] == "18")
    let (f1, onsetF1) = (Double(words[6]) ?? 0, Double(words[7]) ?? 0)
    #expect(f1 >= 0.94 && onsetF1 >= 0.94)
  }
}
