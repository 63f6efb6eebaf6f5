import Foundation
import Testing

/// Every format: importing a second time changes nothing, and what fits no recording is listed.
@Suite struct CommandsImportTwiceTests {
  private static let formats = [
    "csv", "jsonl", "audacity", "raven", "textgrid", "audiofolder", "nemo", "lhotse",
    "streaming-truth", "label-studio", "rttm", "ctm", "elan", "lab", "timit", "htk", "birdnet",
  ]
  /// Those whose files say which recording a label is of.
  private static let naming = [
    "csv", "jsonl", "raven", "audiofolder", "nemo", "lhotse", "label-studio", "rttm", "ctm",
    "birdnet",
  ]

  private let folder: TestFolder

  init() throws {
    folder = try TestFolder()
    try folder.clip("song.wav", hertz: 400)
    for (label, onset, offset) in [("dog", "0.1", "0.2"), ("cat", "0.15", "0.25")] {
      _ = try Program.run(
        [
          "labels", "set", folder.sounds, "song.wav", label, "--onset", onset, "--offset", offset,
        ], home: folder.home)
    }
  }

  private func export(_ format: String) throws -> String {
    let out = folder.home + "/out.labels"
    let result = try Program.run(
      [
        "labels", "export", folder.sounds, "--as", format, "--out", out, "--where", "region",
        "--quiet",
      ], home: folder.home)
    #expect(result.status == 0, "\(format): \(result.error)")
    return out
  }

  @Test(arguments: formats)
  func theSecondTimeChangesNothing(format: String) throws {
    let out = try export(format)
    let arguments = [
      "labels", "import", folder.sounds, out, "--as", format, "--audio", "song.wav", "--json",
    ]
    let first = try Program.object(arguments, home: folder.home)
    #expect(first["read"] as? Int == 2, "\(format)")
    let before = try Program.run(["labels", "list", folder.sounds, "--json"], home: folder.home)
    let second = try Program.object(arguments, home: folder.home)
    #expect(second["added"] as? Int == 0 && second["unchanged"] as? Int == 2, "\(format)")
    let after = try Program.run(["labels", "list", folder.sounds, "--json"], home: folder.home)
    #expect(before.output == after.output, "\(format)")
  }

  @Test(arguments: naming)
  func whatFitsNoRecordingIsListed(format: String) throws {
    let out = try export(format)
    let text = try folder.text(out).replacing("song", with: "gone")
    try folder.write(Array(text.utf8), to: out)
    let before = try Program.run(["labels", "list", folder.sounds, "--json"], home: folder.home)
    let result = try Program.run(
      ["labels", "import", folder.sounds, out, "--as", format, "--json"], home: folder.home)
    #expect(result.status == 1 && result.error.contains("gone"), "\(format): \(result.error)")
    let report = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    let unmatched = (report as? [String: Any])?["unmatched"] as? [String]
    #expect(unmatched?.count == 1 && unmatched?[0].contains("gone") == true, "\(format)")
    let after = try Program.run(["labels", "list", folder.sounds, "--json"], home: folder.home)
    #expect(before.output == after.output, "\(format)")
  }
}
