import Foundation
import Testing

/// Labels in order, from the command line: a model learns them, writes them down and finds them.
@Suite struct CommandsTranscribeTests {
  private static let rate = 8_000
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  /// Trains a small model on clips of single words, joined while it learns.
  private func train(_ flags: [String] = []) throws -> [String: Any] {
    try Program.object(
      [
        "train", folder.sounds, "-o", folder.model, "--json", "--model", "bilstm_ctc", "--width",
        "0.25", "--epochs", "160", "--clip-duration-ms", "1600", "--no-augmentation", "--split",
        "random", "--learning-rate", "0.01", "--batch-size", "16", "--seed", "1",
      ] + flags, home: folder.home)
  }

  /// Writes a recording of words with pauses; gives the seconds of each.
  private func record(_ words: [String], _ name: String) throws -> [ClosedRange<Double>] {
    let pitches = ["low": 300.0, "middle": 660, "high": 1_452]
    var seed: UInt64 = 99
    var samples = [Int16](repeating: 0, count: Self.rate / 5)
    var seconds: [ClosedRange<Double>] = []
    for word in words {
      let start = Double(samples.count) / Double(Self.rate)
      let tone = SoundBytes.noisySine(
        pitches[word] ?? 0, rate: Self.rate, count: Self.rate / 4, seed: &seed)
      seconds.append(start...start + 0.25)
      samples += tone + [Int16](repeating: 0, count: Self.rate / 5)
    }
    try folder.addFile(SoundBytes.wav(rate: Self.rate, samples: samples), name)
    return seconds
  }

  @Test func wordsAreLearnedWrittenDownAndFound() throws {
    try folder.addWords(milliseconds: 250)
    let result = try train()
    for key in ["trainAccuracy", "validationAccuracy", "testAccuracy", "labelErrorRate"] {
      #expect(result[key] is Double, "\(key)")
    }
    #expect(result["architecture"] as? String == "bilstm-ctc")
    #expect(result["trainAccuracy"] as? Double ?? 0 > 0.8, "\(result)")

    let all = try Program.object(
      ["evaluate", folder.model, folder.sounds, "--split", "all", "--json"], home: folder.home)
    #expect(all["count"] as? Int == 36 && all["length"] as? Int == 36)
    #expect(all["accuracy"] as? Double ?? 0 > 0.8)
    #expect(all["labelErrorRate"] as? Double ?? 1 < 0.2)
    #expect(all["labels"] as? [String] == ["high", "low", "middle"])
    let people = try Program.run(
      ["evaluate", folder.model, folder.sounds, "--split", "all", "--decoder", "greedy"],
      home: folder.home)
    #expect(people.status == 0 && people.output.contains("label errors"))

    let words = ["low", "high", "high", "middle", "low", "middle", "high"]
    let seconds = try record(words, "long.wav")
    let sound = folder.sounds + "/long.wav"
    for decoder in [["--decoder", "greedy"], ["--beam-width", "4"]] {
      let said = try Program.objects(
        ["transcribe", folder.model, sound, "--json"] + decoder, home: folder.home)
      #expect(said.count == 1 && said[0]["path"] as? String == sound)
      #expect(said[0]["text"] as? String == words.joined(separator: " "), "\(decoder)")
      #expect(said[0]["score"] is Double && (said[0]["segments"] as? [Any])?.count == words.count)
    }
    let text = try Program.run(["transcribe", folder.model, sound], home: folder.home)
    #expect(text.output.contains("low high high middle low middle high"))

    let found = try Program.objects(
      ["align", folder.model, sound, "--words", words.joined(separator: " "), "--json"],
      home: folder.home)
    let segments = try #require(found[0]["segments"] as? [[String: Any]])
    #expect(segments.map { $0["label"] as? String } == words)
    for (segment, truth) in zip(segments, seconds) {
      #expect(abs((segment["onset"] as? Double ?? 0) - truth.lowerBound) < 0.06)
      #expect(abs((segment["offset"] as? Double ?? 0) - truth.upperBound) < 0.06)
      #expect(segment["score"] as? Double ?? 0 > 0.3)
    }
    try regionsGoElsewhere(words, sound)
    try badInputIsRefused(sound)
  }

  private func regionsGoElsewhere(_ words: [String], _ sound: String) throws {
    // A table says what is said, and the regions are labels of another program.
    try folder.write("path,label\nlong.wav,\(words.joined(separator: " "))\n", named: "said.csv")
    let table = ["align", folder.model, sound, "--words-from", folder.sounds + "/said.csv"]
    let labels = try Program.run(table + ["--as", "audacity"], home: folder.home)
    #expect(labels.status == 0, "\(labels.error)")
    let lines = labels.output.split(separator: "\n").map { $0.split(separator: "\t") }
    #expect(lines.map { $0.last.map(String.init) } == words)
    // The library takes them as proposals, once.
    for _ in 0..<2 {
      let put = try Program.run(table + ["--into", folder.sounds], home: folder.home)
      #expect(put.status == 0 && put.error.contains("7 regions are proposed"), "\(put.error)")
    }
    let rows = try Program.objects(
      ["labels", "list", folder.sounds, "--json"], home: folder.home
    ).filter { $0["tier"] as? String == "prediction" }
    #expect(rows.map { $0["label"] as? String } == words)
    #expect(rows.allSatisfy { $0["onset"] is Double && $0["confidence"] is Double })
  }

  private func badInputIsRefused(_ sound: String) throws {
    let align = ["align", folder.model, sound]
    let unknown = try Program.run(align + ["--words", "low nine eight"], home: folder.home)
    #expect(unknown.status == 1 && unknown.error.contains("has never heard eight, nine"))
    try Program.expectRefusal(align + ["--words", "  "], home: folder.home, status: 2)
    try Program.expectRefusal(align, home: folder.home, status: 2)
    let many = [String](repeating: "low", count: 400).joined(separator: " ")
    let long = try Program.run(align + ["--words", many], home: folder.home)
    #expect(long.status == 1 && long.error.contains("the labels need 799 frames"), "\(long.error)")
    try folder.addFile(
      SoundBytes.wav(rate: Self.rate, samples: [Int16](repeating: 0, count: Self.rate)),
      "silent.wav")
    let silent = folder.sounds + "/silent.wav"
    let nothing = try Program.objects(
      ["transcribe", folder.model, silent, "--json"], home: folder.home)
    #expect(nothing[0]["text"] as? String == "" && (nothing[0]["segments"] as? [Any])?.count == 0)
    let unheard = try Program.run(
      ["align", folder.model, silent, "--words", "low"], home: folder.home)
    #expect(unheard.status == 0 && unheard.error.contains("hardly heard"), "\(unheard.error)")
    try Program.expectRefusal(
      ["transcribe", "digits", sound], home: folder.home, status: 1)
    try Program.expectRefusal(
      ["transcribe", folder.model, sound, "--decoder", "greedy", "--beam-width", "3"],
      home: folder.home, status: 2)
  }

  @Test func trainingsThatMakeNoSenseAreRefused() throws {
    try folder.addWords(count: 3, milliseconds: 250)
    let train = ["train", folder.sounds, "-o", folder.model]
    for flags in [
      ["--join", "3"], ["--join", "0", "--model", "bilstm-ctc"],
      ["--model", "bilstm-ctc", "--wanted-words", "low"],
    ] {
      try Program.expectRefusal(
        train + flags + ["--split", "random"], home: folder.home, status: 2)
    }
    let short = try Program.run(
      train + ["--model", "bilstm-ctc", "--clip-duration-ms", "200", "--split", "random"],
      home: folder.home)
    #expect(short.status == 1 && short.error.contains("longer than the 0.2 s"), "\(short.error)")
    #expect(short.error.contains(".wav"), "the clip is named")
    let compared = try Program.run(
      ["compare", folder.sounds, "--models", "logistic,bilstm-ctc"], home: folder.home)
    #expect(compared.status != 0)
  }
}
