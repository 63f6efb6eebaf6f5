import Foundation
import Testing

/// Labels that are probably wrong, and clips that are worth a label.
@Suite struct CommandsErrorsTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  /// Puts clips of one word into the folder of another.
  private func mislabel(_ numbers: [Int], from word: String, as other: String) throws -> [String] {
    try numbers.map { number in
      let name = "s\(number % 4)_nohash_\(number).wav"
      let target = "\(other)/wrong_\(number)_nohash_0.wav"
      try FileManager.default.moveItem(
        atPath: "\(folder.sounds)/\(word)/\(name)", toPath: "\(folder.sounds)/\(target)")
      return target
    }
  }

  @Test func wrongLabelsComeFirst() throws {
    try folder.addWords(count: 20)
    let wrong = try mislabel([3, 8], from: "low", as: "high")
    let found = try Program.objects(
      ["errors", folder.sounds, "--model", "logistic", "--folds", "4", "--json"],
      home: folder.home)
    #expect(Set(found.prefix(2).compactMap { $0["path"] as? String }) == Set(wrong))
    for (place, suspect) in found.prefix(2).enumerated() {
      #expect(suspect["label"] as? String == "high" && suspect["suggested"] as? String == "low")
      #expect(suspect["rank"] as? Int == place + 1 && suspect["score"] as? Double ?? 0 > 0.25)
    }
    #expect(found.count < 10)
    let all = try Program.objects(
      ["errors", folder.sounds, "--model", "logistic", "--all", "--json"], home: folder.home)
    #expect(all.count == 60)
    #expect(all.filter { $0["flagged"] as? Bool == true }.count < 10)
    let grouped = try Program.run(
      ["errors", folder.sounds, "--model", "logistic", "--group", "speaker", "--folds", "3"],
      home: folder.home)
    #expect(grouped.status == 0 && grouped.error.contains("whole groups"))
    #expect(!folder.everything.contains { $0.contains("library.sqlite") })
  }

  @Test func aModelCanDescribeClips() throws {
    try folder.addWords()
    try folder.train()
    let wrong = try mislabel([3], from: "middle", as: "low")
    let found = try Program.objects(
      ["errors", folder.sounds, "--model", folder.model, "--json"], home: folder.home)
    #expect(found.first?["path"] as? String == wrong[0])
  }

  @Test func aKindOfNetworkIsTrainedForEveryFold() throws {
    try folder.addWords(count: 16)
    let wrong = try mislabel([3], from: "low", as: "high")
    let found = try Program.objects(
      [
        "errors", folder.sounds, "--model", "tiny_conv", "--epochs", "10", "--folds", "2", "--json",
      ], home: folder.home)
    #expect(found.prefix(2).contains { $0["path"] as? String == wrong[0] })
    #expect(found.first?["suggested"] is String)
  }

  @Test func badInputIsOneSentence() throws {
    try folder.addWords(["only"], count: 3)
    for arguments in [["errors", folder.sounds], ["errors", folder.home + "/none"]] {
      try Program.expectRefusal(arguments, home: folder.home, status: 1)
    }
    try Program.expectRefusal(
      ["errors", folder.sounds, "--folds", "1"], home: folder.home, status: 2)
    try folder.addWords(["a", "b"], count: 2)
    try Program.expectRefusal(
      ["errors", folder.sounds, "--folds", "9", "--model", "logistic"], home: folder.home,
      status: 1)
    try Program.expectRefusal(
      ["errors", folder.sounds, "--model", "nothing"], home: folder.home, status: 1)
  }

  @Test func unreadableClipsAreToldAndLeftOut() throws {
    try folder.addWords(["low", "high"], count: 8)
    try folder.addFile(Array("no sound".utf8), "low/broken.wav")
    let result = try Program.run(
      ["errors", folder.sounds, "--model", "logistic", "--all", "--jsonl"], home: folder.home)
    #expect(result.status == 3 && result.error.contains("broken.wav"))
    #expect(result.output.split(separator: "\n").count == 16)
  }

  @Test(arguments: ["margin", "entropy", "bald", "diverse", "random"])
  func clipsWithoutALabelAreQueued(queue: String) throws {
    try folder.addWords()
    var seed: UInt64 = 5
    for (number, hertz) in [300.0, 450, 660, 980, 1_452].enumerated() {
      let samples = SoundBytes.noisySine(hertz, rate: 8_000, count: 3_200, seed: &seed)
      try folder.addFile(SoundBytes.wav(rate: 8_000, samples: samples), "new_\(number).wav")
    }
    let found = try Program.objects(
      ["queue", folder.sounds, "--by", queue, "--json"], home: folder.home)
    #expect(found.map { $0["rank"] as? Int } == [1, 2, 3, 4, 5])
    let paths = found.compactMap { $0["path"] as? String }
    #expect(paths.sorted() == (0..<5).map { "new_\($0).wav" })
    let scores = found.compactMap { $0["score"] as? Double }
    #expect(scores.count == 5 && scores == scores.sorted(by: >))
    let few = try Program.objects(
      ["queue", folder.sounds, "--by", queue, "--count", "2", "--json"], home: folder.home)
    #expect(few.count == 2)
    if queue == "margin" {
      // What lies between two classes is doubted more than what lies on one.
      #expect(Set(paths.prefix(2)) == ["new_1.wav", "new_3.wav"])
    }
  }

  @Test func aModelIsAskedAndLabelledClipsFollowWhereThereAreNoOthers() throws {
    try folder.addWords()
    try folder.train()
    let result = try Program.run(
      ["queue", folder.sounds, "--model", folder.model, "--jsonl"], home: folder.home)
    #expect(result.status == 0 && result.error.contains("every clip has a label"))
    #expect(result.output.split(separator: "\n").count == 36)
    try Program.expectRefusal(
      ["queue", folder.sounds, "--by", "nothing"], home: folder.home, status: 2)
    try Program.expectRefusal(
      ["queue", folder.sounds, "--count", "0"], home: folder.home, status: 2)
  }

  @Test func withoutLabelsWhatDiffersMostComesFirst() throws {
    var seed: UInt64 = 5
    for number in 0..<4 {
      let samples = SoundBytes.noisySine(
        300 + 40 * Double(number), rate: 8_000, count: 3_200, seed: &seed)
      try folder.addFile(SoundBytes.wav(rate: 8_000, samples: samples), "new_\(number).wav")
    }
    let result = try Program.run(["queue", folder.sounds, "--jsonl"], home: folder.home)
    #expect(result.status == 0 && result.error.contains("too few labels"))
    #expect(result.output.split(separator: "\n").count == 4)
  }
}
