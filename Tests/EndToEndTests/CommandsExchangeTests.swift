import Foundation
import Testing

/// Models that go to other programs and come from them.
@Suite struct CommandsExchangeTests {
  private let folder: TestFolder

  init() throws {
    folder = try TestFolder()
    try folder.addWords(count: 8)
    try folder.train()
  }

  private var onnx: String { folder.home + "/m.onnx" }
  private var imported: String { folder.home + "/imported.earmark" }
  private var clip: String { folder.sounds + "/high/s1_nohash_1.wav" }

  private func run(_ arguments: [String]) throws {
    let result = try Program.run(arguments, home: folder.home)
    #expect(result.status == 0, "\(result.error)")
  }

  private func scores(_ model: String) throws -> [String: Double] {
    let said = try Program.objects(["predict", model, clip, "--json"], home: folder.home)
    let predictions = try #require(said.first?["predictions"] as? [[String: Any]])
    var scores: [String: Double] = [:]
    for prediction in predictions {
      scores[try #require(prediction["label"] as? String)] = prediction["score"] as? Double
    }
    return scores
  }

  @Test func whatIsExportedComesBackTheSame() throws {
    try run(["export-model", folder.model, "-o", onnx])
    let result = try Program.object(
      ["import-model", onnx, "-o", imported, "--check", folder.sounds, "--json"],
      home: folder.home)
    #expect(result["format"] as? String == "ONNX")
    #expect(result["labels"] as? [String] == ["high", "low", "middle"])
    let check = try #require(result["check"] as? [String: Any])
    #expect(check["count"] as? Int == 24 && check["accuracy"] as? Double ?? 0 > 0.8)
    let (before, after) = (try scores(folder.model), try scores(imported))
    #expect(before.count == 3 && before.keys == after.keys)
    for (label, score) in before { #expect(abs(score - (after[label] ?? 0)) < 1e-5) }
    let all = try Program.object(
      ["evaluate", imported, folder.sounds, "--split", "all", "--json"], home: folder.home)
    #expect(all["accuracy"] as? Double == check["accuracy"] as? Double)
    #expect(
      try Program.objects(["embed", imported, clip, "--json"], home: folder.home).count == 1)
  }

  @Test func anImportedModelIsNotTrained() throws {
    try run(["export-model", folder.model, "-o", onnx])
    try run(["import-model", onnx, "-o", imported])
    let result = try Program.run(
      [
        "train", folder.sounds, "--trunk", imported, "-o", folder.home + "/new.earmark", "--epochs",
        "1",
      ], home: folder.home)
    #expect(result.status == 1)
    #expect(result.error.contains("Cannot train an imported model: "))
    try Program.expectRefusal(
      ["export-model", imported, "-o", folder.home + "/again.onnx"], home: folder.home, status: 1)
    let header = folder.home + "/again.h"
    try run(["export-model", imported, "-o", header])
    #expect(try String(contentsOfFile: header, encoding: .utf8).contains("graph: {\"graph\":"))
  }

  @Test func aFrontEndThatIsAnotherIsSuspected() throws {
    try run(["export-model", folder.model, "-o", onnx])
    let result = try Program.run(
      [
        "import-model", onnx, "-o", imported, "--labels", "low,middle,high", "--check",
        folder.sounds,
      ], home: folder.home)
    #expect(result.status == 0)
    #expect(result.error.contains("known clips are right, so the front end"))
    try Program.expectRefusal(
      ["import-model", onnx, "-o", imported, "--labels", "a,b"], home: folder.home, status: 1)
    try Program.expectRefusal(
      ["import-model", onnx, "-o", imported, "--preset", "standard", "--mel-bands", "17"],
      home: folder.home, status: 1)
  }

  @Test func badFilesAreRefusedInASentence() throws {
    try run(["export-model", folder.model, "-o", onnx])
    let bytes = Array(try #require(FileManager.default.contents(atPath: onnx)))
    let files: [[UInt8]] = [
      [], Array("nonsense".utf8), Array(bytes.prefix(bytes.count / 2)),
      [0x18, 0, 0, 0] + Array("TFL3".utf8) + [UInt8](repeating: 0xff, count: 64),
    ]
    for (number, file) in files.enumerated() {
      let path = folder.home + "/bad\(number).onnx"
      try folder.write(file, to: path)
      try Program.expectRefusal(
        ["import-model", path, "-o", imported, "--labels", "a,b"], home: folder.home, status: 1)
      #expect(!FileManager.default.fileExists(atPath: imported))
    }
    try Program.expectRefusal(
      ["import-model", folder.home + "/none.onnx", "-o", imported], home: folder.home, status: 1)
  }

  @Test func weightsGoToCAndClipsToExamples() throws {
    let header = folder.home + "/m.h"
    try run(["export-model", folder.model, "-o", header])
    let text = try String(contentsOfFile: header, encoding: .utf8)
    #expect(text.contains("static const float m_layers_0_weight["))
    #expect(text.contains("\"middle\","))
    #expect(text.contains("architecture: tiny-conv"))
    let example = folder.home + "/example.json"
    try run(["export-model", folder.model, "-o", example, "--clip", clip])
    let data = try #require(FileManager.default.contents(atPath: example))
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let scores = try #require(object["scores"] as? [Double])
    let labels = try #require(object["labels"] as? [String])
    let known = try self.scores(folder.model)
    for (label, score) in zip(labels, scores) { #expect(abs(score - (known[label] ?? 0)) < 1e-6) }
    let frames = try #require(object["frames"] as? Int)
    let bins = try #require(object["bins"] as? Int)
    #expect((object["features"] as? [Double])?.count == frames * bins)
  }
}
