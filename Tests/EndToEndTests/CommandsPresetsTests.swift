import Foundation
import Testing

/// Presets, those of the program and one's own.
@Suite struct CommandsPresetsTests {
  private let folder: TestFolder
  private var presets: String { folder.home + "/.config/earmark/presets" }

  init() throws {
    folder = try TestFolder()
    try FileManager.default.createDirectory(
      atPath: folder.home + "/.config/earmark/presets", withIntermediateDirectories: true)
  }

  private func write(_ text: String, _ name: String) throws {
    try folder.write(Array(text.utf8), to: "\(presets)/\(name).toml")
  }

  private func run(_ arguments: [String]) throws -> Program.Result {
    try Program.run(arguments, home: folder.home)
  }

  @Test func aPresetThatIsShownCanBeKept() throws {
    let file = try folder.floats("a.wav", SoundBytes.tone(8000))
    let names = try Program.objects(["presets", "--json"], home: folder.home)
      .compactMap { $0["name"] as? String }
    #expect(names.contains("whisper") && names.count >= 11)
    for name in names {
      let shown = try run(["presets", "show", name])
      #expect(shown.status == 0 && shown.error.isEmpty)
      try write(shown.output, "copy")
      let limits = name == "tensorflow-micro" ? ["--high-hz", "7000"] : []
      let own = try folder.features(file, ["--preset", "copy"] + limits)
      #expect(own.values == (try folder.features(file, ["--preset", name] + limits)).values)
    }
  }

  @Test func aPresetIsSavedAndUsed() throws {
    let file = try folder.floats("a.wav", SoundBytes.tone(8000))
    let flags = ["--preset", "kaldi", "--mel-bands", "30", "--log-shift", "-3"]
    let saved = try run(["presets", "save", "mine", "--summary", "for \"me\""] + flags)
    #expect(saved.status == 0 && saved.error == "earmark: saved as \(presets)/mine.toml\n")
    let list = try Program.objects(["presets", "list", "--json"], home: folder.home)
    let row = list.first { $0["name"] as? String == "mine" }
    #expect(row?["summary"] as? String == "for \"me\"" && row?["source"] as? String == "yours")
    let own = try folder.features(file, ["--preset", "mine"])
    #expect(own.values == (try folder.features(file, flags)).values)
    let path = try folder.features(file, ["--preset", presets + "/mine.toml"])
    #expect(path.values == own.values)
  }

  @Test(arguments: [
    ["librosa"], ["a/b"], [""], [".hidden"], ["x", "--mel-bands", "0"], ["x", "--preset", "none"],
    ["x", "--hop-length", "0"],
  ])
  func whatCanNotBeSavedIsRefused(arguments: [String]) throws {
    let result = try run(["presets", "save"] + arguments)
    #expect(result.status == 1 || result.status == 2)
    #expect(result.error.split(separator: "\n").count == 1)
    #expect(try folder.contents(presets).isEmpty)
  }

  /// Files that are no presets, and what the line about each must have in it.
  private static let broken: [(String, String)] = [
    ("x = [", "line 1"), ("[parameters]\nmel-bands = \"many\"\n", "mel-bands is many"),
    ("[parameters]\nmel-band = 3\n", "mel-band;"), ("sumary = \"x\"\n", "sumary"),
    ("parameters = 3\n", "parameters is an integer"), ("feature = 3\n", "feature is an integer"),
    ("feature = \"none\"\n", "log-mel"), ("base = \"none\"\n", "whisper"),
    ("[parameters]\nmel-bands = [1]\n", "mel-bands is an array"),
    ("[parameters]\nwindow-ms = 25\nwindow-length = 400\n", "says again"),
    ("[parameters]\nhop-length = 0\n", "hop length 0"), ("[parameters]\nhop-ms = nan\n", "hop-ms"),
    ("[other]\nx = 1\n", "other"), ("[parameters]\nmel-bands = 4\nmel-bands = 5\n", "line 3"),
  ]

  @Test(arguments: broken) func aBrokenFileIsToldByItsLine(text: String, part: String) throws {
    let file = try folder.clip("a.wav")
    try write(text, "broken")
    try write("summary = \"well\"\n", "sound")
    let result = try run(["features", file, "-o", folder.home + "/a.npy", "--preset", "broken"])
    #expect(result.status == 1 && result.error.split(separator: "\n").count == 1)
    #expect(result.error.hasPrefix("earmark: Cannot use \(presets)/broken.toml: "))
    #expect(result.error.contains(part), "\(result.error)")
    let list = try run(["presets", "list"])
    #expect(list.status == 3 && list.error == result.error)
    #expect(list.output.contains("sound") && !list.output.contains("broken"))
  }

  @Test func filesThatAreNoTextAreTold() throws {
    try folder.write([0xff, 0xfe, 0x00], to: presets + "/bytes.toml")
    try FileManager.default.createDirectory(
      atPath: presets + "/folder.toml", withIntermediateDirectories: true)
    for (name, target) in [("nothing", "none"), ("endless", "/dev/zero")] {
      try FileManager.default.createSymbolicLink(
        atPath: "\(presets)/\(name).toml", withDestinationPath: target)
    }
    try write("summary = \"x\"\n", "kaldi")
    let result = try run(["presets"])
    #expect(result.status == 3 && result.error.split(separator: "\n").count == 5)
    for name in ["bytes", "folder", "nothing", "endless"] {
      let word = try run(["presets", "show", name])
      #expect(word.status == 1 && word.error.split(separator: "\n").count == 1, "\(name)")
    }
    try Program.expectRefusal(["presets", "show", "none"], home: folder.home, status: 2)
  }

  @Test func parametersAreListedWithWhatTheyMayBe() throws {
    let rows = try Program.objects(["presets", "--parameters", "--json"], home: folder.home)
    let values = Dictionary(
      rows.compactMap { row in
        (row["name"] as? String).flatMap { name in (row["values"] as? String).map { (name, $0) } }
      }
    ) { $1 }
    #expect(values["mel-scale"] == "htk, slaney")
    let help = try run(["help", "features"]).output
    for name in values.keys { #expect(help.contains("--" + name), "\(name)") }
  }
}
