import Foundation
import Testing

/// Commands never write over sounds, models and libraries with something else.
@Suite struct CommandsKeptFilesTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  @Test func soundsAndModelsAreNotWrittenOver() throws {
    try folder.addWords(["a", "b"], count: 6)
    _ = try folder.train(["--model", "logistic"])
    let clip = folder.sounds + "/a/s0_nohash_0.wav"
    let kept = [clip, folder.model].map { ($0, FileManager.default.contents(atPath: $0)) }
    let train = ["train", folder.sounds, "--model", "logistic", "--epochs", "1"]
    for arguments in [
      train + ["-o", clip], train + ["-o", folder.home + "/n.earmark", "--log", clip],
      train + ["-o", folder.home + "/n.earmark", "--log", folder.model],
      ["embed", folder.model, clip, "-o", clip, "--format", "npy"],
      ["calibrate", folder.model, folder.sounds, "--split", "all", "-o", clip],
      ["segment", clip, "--as", "csv", "--out", folder.model],
      ["stream", folder.model, clip, "--as", "csv", "--out", clip],
      [
        "make-stream", folder.sounds, "--audio", folder.home + "/long.wav", "--labels",
        folder.model, "--test-duration-seconds", "3",
      ],
    ] {
      let result = try Program.run(arguments, home: folder.home)
      #expect(result.status == 1, "\(arguments) \(result.error)")
      #expect(result.error.contains("Cannot write"), "\(arguments) \(result.error)")
      for (path, contents) in kept {
        #expect(FileManager.default.contents(atPath: path) == contents, "\(arguments)")
      }
    }
  }

  @Test func filesThatCameAfterAScanAreUsed() throws {
    try folder.addWords(["a", "b"], count: 6)
    _ = try Program.run(["scan", folder.sounds], home: folder.home)
    try folder.addWords(["a", "b", "c"], count: 8)
    let result = try folder.train(["--model", "logistic"])
    let all = try Program.object(
      ["evaluate", folder.model, folder.sounds, "--split", "all", "--json"], home: folder.home)
    #expect(result["parameters"] is Int)
    #expect(all["labels"] as? [String] == ["a", "b", "c"])
    #expect(all["count"] as? Int == 24)
  }

  @Test func aTrunkIsTheNetworkThatItIs() throws {
    try folder.addWords(["a", "b"], count: 6)
    let result = try Program.run(
      [
        "train", folder.sounds, "-o", folder.model, "--trunk", "words", "--model", "conv",
        "--epochs", "1",
      ], home: folder.home)
    #expect(result.status == 2)
    #expect(result.error.contains("that model is a ds-cnn-t"))
  }

  @Test func anEmptyValueBehindAnEqualsSignIsOne() throws {
    try folder.addWords(["a", "b"], count: 6)
    let result = try Program.run(
      [
        "train", "--data_url=", "--data_dir=\(folder.sounds)", "-o", folder.model, "--model",
        "logistic", "--epochs", "1", "--start_checkpoint=",
      ], home: folder.home)
    #expect(result.status == 0, "\(result.error)")
  }
}
