import Foundation
import Testing

/// The pictures that `spectrogram` writes.
@Suite struct CommandsSpectrogramTests {
  private let folder: TestFolder
  private var out: String { folder.home + "/out.png" }

  init() throws { folder = try TestFolder() }

  /// The size and the kind of colours that a PNG says it has.
  private struct Picture: Equatable {
    var width: Int
    var height: Int
    var isGray = false

    init(width: Int, height: Int, isGray: Bool = false) {
      (self.width, self.height, self.isGray) = (width, height, isGray)
    }

    init(_ path: String) throws {
      let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
      try #require(bytes.starts(with: [0x89] + Array("PNG\r\n".utf8)) && bytes.count > 33)
      func number(_ start: Int) -> Int {
        bytes[start..<(start + 4)].reduce(0) { $0 << 8 | Int($1) }
      }
      (width, height, isGray) = (number(16), number(20), bytes[25] == 0)
    }
  }

  private func draw(_ input: String, _ flags: [String]) throws -> Picture {
    let result = try Program.run(["spectrogram", input, out] + flags, home: folder.home)
    #expect(result.status == 0 && result.output.isEmpty && result.error.isEmpty, "\(result.error)")
    return try Picture(out)
  }

  private func refuse(_ words: [String], status: Int32) throws {
    try Program.expectRefusal(["spectrogram"] + words, home: folder.home, status: status)
  }

  @Test func everyFeatureAndPresetIsDrawn() throws {
    let file = try folder.floats("a.wav", SoundBytes.tone(8000))
    let lists = try [["features", "--list", "--json"], ["presets", "list", "--json"]].map {
      try Program.objects($0, home: folder.home).compactMap { $0["name"] as? String }
    }
    let lanes = [
      "rms", "zero-crossings", "centroid", "rolloff", "flatness", "onset-strength", "yin",
      "pyin", "praat-pitch", "formants", "intensity",
    ]
    #expect(try draw(file, []) == Picture(width: 1280, height: 720))
    for feature in lists[0] where !lanes.contains(feature) {
      let flags = ["--feature", feature, "--size", "500x300"]
      #expect(try draw(file, flags) == Picture(width: 500, height: 300), "\(feature)")
    }
    for preset in lists[1] where preset != "wav_to_spectrogram" {
      let size = ["--size", "400x240"]
      #expect(
        try draw(file, ["--preset", preset] + size) == Picture(width: 400, height: 240), "\(preset)"
      )
    }
    try FileManager.default.removeItem(atPath: out)
    for lane in lanes { try refuse([file, out, "--feature", lane], status: 1) }
    #expect(!FileManager.default.fileExists(atPath: out))
  }

  @Test func tensorFlowsPictureHasARowAFrame() throws {
    let file = try folder.floats("a.wav", SoundBytes.tone(16_000))
    let preset = ["--preset", "wav_to_spectrogram"]
    #expect(try draw(file, preset) == Picture(width: 129, height: 124, isGray: true))
    let usual = try Data(contentsOf: URL(filePath: out))
    #expect(try draw(file, preset + ["--brightness", "64"]).isGray)
    #expect(try Data(contentsOf: URL(filePath: out)) == usual)
    _ = try draw(file, preset + ["--brightness", "10"])
    #expect(try Data(contentsOf: URL(filePath: out)) != usual)
    #expect(try draw(file, preset + ["--window-length", "512", "--hop-ms", "10"]).width == 257)
    for flags in [["--size", "300x300"], ["--levels", "0:1"], ["--feature", "mfcc"]] {
      try refuse([file, out] + preset + flags, status: 2)
    }
    try refuse([file, out, "--brightness", "3"], status: 2)
  }

  @Test func everyFlagChangesThePicture() throws {
    let file = try folder.floats("a.wav", SoundBytes.tone(8000))
    let size = ["--size", "400x240"]
    _ = try draw(file, size)
    var known = [try Data(contentsOf: URL(filePath: out))]
    let map =
      try Program.objects(["themes", "--json"], home: folder.home)
      .first { $0["kind"] as? String == "colormap" }?["name"] as? String
    let changes: [[String]] = [
      ["--levels", "-100:-20"], ["--ground", "dark"], ["--title", "another"],
      ["--start", "0.1", "--end", "0.3"], ["--window-ms", "5"],
      ["--channel", "1", "--hop-ms", "20"],
      ["--colormap", try #require(map), "--levels", "-99:0"],
    ]
    for flags in changes {
      _ = try draw(file, flags + size)
      let picture = try Data(contentsOf: URL(filePath: out))
      #expect(!known.contains(picture), "\(flags)")
      known.append(picture)
    }
  }

  @Test func aFolderGivesAFolderOfPictures() throws {
    try folder.clip("a.wav")
    try folder.clip("deep/b.wav")
    try folder.write("none", named: "c.wav")
    let target = folder.path + "/pictures"
    let result = try Program.run(
      ["spectrogram", folder.sounds, target, "--jobs", "2", "--size", "400x300"],
      home: folder.home)
    #expect(result.status == 3 && result.error.split(separator: "\n").count == 1)
    #expect(try folder.contents(target) == ["a.wav.png", "deep", "deep/b.wav.png"])
    #expect(try Picture(target + "/deep/b.wav.png") == Picture(width: 400, height: 300))
  }

  @Test func aForgottenPictureOverwritesNothing() throws {
    let (first, second) = (try folder.clip("a.wav"), try folder.clip("b.wav", hertz: 700))
    let before = try Data(contentsOf: URL(filePath: second))
    try refuse([first, second], status: 2)
    try refuse([first], status: 2)
    try refuse([first, folder.home + "/picture"], status: 2)
    #expect(try Data(contentsOf: URL(filePath: second)) == before)
    try refuse([first, second, first, second], status: 1)
    #expect(try Data(contentsOf: URL(filePath: second)) == before)
  }

  @Test(arguments: [
    ["--size", "10x10"], ["--size", "99999x99999"], ["--size", "0x5"], ["--size", "wide"],
    ["--levels", "0:-1"], ["--levels", "nan:1"], ["--colormap", "none"], ["--ground", "red"],
    ["--jobs", "-1"], ["--brightness", "-2"], ["--feature", "none"], ["--preset", "none"],
  ])
  func senselessFlagsAreRefused(flags: [String]) throws {
    try refuse([try folder.clip("a.wav"), out] + flags, status: 2)
  }

  @Test func shortAndSilentSoundsAreDrawn() throws {
    let small = ["--size", "400x240"]
    for samples in [[0.5], [Float](repeating: 0, count: 5000), SoundBytes.tone(3)] {
      let file = try folder.floats("a.wav", samples)
      #expect(try draw(file, small) == Picture(width: 400, height: 240))
    }
    for rate in [1, 6_000_000] {
      let file = try folder.floats("a.wav", rate: rate, SoundBytes.tone(4000))
      #expect(try draw(file, small) == Picture(width: 400, height: 240))
    }
  }

  @Test func whatCanNotBeWrittenIsTold() throws {
    let file = try folder.clip("a.wav")
    for target in ["/proc/none.png", "/proc/none/a.png", file + "/a.png"] {
      try refuse([file, target], status: 1)
    }
    let limited = Program.shell("ulimit -f 4; exec \"$@\"")
    try Program.expectRefusal(
      ["spectrogram", file, out], home: folder.home, status: 1, launcher: limited)
    #expect(try folder.contents(folder.home).filter { !$0.hasPrefix(".local") }.isEmpty)
  }

  @Test func aLongRecordingIsDrawnInLittleMemory() throws {
    guard let shared = Program.shared("long/digits_15min.flac") else { return }
    let limited = Program.shell("ulimit -v 1500000; exec \"$@\"")
    let result = try Program.run(
      ["spectrogram", shared, out, "--n-fft", "16384"], home: folder.home, launcher: limited)
    #expect(result.status == 0, "\(result.error)")
  }
}
