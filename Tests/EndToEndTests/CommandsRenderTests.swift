import CellCanvas
import EarmarkTestSupport
import Foundation
import Testing

@Suite struct CommandsRenderTests {
  private let folder: TestFolder
  private let file: String

  init() throws {
    folder = try TestFolder()
    file = folder.sounds + "/tone.wav"
    let tone = SoundBytes.sine(1000, rate: 16_000, count: 16_000, amplitude: 16_000)
    try folder.write(SoundBytes.wav(rate: 16_000, samples: tone), to: file)
  }

  private func render(_ arguments: String...) throws -> String {
    let result = try Program.run(["render", file] + arguments, home: folder.home)
    #expect(result.status == 0 && result.error.isEmpty, "\(result.error)")
    return result.output
  }

  private func seconds(_ table: String) -> [Double] {
    table.split(separator: "\n").dropFirst().compactMap { line in
      line.split(separator: ",").first.flatMap { Double($0) }
    }
  }

  @Test(arguments: ["20x6", "60x16", "80x24", "120x40", "200x50"])
  func thePictureHasTheSizeAskedFor(size: String) throws {
    let parts = size.split(separator: "x").compactMap { Int($0) }
    let lines = try render("--size", size).split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == parts[1] + 1 && lines.last?.isEmpty == true)
    #expect(lines.allSatisfy { $0.count <= parts[0] })
    #expect(lines.contains { $0.count > parts[0] * 3 / 4 })
  }

  @Test func withoutATerminalTheSizeIs120x40() throws {
    let lines = try render().split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 41)
    #expect(lines.map(\.count).max() ?? 0 > 100)
  }

  @Test func everyViewIsAnotherPicture() throws {
    let views = [
      "spectrogram", "mel", "mfcc", "delta", "multitaper", "reassigned", "bark", "erb", "cqt",
      "chroma", "hpss", "percussive", "waveform",
    ]
    let pictures = try views.map { try render("--view", $0, "--size", "80x24") }
    #expect(Set(pictures).count == views.count)
    #expect(try render("--size", "80x24") == pictures[0])
  }

  @Test func startAndEndChooseThePart() throws {
    let part = folder.home + "/part.csv"
    #expect(try render("--start", "0.25", "--end", "0.5", "--out", part).isEmpty)
    let times = seconds(try String(contentsOfFile: part, encoding: .utf8))
    #expect(times.count > 10)
    #expect(times.allSatisfy { (0.25...0.5).contains($0) })
    #expect(zip(times, times.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test func anEndAfterTheSoundIsItsEnd() throws {
    let part = folder.home + "/part.csv"
    _ = try render("--start", "0.5", "--end", "99", "--out", part)
    let times = seconds(try String(contentsOfFile: part, encoding: .utf8))
    #expect(times.allSatisfy { (0.5...1).contains($0) } && (times.last ?? 0) > 0.95)
  }

  @Test func aStartAfterTheSoundFails() throws {
    try Program.expectRefusal(
      ["render", file, "--start", "2"], home: folder.home, status: 1)
  }

  @Test func theCSVHasTheToneAtItsFrequency() throws {
    let out = folder.home + "/tone.csv"
    _ = try render("--out", out)
    let lines = try String(contentsOfFile: out, encoding: .utf8).split(separator: "\n")
    let heads = lines[0].split(separator: ",").dropFirst().compactMap { Double($0) }
    let values = lines[lines.count / 2].split(separator: ",").dropFirst().compactMap { Double($0) }
    try #require(heads.count == values.count && heads.count > 20)
    let loudest = try #require(values.indices.max { values[$0] < values[$1] })
    #expect(abs(heads[loudest] - 1000) < 60)
  }

  /// The levels of a part are those of the clip, so the same sound has the same colours.
  @Test func aPartHasTheLevelsOfTheClip() throws {
    let loud = SoundBytes.sine(1000, rate: 16_000, count: 8000, amplitude: 32_000)
    let quiet = SoundBytes.sine(1000, rate: 16_000, count: 8000, amplitude: 320)
    try folder.write(SoundBytes.wav(rate: 16_000, samples: quiet + loud), to: file)
    let whole = try render("--size", "80x24").split(separator: "\n")[0]
    let part = try render("--size", "80x24", "--end", "0.4").split(separator: "\n")[0]
    #expect(whole.hasSuffix("0 dB") && part.hasSuffix("0 dB"))
    #expect(part.contains("\u{2212}70"))
  }

  @Test(arguments: [1, 2, 80, 160, 700, 1279, 1280, 1281])
  func shortClipsAreDrawnInEveryView(count: Int) throws {
    let tone = SoundBytes.sine(1000, rate: 16_000, count: count, amplitude: 16_000)
    try folder.write(SoundBytes.wav(rate: 16_000, samples: tone), to: file)
    for view in ["spectrogram", "mel", "mfcc", "delta", "waveform"] {
      let lines = try render("--view", view, "--size", "60x16").split(
        separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count == 17)
      let out = folder.home + "/\(view).csv"
      _ = try render("--view", view, "--size", "60x16", "--out", out)
      let table = try String(contentsOfFile: out, encoding: .utf8)
      #expect(!table.contains("nan") && !table.contains("inf"))
    }
  }

  @Test func theDeltaAsCSVIsNoughtWhereNothingChanges() throws {
    let out = folder.home + "/delta.csv"
    _ = try render("--view", "delta", "--start", "0.3", "--end", "0.7", "--out", out)
    let lines = try String(contentsOfFile: out, encoding: .utf8).split(separator: "\n")
    #expect(lines[0].hasPrefix("seconds,0,1,2,") && lines[0].hasSuffix(",19"))
    let values = lines.dropFirst().flatMap { line in
      line.split(separator: ",").dropFirst().compactMap { Double($0) }
    }
    #expect(values.count == 20 * (lines.count - 1) && values.allSatisfy { abs($0) < 0.2 })
  }

  @Test func theWaveformAsCSVHasLowestHighestAndRMS() throws {
    let out = folder.home + "/wave.csv"
    _ = try render("--view", "waveform", "--out", out)
    let lines = try String(contentsOfFile: out, encoding: .utf8).split(separator: "\n")
    #expect(lines[0] == "seconds,lowest,highest,rms")
    let values = lines[lines.count / 2].split(separator: ",").compactMap { Double($0) }
    let amplitude = 16_000.0 / 32_768
    #expect(abs(values[1] + amplitude) < 0.02 && abs(values[2] - amplitude) < 0.02)
    #expect(abs(values[3] - amplitude / 2.0.squareRoot()) < 0.02)
  }

  @Test(arguments: [
    ["--view", "nope"], ["--size", "0x0"], ["--size", "80"], ["--size", "80x"],
    ["--size", "99999x99999"], ["--start", "x"], ["--start=-1"], ["--end", "nan"], ["--end", "0"],
    ["--start", "0.5", "--end", "0.5"], ["--color", "pink"], ["--blocks", "round"],
    ["--theme", "nope"], ["--colormap", "nope"], ["--out", "picture.gif"], ["--out", "picture"],
    ["--nope"], ["another.wav"],
  ])
  func aWrongValueIsWrongUsage(flags: [String]) throws {
    try Program.expectRefusal(["render", file] + flags, home: folder.home, status: 2)
  }

  @Test func whatCanNotBeReadFails() throws {
    for path in [folder.sounds + "/nope.wav", folder.sounds] {
      try Program.expectRefusal(["render", path], home: folder.home, status: 1)
    }
    try Program.expectRefusal(["render"], home: folder.home, status: 2)
  }

  @Test(arguments: ["png", "txt", "svg", "ansi", "csv"])
  func aFileThatCanNotBeWrittenFails(ending: String) throws {
    let out = folder.home + "/no/folder/p." + ending
    try Program.expectRefusal(["render", file, "--out", out], home: folder.home, status: 1)
  }

  @Test func nothingIsCreated() throws {
    let before = folder.everything
    _ = try render()
    _ = try Program.run(["info", folder.sounds], home: folder.home)
    _ = try Program.run(["info", folder.sounds, "--json"], home: folder.home)
    #expect(folder.everything == before)
  }
}
