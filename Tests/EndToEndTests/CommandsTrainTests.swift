import Foundation
import Testing

/// Training, and what is said of models, from the command line.
@Suite struct CommandsTrainTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  @Test func aModelIsTrainedJudgedAndUsed() throws {
    try folder.addWords()
    let log = folder.home + "/log.jsonl"
    let result = try folder.train(["--log", log])
    for key in [
      "epochs", "trainAccuracy", "validationAccuracy", "testAccuracy", "seconds", "parameters",
    ] {
      #expect(result[key] is Double, "\(key)")
    }
    #expect(result["epochs"] as? Int == 12)
    #expect(result["trainAccuracy"] as? Double ?? 0 > 0.9)
    let lines = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n")
    let objects = try lines.map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
    #expect(
      objects.count == 13 && objects.last?["parameters"] as? Int == result["parameters"] as? Int)
    #expect(objects.dropLast().allSatisfy { $0["loss"] is Double && $0["epoch"] is Int })

    let all = try Program.object(
      ["evaluate", folder.model, folder.sounds, "--split", "all", "--json"], home: folder.home)
    #expect(all["count"] as? Int == 36)
    #expect(all["accuracy"] as? Double ?? 0 > 0.9)
    #expect(all["labels"] as? [String] == ["high", "low", "middle"])
    #expect((all["confusion"] as? [[Int]])?.flatMap(\.self).reduce(0, +) == 36)
    #expect((all["accuracyInterval"] as? [Double])?.count == 2)
    for key in ["macroF1", "ece"] { #expect(all[key] is Double, "\(key)") }
    #expect((all["perLabel"] as? [[String: Any]])?.first?["precision"] is Double)
    #expect((all["perGroup"] as? [[String: Any]])?.count == 4)
    let test = try Program.object(
      ["evaluate", folder.model, folder.sounds, "--json"], home: folder.home)
    #expect(test["count"] as? Int == 3)

    let clip = folder.sounds + "/high/s1_nohash_1.wav"
    let said = try Program.objects(
      ["predict", folder.model, clip, "--top", "2", "--json"], home: folder.home)
    #expect(said.count == 1 && said[0]["path"] as? String == clip)
    let predictions = try #require(said[0]["predictions"] as? [[String: Any]])
    #expect(predictions.count == 2 && predictions[0]["label"] as? String == "high")
    #expect(predictions[0]["score"] as? Double ?? 0 > 0.5)
    #expect(!folder.everything.contains { $0.contains("library.sqlite") }, "no library is made")
  }

  @Test func examplesAreKeptAndNameClips() throws {
    try folder.addWords()
    let clip = folder.sounds + "/high/s1_nohash_1.wav"
    let kept = try folder.train(["--model=knn"])
    #expect(kept["testAccuracy"] is Double && kept["epochs"] as? Int == 1)
    try folder.train(to: folder.home + "/trunk.earmark")
    let other = folder.home + "/other.earmark"
    try folder.train(["--model=knn", "--trunk=" + folder.home + "/trunk.earmark"], to: other)
    for model in [folder.model, other] {
      let all = try Program.object(
        ["evaluate", model, folder.sounds, "--split", "all", "--json"], home: folder.home)
      #expect(all["accuracy"] as? Double ?? 0 > 0.8)
      let said = try Program.objects(["predict", model, clip, "--json"], home: folder.home)
      let first = (said[0]["predictions"] as? [[String: Any]])?.first
      #expect(first?["label"] as? String == "high")
      let vectors = try Program.objects(
        ["embed", model, clip, "-o", folder.home + "/v.npy", "--json"], home: folder.home)
      #expect((vectors[0]["embedding"] as? [Double])?.count ?? 0 > 100)
    }
    try Program.expectRefusal(
      ["train", folder.sounds, "-o", folder.model, "--model", "conv", "--trunk", other],
      home: folder.home, status: 2)
  }

  @Test func figuresAndMatrixAreForPeople() throws {
    try folder.addWords(["a", "b"], count: 10)
    let result = try Program.run(
      [
        "train", folder.sounds, "-o", folder.model, "--model", "tiny_conv", "--epochs", "2",
        "--split", "random",
      ], home: folder.home)
    #expect(result.status == 0)
    for part in ["parameters", "training", "test", "the linear baseline", "truth \\ said"] {
      #expect(result.output.contains(part), "\(part)")
    }
    #expect(!result.error.contains("\u{1b}"), "curves are for terminals")
  }

  @Test func everyWayToLearnChangesWhatIsLearnt() throws {
    try folder.addWords(["a", "b"], count: 6)
    try folder.addWords(["c"], count: 2)
    let plain = folder.home + "/plain.earmark"
    try folder.train(["--epochs", "2"], to: plain)
    let ways = [
      ["--schedule", "constant"], ["--schedule", "cosine"], ["--weight-decay", "0.5"],
      ["--label-smoothing", "0.2"], ["--gradient-limit", "0.01"], ["--average-decay", "0.9"],
      ["--class-balance", "full"], ["--mixup", "0.3"],
    ]
    for way in ways {
      try folder.train(["--epochs", "2"] + way)
      #expect(try folder.weights(folder.model) != folder.weights(plain), "\(way)")
    }
    for wrong in [
      ["--epochs", "2", "--how-many-training-steps", "5"],
      ["--schedule", "cosine", "--learning-rate", "0.1,0.01"], ["--mixup", "0"],
    ] {
      try Program.expectRefusal(
        ["train", folder.sounds, "-o", folder.model] + wrong, home: folder.home, status: 2)
    }
  }

  @Test func tablesNamesAndGroupsSayWhatClipsAre() throws {
    try folder.addWords(["a", "b"], count: 8)
    var table = "path,label,group,split\n"
    for word in ["a", "b"] {
      for number in 0..<8 {
        table += "\(word)/s\(number % 4)_nohash_\(number).wav,\(word)!,g\(number % 4),"
        table += (number < 2 ? "test" : "train") + "\n"
      }
    }
    try folder.write(table, named: "clips.csv")
    let flags = ["--model", "logistic", "--json", "-o", folder.model]
    let given = try Program.object(
      ["train", folder.sounds + "/clips.csv"] + flags, home: folder.home)
    let test = try #require(given["test"] as? [String: Any])
    #expect(test["count"] as? Int == 4 && test["labels"] as? [String] == ["a!", "b!"])
    let held = try Program.object(
      ["train", folder.sounds + "/clips.csv", "--hold-out", "g3"] + flags, home: folder.home)
    let groups = (held["test"] as? [String: Any])?["perGroup"] as? [[String: Any]]
    #expect(groups?.compactMap { $0["group"] as? String } == ["g3"])
    let named = try Program.object(
      [
        "train", folder.sounds, "--labels-from", "{label}_nohash_{index}", "--fold", "1",
        "--folds", "2",
      ] + flags, home: folder.home)
    #expect((named["test"] as? [String: Any])?["labels"] as? [String] == ["s0", "s1", "s2", "s3"])
  }

  @Test func theOriginalsFlagsAreTaken() throws {
    try folder.addWords(["yes", "no", "cat", "dog"], count: 10, rate: 16_000)
    try folder.addFile(
      SoundBytes.wav(rate: 16_000, samples: [Int16](repeating: 90, count: 20_000)),
      "_background_noise_/hum.wav")
    let result = try Program.object(
      [
        "train", folder.sounds, "-o", folder.model, "--json", "--recipe", "speech_commands",
        "--model-architecture", "tiny_conv",
        "--wanted-words", "yes,no", "--silence-percentage", "20", "--unknown-percentage", "30",
        "--how-many-training-steps", "4,2", "--learning-rate", "0.01,0.001", "--batch-size", "8",
        "--time-shift-ms", "50", "--background-volume", "0.2", "--background-frequency", "0.5",
        "--window-size-ms", "40", "--window-stride-ms", "20", "--feature-bin-count", "20",
        "--preprocess", "mfcc", "--eval-step-interval", "3", "--save-step-interval", "2",
        "--validation-percentage", "20", "--testing-percentage", "20",
      ], home: folder.home)
    #expect(result["steps"] as? Int == 6)
    let models = try Program.run(
      ["predict", folder.model, folder.sounds + "/cat", "--jsonl"], home: folder.home)
    #expect(models.status == 0 && models.output.split(separator: "\n").count == 10)
    let judged = try Program.object(
      ["evaluate", folder.model, folder.sounds, "--split", "training", "--json"],
      home: folder.home)
    #expect(judged["labels"] as? [String] == ["_silence_", "_unknown_", "yes", "no"])
  }

  /// Flags of the original as its users write them, the default lists apart.
  private static let originalFlags = [
    "--recipe", "speech_commands", "--model_architecture", "tiny_conv", "--wanted_words=yes,no",
    "--how_many_training_steps", "4,2", "--learning_rate=0.01,0.001", "--batch_size", "8",
    "--optimizer", "gradient_descent", "--eval_step_interval", "3", "--save_step_interval=2",
  ]

  @Test func theOriginalsCommandLineIsTakenWithoutALoss() throws {
    try folder.addWords(["yes", "no", "cat"], count: 10, rate: 16_000)
    let (models, logs) = (folder.home + "/models", folder.home + "/logs")
    let result = try Program.run(
      [
        "train", "--data_url", "http://example.org/words.tar.gz", "--data_dir", folder.sounds,
        "--train_dir=\(models)", "--summaries_dir", logs, "--start_checkpoint", "",
        "--verbosity", "INFO", "--check_nans", "True", "--quantize=True", "--json",
      ] + Self.originalFlags, home: folder.home)
    #expect(result.status == 0 && result.output.contains(#""steps":6"#))
    for flag in ["data-url", "train-dir", "summaries-dir", "check-nans", "quantize"] {
      #expect(result.error.contains("earmark: --\(flag): "), "\(flag)")
    }
    let model = models + "/tiny-conv.earmark"
    #expect(FileManager.default.fileExists(atPath: model))
    let log = try String(contentsOfFile: logs + "/log.jsonl", encoding: .utf8)
    #expect(log.split(separator: "\n").count == 3)

    let train = ["train", folder.sounds, "-o", folder.model]
    let second = try Program.run(
      train + ["--start_checkpoint", model] + Self.originalFlags, home: folder.home)
    #expect(second.status == 0 && second.error.contains("as with --trunk"))
    let quiet = try Program.run(
      train + ["--verbosity", "ERROR", "--data_url=x"] + Self.originalFlags, home: folder.home)
    #expect(quiet.status == 0 && quiet.error.isEmpty)
    for flags in [
      ["--data_dir", folder.sounds], ["--train_dir", models], ["--check_nans", "perhaps"],
      ["--start_checkpoint", model, "--trunk", model], ["--verbosity", "LOUD"],
    ] {
      try Program.expectRefusal(train + flags, home: folder.home, status: 2)
    }
  }

  @Test func underscoresAreHyphensInNamesOfFlagsOnly() throws {
    let log = folder.home + "/a_log.txt"
    let result = try Program.run(
      ["info", "--log_file=\(log)", "--", "--my_file.wav"], home: folder.home)
    #expect(result.status == 1 && result.error.contains("--my_file.wav"))
    #expect(FileManager.default.fileExists(atPath: log))
  }

  @Test func heldOutGroupsDoNotHinderCalibration() throws {
    try folder.addWords(count: 40)
    func trained(_ flags: [String]) throws -> String? {
      try Program.object(
        [
          "train", folder.sounds, "-o", folder.model, "--model", "logistic", "--json", "--group",
          "speaker",
        ] + flags, home: folder.home)["calibration"] as? String
    }
    // Of three voices none is spared, so a second network does without one.
    let second = try trained(["--hold-out", "s3"])
    #expect(second == "30 clips of s0, by a second network that did not learn from them")
    let single = try trained(["--hold-out", "s3", "--validation-percentage", "12"])
    #expect(single == "12 validation clips, of groups that it learnt from too")
    let group = try trained(["--fold", "1", "--folds", "4", "--validation-percentage", "30"])
    #expect(group?.hasPrefix("30 validation clips, all of s") == true)
    let judged = try Program.object(
      [
        "evaluate", folder.model, folder.sounds, "--group", "speaker", "--split", "validation",
        "--json",
      ], home: folder.home)
    #expect(judged["count"] as? Int == 30)
  }

  @Test func aTrunkTeachesFromFewLabels() throws {
    try folder.addWords()
    try folder.train(["--model", "ds-cnn-t", "--width", "0.1", "--epochs", "1"])
    let head = folder.home + "/head.earmark"
    let result = try Program.object(
      [
        "train", folder.sounds, "-o", head, "--json", "--trunk", folder.model, "--freeze",
        "--split", "random",
      ], home: folder.home)
    #expect(result["trainAccuracy"] as? Double ?? 0 > 0.8)
    #expect(try folder.weights(head).count == folder.weights(folder.model).count)
  }

  @Test func whatCanNotBeLearntIsSaidInALine() throws {
    let train = ["train", folder.sounds, "-o", folder.model]
    let home = folder.home
    try Program.expectRefusal(train, home: home, status: 1)
    try folder.clip("a/1.wav")
    try Program.expectRefusal(train, home: home, status: 1)
    try folder.clip("b/1.wav", hertz: 900)
    let one = try Program.run(train + ["--model", "tiny-conv", "--epochs", "1"], home: home)
    #expect(one.status == 0 && one.error.contains("no clip is left to test on"))
    try Program.expectRefusal(
      train + ["--testing-percentage", "100", "--split", "random", "--validation-percentage", "0"],
      home: home, status: 1)
    try Program.expectRefusal(train + ["--hold-out", "nobody"], home: home, status: 1)
    try Program.expectRefusal(train + ["--model", "no-net"], home: home, status: 2)
    try Program.expectRefusal(train + ["--recipe", "no-recipe"], home: home, status: 2)
    let few = try Program.run(train + ["--recipe", "few-labels", "--epochs", "1"], home: home)
    #expect(few.status == 0 && few.error.contains("a last layer to the model words"))
    try Program.expectRefusal(train + ["--learning-rate", "fast"], home: home, status: 2)
    try Program.expectRefusal(["train", folder.sounds], home: home, status: 2)
    try Program.expectRefusal(
      ["train", folder.sounds, "-o", home + "/no/m.earmark"], home: home, status: 1)
    try Program.expectRefusal(
      ["train", folder.sounds + "/a/1.wav", "-o", folder.model], home: home, status: 1)
    try Program.expectRefusal(
      ["train", home + "/nothing", "-o", folder.model], home: home, status: 1)
  }

  @Test func aTrainingThatDivergesStops() throws {
    try folder.addWords(["a", "b"], count: 6)
    let result = try Program.run(
      [
        "train", folder.sounds, "-o", folder.model, "--model", "tiny-conv", "--split", "random",
        "--optimizer", "gradient_descent", "--how-many-training-steps", "10,10",
        "--learning-rate", "0.001,1000000",
      ], home: folder.home)
    #expect(result.status == 1 && result.error.contains("out of all bounds"))
    #expect(result.error.contains("is kept in"))
    let said = try Program.run(
      ["predict", folder.model, folder.sounds + "/a"], home: folder.home)
    #expect(said.status == 0, "the last good network is kept")
  }

  @Test func badClipsAreLeftOutAndTold() throws {
    try folder.addWords(["a", "b"], count: 6)
    try folder.write([1, 2, 3], to: folder.sounds + "/a/broken.wav")
    let result = try Program.run(
      [
        "train", folder.sounds, "-o", folder.model, "--model", "logistic", "--json", "--split",
        "random",
      ], home: folder.home)
    #expect(result.status == 3)
    #expect(result.error.contains("a/broken.wav"))
    #expect(FileManager.default.fileExists(atPath: folder.model))
  }
}
