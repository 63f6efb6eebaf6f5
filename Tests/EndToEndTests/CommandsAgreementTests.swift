import Foundation
import Testing

@Suite struct CommandsAgreementTests {
  private let folder: TestFolder
  private let clips = 6

  init() throws {
    folder = try TestFolder()
    try folder.addClips(clips) { "c\($0).wav" }
  }

  /// Imports labels of whole clips, a letter for each clip.
  private func take(_ annotator: String, _ labels: String) throws {
    let lines = labels.enumerated().map { "c\($0).wav,\($1),\(annotator)" }
    try folder.write(
      "path,label,annotator\n" + lines.joined(separator: "\n") + "\n", named: "labels.csv")
    let result = try Program.run(
      ["labels", "import", folder.sounds, folder.sounds + "/labels.csv"], home: folder.home)
    #expect(result.status == 0, "\(result.error)")
  }

  @Test func everybodyKeepsTheirLabelAndTheFiguresSayHowFarTheyAgree() throws {
    try Program.expectRefusal(["agreement", folder.sounds], home: folder.home, status: 1)
    try take("ann", "xxxyyy")
    try Program.expectRefusal(["agreement", folder.sounds], home: folder.home, status: 1)
    try take("bob", "xxyyyy")
    try take("bob", "xxyyyy")
    let rows = try Program.objects(["labels", "list", folder.sounds, "--json"], home: folder.home)
    #expect(rows.count == 2 * clips)
    let report = try Program.object(["agreement", folder.sounds, "--json"], home: folder.home)
    let cohen = try #require((report["cohen"] as? [[String: Any]])?.first)
    #expect(cohen["count"] as? Int == 6 && cohen["alike"] as? Int == 5)
    let kappa = try #require((cohen["kappa"] as? [String: Any])?["value"] as? Double)
    #expect(abs(kappa - 2.0 / 3) < 1e-8)
    #expect(report["disputed"] as? Int == 1)
    let text = try Program.run(["agreement", folder.sounds], home: folder.home).output
    #expect(text.contains("ann") && text.contains("and bob") && text.contains("0.667"))
    let some = try Program.object(
      ["agreement", folder.sounds, "--where", "!c2.wav", "--by", "folder", "--json"],
      home: folder.home)
    #expect(some["disputed"] as? Int == 0 && (some["by"] as? [Any])?.count == 1)
    try Program.expectRefusal(
      ["agreement", folder.sounds, "--overlap", "0"], home: folder.home, status: 2)
    try Program.expectRefusal(
      ["agreement", folder.sounds, "--tier", "birds"], home: folder.home, status: 1)
  }
}
