import EarmarkTestSupport
import Foundation
import Testing

/// Views of the explorer that are more than one picture, without a terminal.
@Suite struct CommandsRenderViewsTests {
  private let folder: TestFolder

  init() throws {
    folder = try TestFolder()
    for (name, hertz) in [("low", 500.0), ("high", 3000)] {
      let tone = SoundBytes.sine(hertz, rate: 16_000, count: 16_000, amplitude: 16_000)
      try folder.write(
        SoundBytes.wav(rate: 16_000, samples: tone), to: folder.sounds + "/\(name).wav")
    }
  }

  private func render(_ arguments: String...) throws -> String { try render(arguments) }

  private func render(_ arguments: [String]) throws -> String {
    let result = try Program.run(["render"] + arguments, home: folder.home)
    #expect(result.status == 0 && result.error.isEmpty, "\(result.error)")
    return result.output
  }

  @Test func aFolderIsRenderedAsASheet() throws {
    let text = try render(folder.sounds, "--view", "sheet", "--size", "80x20", "--color", "mono")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count <= 21 && lines.contains { $0.contains("/ sheet") })
    let out = folder.home + "/sheet.png"
    _ = try render(folder.sounds, "--view", "sheet", "--out", out)
    #expect(try Data(contentsOf: URL(filePath: out)).count > 1000)
    try Program.expectRefusal(
      ["render", folder.sounds, "--view", "sheet", "--out", folder.home + "/sheet.csv"],
      home: folder.home, status: 1)
    #expect(!FileManager.default.fileExists(atPath: folder.sounds + "/.earmark"))
  }

  @Test func twoRecordingsStandSideBySide() throws {
    let text = try render(
      folder.sounds + "/low.wav", "--beside", folder.sounds + "/high.wav", "--size", "120x30",
      "--color", "mono")
    #expect(text.contains("low") && text.contains("high") && text.contains("│"))
  }

  @Test(arguments: [[], ["--pane", "mel"], ["--view", "cqt", "--pane", "pyin"]])
  func aBrokenFileIsNamedWithItsFault(arguments: [String]) throws {
    let file = folder.home + "/broken.wav"
    try folder.write(Array("no sound".utf8), to: file)
    let result = try Program.run(["render", file] + arguments, home: folder.home)
    #expect(result.status == 1)
    #expect(result.error.contains("Cannot read broken.wav"), "\(result.error)")
  }

  @Test func panesStandUnderThePicture() throws {
    let file = folder.sounds + "/low.wav"
    let plain = try render(file, "--size", "100x40")
    let panes = try render(file, "--pane", "mel", "--pane", "energy", "--size", "100x40")
    #expect(panes != plain && panes.contains("mel") && panes.contains("energy"))
  }

  @Test func tracksAndNotesAreDrawn() throws {
    let file = folder.home + "/hum.wav"
    let tone = SoundBytes.sine(200, rate: 16_000, count: 16_000, amplitude: 16_000)
    try folder.write(SoundBytes.wav(rate: 16_000, samples: tone), to: file)
    let size = ["--size", "100x40", "--color", "mono"]
    let plain = try render([file] + size)
    #expect(!plain.contains("━━━━"))
    for part in [[], ["--start", "0.2", "--end", "0.6"], ["--pane", "praat-pitch"]] {
      let text = try render([file, "--track", "pitch", "--notes"] + part + size)
      #expect(text.contains("━━━━") && text.contains("note") && text.contains("C8"), "\(part)")
    }
    #expect(try render([file, "--track", "formants"] + size).contains("●●●"))
  }

  @Test(arguments: [
    (["--view", "live"], 2), (["--track", "pitch", "--view", "mfcc"], 2), (["--pane", "tempo"], 2),
    (["--pane", "mel", "--pane", "mel", "--pane", "mel", "--pane", "mel"], 2),
    (["--view", "sheet", "--start", "1"], 2), (["--view", "input", "--model", "nothing"], 1),
  ])
  func whatMakesNoSenseIsRefused(arguments: [String], status: Int) throws {
    try Program.expectRefusal(
      ["render", folder.sounds + "/low.wav"] + arguments, home: folder.home,
      status: Int32(status))
  }
}
