import Foundation
import Testing

/// Sounds in long recordings, and long recordings made of clips.
@Suite struct CommandsStreamTests {
  private static let words = ["high", "low", "middle"]
  private static let pitches = ["low": 300.0, "middle": 660.0, "high": 1_452.0]
  private static let events = [
    ("low", 1.0), ("high", 3.2), ("middle", 5.0), ("high", 7.5), ("low", 9.1),
  ]
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  /// Tones of 0.4 s in quiet noise, and a table of them.
  private func addStream() throws -> (sound: String, truth: String) {
    let rate = 8_000
    var seed: UInt64 = 9
    var samples = [Int16](repeating: 0, count: 11 * rate)
    for place in samples.indices {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      samples[place] = Int16(truncatingIfNeeded: seed >> 32) / 1_500
    }
    for (word, onset) in Self.events {
      let tone = SoundBytes.noisySine(
        Self.pitches[word] ?? 0, rate: rate, count: rate * 4 / 10, seed: &seed)
      let start = Int(onset * Double(rate))
      for (place, sample) in tone.enumerated() { samples[start + place] = sample }
    }
    let sound = folder.home + "/stream.wav"
    try folder.write(SoundBytes.wav(rate: rate, samples: samples), to: sound)
    let truth = folder.home + "/truth.csv"
    let lines = Self.events.map { "\($0.1),\($0.1 + 0.4),\($0.0)" }
    try folder.write(
      Array(("onset_s,offset_s,label\n" + lines.joined(separator: "\n")).utf8), to: truth)
    return (sound, truth)
  }

  @Test func soundsAreFoundByTheirLevelAndNamed() throws {
    try folder.addWords()
    try folder.train()
    let (sound, truth) = try addStream()
    let found = try Program.object(
      ["stream", folder.model, sound, "--truth", truth, "--json"], home: folder.home)
    #expect(found["smoother"] as? String == "hysteresis" && found["listen"] as? String == "sounds")
    let detections = try #require(found["detections"] as? [[String: Any]])
    #expect(detections.map { $0["label"] as? String } == Self.events.map(\.0))
    for (detection, event) in zip(detections, Self.events) {
      #expect(abs((detection["onset"] as? Double ?? 0) - event.1) < 0.1)
      #expect(abs((detection["offset"] as? Double ?? 0) - event.1 - 0.4) < 0.15)
      #expect((0.5...1).contains(detection["score"] as? Double ?? 0))
    }
    for key in ["truth", "matched", "correct"] { #expect(found[key] as? Int == 5, "\(key)") }
    for key in ["wrong", "falsePositives"] { #expect(found[key] as? Int == 0, "\(key)") }
    for key in ["precision", "recall", "f1"] { #expect(found[key] as? Double == 1, "\(key)") }
    #expect(found["toleranceMs"] as? Int == 250)
    let people = try Program.run(
      ["stream", folder.model, sound, "--truth", truth], home: folder.home)
    #expect(people.status == 0 && people.output.contains("matched 5 (100.0 %)"))
    #expect(people.output.contains("F1 1.000 of onsets within 250 ms"))
  }

  @Test func theOriginalsSmootherTakesItsFlagsAndItsTruth() throws {
    try folder.addWords()
    try folder.train()
    let (sound, _) = try addStream()
    let truth = folder.home + "/truth.txt"
    try folder.write(
      Array(Self.events.map { "\($0.0), \($0.1 * 1000)\n" }.joined().utf8), to: truth)
    let result = try Program.run(
      [
        "stream", folder.model, sound, "--truth", truth, "--smoother", "recognize-commands",
        "--threshold", "0.5", "--window-ms", "300", "--suppression-ms", "200", "--minimum-count",
        "2", "--tolerance-ms", "900", "--json",
      ], home: folder.home)
    #expect(result.status == 0 && result.error.contains("does not know what silence is"))
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    #expect(object["truth"] as? Int == 5 && object["toleranceMs"] as? Int == 900)
    #expect(object["listen"] as? String == "windows")
    #expect((object["matched"] as? Int ?? 0) >= 3)
    let onsets = (object["detections"] as? [[String: Any]])?.compactMap { $0["onset"] as? Double }
    #expect(onsets?.isEmpty == false && onsets == onsets?.sorted())
  }

  @Test func whatIsFoundCanBeWrittenAsLabels() throws {
    try folder.addWords()
    try folder.train()
    let (sound, _) = try addStream()
    let out = folder.home + "/found.txt"
    let result = try Program.run(
      ["stream", folder.model, sound, "--as", "audacity", "-o", out], home: folder.home)
    #expect(result.status == 0 && result.output.isEmpty, "\(result.error)")
    let lines = try folder.text(out).split(separator: "\n").map { $0.split(separator: "\t") }
    #expect(lines.map { String($0.last ?? "") } == Self.events.map(\.0))
  }

  @Test func badInputIsOneSentence() throws {
    try folder.addWords(count: 4)
    try folder.train()
    let (sound, _) = try addStream()
    let noTimes = folder.home + "/labels.csv"
    try folder.write(Array("path,label\na.wav,yes\n".utf8), to: noTimes)
    let refusals: [([String], Int32)] = [
      ([folder.home + "/none.earmark", sound], 1), ([folder.model, folder.home + "/none.wav"], 1),
      ([folder.model, noTimes], 1), ([folder.model, sound, "--truth", noTimes], 1),
      ([folder.model, sound, "--threshold", "2"], 2),
      ([folder.model, sound, "--smoother", "hysteresis", "--minimum-count", "2"], 2),
      ([folder.model, sound, "--smoother", "recognize-commands", "--listen", "sounds"], 2),
      ([sound, sound], 1),
    ]
    for (arguments, status) in refusals {
      try Program.expectRefusal(["stream"] + arguments, home: folder.home, status: status)
    }
  }

  private func addNoise(seconds: Int) throws {
    var seed: UInt64 = 3
    let samples = SoundBytes.noisySine(80, rate: 8_000, count: 8_000 * seconds, seed: &seed)
    try folder.addFile(
      SoundBytes.wav(rate: 8_000, samples: samples), "_background_noise_/hum.wav")
  }

  @Test func aStreamIsMadeOfClipsAndNoise() throws {
    try folder.addWords()
    try addNoise(seconds: 5)
    let (sound, labels) = (folder.home + "/made.wav", folder.home + "/made.txt")
    let arguments = [
      "make-stream", folder.sounds, "--audio", sound, "--labels", labels, "--part", "all",
      "--test-duration-seconds", "20", "--word-gap-ms", "1000", "--sample-rate", "8000",
      "--wanted-words", "low,high", "--json",
    ]
    let made = try Program.object(arguments, home: folder.home)
    #expect(made["words"] as? Int == 10 && made["noises"] as? Int == 1)
    let facts = try Program.objects(["info", sound, "--json"], home: folder.home)[0]
    #expect(facts["samples"] as? Int == 160_000 && facts["encoding"] as? String == "PCM 16")
    let lines = try folder.text(labels).split(separator: "\n")
    #expect(lines.count == 10)
    let names = Set(lines.compactMap { $0.split(separator: ",").first.map(String.init) })
    #expect(names.isSubset(of: ["low", "high", "_unknown_"]) && names.count > 1)
    let times = lines.compactMap { line in
      line.split(separator: " ").last.flatMap { Double($0) }
    }
    #expect(times.count == 10 && times == times.sorted() && (times.last ?? 0) < 20_000)
    let bytes = try folder.bytes(sound)
    _ = try Program.object(arguments, home: folder.home)
    #expect(try folder.bytes(sound) == bytes, "the same seed makes the same recording")
    _ = try Program.object(arguments + ["--seed", "2"], home: folder.home)
    #expect(try folder.bytes(sound) != bytes)
    #expect(!folder.everything.contains { $0.contains("library.sqlite") })
  }

  @Test func whatCannotBeMadeIsSaidAndNothingIsWritten() throws {
    try folder.addWords(["low", "high"], count: 2)
    let (sound, labels) = (folder.home + "/made.wav", folder.home + "/made.txt")
    let start = ["make-stream", folder.sounds, "--audio", sound, "--labels", labels]
    let refusals: [([String], Int32)] = [
      (start + ["--part", "all", "--wanted-words", "none"], 1),
      (start + ["--part", "all", "--test-duration-seconds", "0"], 1),
      (start + ["--testing-percentage", "0"], 1),
      (start + ["--background-volume", "3"], 2), (start + ["--wanted-words", ","], 2),
      (
        [
          "make-stream", folder.sounds, "--part", "all", "--audio",
          folder.sounds + "/low/s0_nohash_0.wav", "--labels", labels,
        ], 1
      ),
    ]
    for (arguments, status) in refusals {
      try Program.expectRefusal(arguments, home: folder.home, status: status)
    }
    try folder.addFile(
      SoundBytes.wav(rate: 8_000, samples: [Int16](repeating: 9, count: 800)),
      "_background_noise_/short.wav")
    try Program.expectRefusal(start + ["--part", "all"], home: folder.home, status: 1)
    #expect(!FileManager.default.fileExists(atPath: sound))
    #expect(!FileManager.default.fileExists(atPath: labels))
  }
}
