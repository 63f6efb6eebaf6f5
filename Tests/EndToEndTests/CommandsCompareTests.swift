import Foundation
import Testing

/// Models beside one another, their percentages, and what they make of clips.
@Suite struct CommandsCompareTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  @Test func modelsAreComparedOnTheSameClips() throws {
    try folder.addWords()
    let arguments = [
      "compare", folder.sounds, "--models", "logistic,tiny_conv", "--epochs", "8", "--split",
      "random", "--held-out", "2", "--testing-percentage", "25",
    ]
    let result = try Program.run(arguments + ["--json"], home: folder.home)
    #expect(result.status == 0 && result.error.contains("Take "), "\(result.error)")
    let rows = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]])
    #expect(rows.map { $0["model"] as? String } == ["logistic", "tiny-conv"])
    for row in rows {
      for key in [
        "parameters", "multiplies", "accuracy", "heldOutAccuracy", "trainSeconds",
        "millisecondsPerClip",
      ] {
        #expect(row[key] is Double, "\(key)")
      }
      let interval = try #require(row["accuracyInterval"] as? [Double])
      #expect(interval.count == 2 && interval[0] <= row["accuracy"] as? Double ?? -1)
      #expect(row["multiplies"] as? Int ?? 0 > 1_000)
    }
    #expect(rows[0]["accuracy"] as? Double ?? 0 > 0.9)
    let people = try Program.run(arguments, home: folder.home)
    #expect(people.status == 0 && people.output.contains("held out"))
    #expect(people.output.contains("Take "))
  }

  @Test func familiesAndExamplesOnATrunk() throws {
    try folder.addWords()
    try folder.train()
    let arguments = [
      "compare", folder.sounds, "--models", "knn,logistic,knn:\(folder.model),tiny-conv",
      "--epochs", "8", "--split", "random", "--held-out", "0", "--testing-percentage", "25",
    ]
    let result = try Program.run(arguments, home: folder.home)
    let lines = result.output.split(separator: "\n").map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    #expect(result.status == 0, "\(result.error)")
    let titles = lines.filter {
      ["linear", "neighbors", "convolution", "on a trained model"].contains($0)
    }
    #expect(titles == ["linear", "neighbors", "convolution", "on a trained model"])
    let rows = try Program.objects(arguments + ["--json"], home: folder.home)
    #expect(
      rows.map { $0["family"] as? String } == ["neighbors", "linear", "neighbors", "convolution"])
    #expect(rows.map { $0["pretrained"] as? Bool } == [false, false, true, false])
    #expect(rows[0]["plannedPasses"] is NSNull && rows[3]["passes"] as? Double == 8)
    #expect(rows.allSatisfy { $0["cutShort"] as? Bool == false })
    for row in rows.prefix(3) { #expect(row["accuracy"] as? Double ?? 0 > 0.6) }
  }

  @Test func aBudgetIsKeptAndWhatHasNoTimeIsNamed() throws {
    try folder.addWords(count: 20)
    let models = ["logistic", "knn", "tiny-conv", "res15", "conv"]
    let start = ContinuousClock.now
    let rows = try Program.objects(
      [
        "compare", folder.sounds, "--models", models.joined(separator: ","), "--split", "random",
        "--budget", "0.15", "--json",
      ], home: folder.home)
    #expect(ContinuousClock.now - start < .seconds(60))
    #expect(Set(rows.compactMap { $0["model"] as? String }) == Set(models) && rows.count == 5)
    for row in rows where row["error"] == nil {
      #expect(row["accuracy"] is Double && row["cutShort"] is Bool)
    }
    for row in rows {
      guard let error = row["error"] as? [String: Any] else { continue }
      #expect(["what", "why", "remedy"].allSatisfy { error[$0] is String })
      #expect(row["family"] is String)
    }
    let large = try #require(rows.first { $0["model"] as? String == "res15" })
    #expect(large["error"] != nil || large["cutShort"] as? Bool == true)
    try Program.expectRefusal(
      ["compare", folder.sounds, "--budget", "-1"], home: folder.home, status: 2)
    try Program.expectRefusal(
      ["compare", folder.sounds, "--models", "res15", "--budget", "0.01"], home: folder.home,
      status: 1)
  }

  @Test func badInputIsOneSentence() throws {
    try folder.addWords(["only"], count: 4)
    try Program.expectRefusal(
      ["compare", folder.sounds, "--models", "logistic"], home: folder.home, status: 1)
    try Program.expectRefusal(
      ["compare", folder.sounds, "--models", "logistic,none"], home: folder.home, status: 2)
    try Program.expectRefusal(
      ["compare", folder.sounds, "--models", ","], home: folder.home, status: 2)
  }

  @Test func aModelIsCalibratedInPlaceOrBeside() throws {
    try folder.addWords(count: 20)
    try folder.train()
    let weights = try folder.weights(folder.model)
    let other = folder.home + "/other.earmark"
    let figures = try Program.object(
      ["calibrate", folder.model, folder.sounds, "--split", "all", "-o", other, "--json"],
      home: folder.home)
    for key in [
      "count", "temperature", "temperatureBefore", "eceBefore", "eceAfter", "lossBefore",
      "lossAfter",
    ] {
      #expect(figures[key] is Double, "\(key)")
    }
    #expect(figures["count"] as? Int == 60)
    #expect(try folder.weights(folder.model) == weights)
    #expect(try folder.weights(other) == weights)
    let before = try folder.bytes(folder.model)
    #expect(try folder.bytes(other) != before)
    let people = try Program.run(
      ["calibrate", folder.model, folder.sounds, "--split", "all"], home: folder.home)
    #expect(people.status == 0 && people.output.contains("temperature"))
    #expect(try folder.bytes(folder.model) != before)
  }

  @Test func whatCannotBeCalibratedStaysAsItIs() throws {
    try folder.addWords(["low", "high"], count: 12)
    try folder.train()
    let before = try folder.bytes(folder.model)
    try folder.addWords(["high"], count: 3)
    // A class that the model does not know, and too few clips.
    try folder.addFile(SoundBytes.wav(hertz: 500), "other/a_nohash_0.wav")
    try Program.expectRefusal(
      ["calibrate", folder.model, folder.sounds, "--split", "all"], home: folder.home, status: 1)
    try FileManager.default.removeItem(atPath: folder.sounds + "/other")
    try FileManager.default.removeItem(atPath: folder.sounds + "/low")
    try Program.expectRefusal(
      ["calibrate", folder.model, folder.sounds + "/none", "--split", "all"], home: folder.home,
      status: 1)
    #expect(try folder.bytes(folder.model) == before)
  }

  @Test(arguments: ["npy", "npz", "csv"])
  func vectorsOfClipsAreWritten(format: String) throws {
    try folder.addWords(count: 3)
    try folder.train()
    let out = folder.home + "/e." + format
    let result = try Program.run(
      ["embed", folder.model, folder.sounds, "-o", out], home: folder.home)
    #expect(result.status == 0 && result.output.isEmpty, "\(result.error)")
    let bytes = try folder.bytes(out)
    switch format {
    case "npy":
      let header = String(decoding: bytes[10..<128], as: UTF8.self)
      #expect(header.contains("'<f4'") && header.contains("(9, "))
    case "npz":
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(text.contains("embeddings.npy") && text.contains("paths.npy"))
    default:
      let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      #expect(lines.count == 10 && lines[0].hasPrefix("path,e0,e1,"))
      let width = lines[0].split(separator: ",").count
      #expect(lines.allSatisfy { $0.split(separator: ",").count == width })
      #expect(lines[1].contains("high/s0_nohash_0.wav"))
    }
  }

  @Test func aClipThatCannotBeReadIsARowOfNaN() throws {
    try folder.addWords(count: 3)
    try folder.train()
    let broken = folder.sounds + "/broken.wav"
    try folder.write(Array("no sound".utf8), to: broken)
    let clip = folder.sounds + "/low/s1_nohash_1.wav"
    let out = folder.home + "/e.csv"
    let result = try Program.run(
      ["embed", folder.model, broken, clip, "-o", out, "--json"], home: folder.home)
    #expect(result.status == 3)
    let lines = try folder.text(out).split(separator: "\n")
    #expect(lines.count == 3 && lines[1].hasSuffix(",nan") && !lines[2].contains("nan"))
    let objects = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]])
    #expect(objects.count == 2 && objects[0]["error"] is [String: Any])
    #expect(((objects[1]["embedding"] as? [Double])?.count ?? 0) > 10)
    try Program.expectRefusal(["embed", folder.model, clip], home: folder.home, status: 2)
  }
}
