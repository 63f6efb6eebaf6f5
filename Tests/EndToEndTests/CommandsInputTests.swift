import Foundation
import Testing

@Suite struct CommandsInputTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  private func paths(_ objects: [[String: Any]]) -> [String] {
    objects.compactMap { $0["path"] as? String }
  }

  private func lines(_ text: String) throws -> [[String: Any]] {
    try text.split(separator: "\n").compactMap { line in
      try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    }
  }

  @Test(arguments: ["1", "2", "8"])
  func theOrderIsThatOfTheInput(jobs: String) throws {
    let lengths = [60_000, 10, 30_000, 200, 5, 90_000, 40]
    let files = try lengths.enumerated().map { place, length in
      let file = folder.sounds + "/\(lengths.count - place).wav"
      try folder.write(SoundBytes.wav(hertz: 300, samples: length), to: file)
      return file
    }
    let objects = try Program.objects(
      ["info", "--json", "--jobs", jobs] + files, home: folder.home)
    #expect(paths(objects) == files)
    #expect(objects.compactMap { $0["samples"] as? Int } == lengths)
  }

  @Test func theArrayHoldsWhatTheLinesHold() throws {
    try folder.addClips(3, in: "a") { "\($0).wav" }
    try folder.addClips(2, in: "b") { "\($0).wav" }
    let array = try Program.objects(["info", folder.sounds, "--json"], home: folder.home)
    let text = try Program.run(["info", folder.sounds, "--jsonl"], home: folder.home).output
    #expect(array.count == 5)
    #expect(array as NSArray == (try lines(text)) as NSArray)
  }

  @Test func anEmptyFolderIsAnEmptyArray() throws {
    let result = try Program.run(["info", folder.sounds, "--json"], home: folder.home)
    #expect(result.status == 0 && result.output == "[]\n")
    #expect(result.error == "earmark: there are no sound files\n")
  }

  @Test func quietKeepsNoticesBackAndTellsErrors() throws {
    let empty = try Program.run(["info", folder.sounds, "--quiet"], home: folder.home)
    #expect(empty.status == 0 && empty.error.isEmpty)
    try Program.expectRefusal(["info", "/no.wav", "--quiet"], home: folder.home, status: 1)
  }

  @Test func pathsAreShownAsTheFolderWasNamed() throws {
    try folder.clip("a/1.wav")
    let launcher = Program.shell("cd '\(folder.path)' && exec \"$@\"")
    for (asked, shown) in [("sounds", "sounds/a/1.wav"), ("./sounds/a/1.wav", "./sounds/a/1.wav")] {
      let objects = try Program.objects(
        ["info", "--json", asked], home: folder.home, launcher: launcher)
      #expect(paths(objects) == [shown])
    }
  }

  @Test func aDashReadsLinesFromStandardInput() throws {
    let files = try ["b.wav", "with blank.wav", "a.wav"].map { try folder.clip($0) }
    try folder.write(Array((files.joined(separator: "\n") + "\n").utf8), to: folder.home + "/list")
    let objects = try Program.objects(
      ["info", "-", "--json"], home: folder.home,
      launcher: Program.shell("exec \"$@\" < '\(folder.home)/list'"))
    #expect(paths(objects) == files)
  }

  @Test func withNullEvenALineEndIsPartOfAName() throws {
    let files = try ["b.wav", "new\nline.wav"].map { try folder.clip($0) }
    try folder.write(Array(files.joined(separator: "\0").utf8), to: folder.home + "/list")
    let objects = try Program.objects(
      ["info", "-", "--null", "--json"], home: folder.home,
      launcher: Program.shell("exec \"$@\" < '\(folder.home)/list'"))
    #expect(paths(objects) == files)
  }

  @Test func anInputThatFailsIsAnErrorObject() throws {
    let good = try folder.clip("good.wav")
    try folder.write("no sound", named: "bad.wav")
    let bad = folder.sounds + "/bad.wav"
    let result = try Program.run(["info", bad, good, "--jsonl"], home: folder.home)
    #expect(result.status == 3)
    let objects = try lines(result.output)
    #expect(paths(objects) == [bad, good] && objects[0].count == 2)
    let error = try #require(objects[0]["error"] as? [String: String])
    #expect(Set(error.keys) == ["what", "why", "remedy"])
    #expect(error.values.allSatisfy { !$0.isEmpty } && error["what"]?.contains("bad.wav") == true)
    #expect(objects[1]["error"] == nil)
  }

  @Test func whereAllInputsFailTheStatusIs1() throws {
    let paths = ["/no/a.wav", "/no/b.wav"]
    let result = try Program.run(["info", "--json"] + paths, home: folder.home)
    #expect(result.status == 1)
    #expect(result.output.components(separatedBy: "\"error\"").count == 3)
  }

  @Test func errorsAsTextNameTheWholePath() throws {
    try folder.clip("a/1.wav")
    try folder.write("no sound", named: "1.wav")
    let result = try Program.run(["info", folder.sounds], home: folder.home)
    #expect(result.status == 3 && result.output.contains("/a/1.wav"))
    #expect(result.error.hasPrefix("earmark: Cannot read \(folder.sounds)/1.wav: "))
  }

  @Test(arguments: [
    ["info"], ["info", "x.wav", "--jobs", "0"], ["info", "x.wav", "--jobs", "many"],
    ["info", "x.wav", "--json", "--jsonl"], ["info", "x.wav", "--nope"],
  ])
  func wrongUsageIsStatus2(arguments: [String]) throws {
    try Program.expectRefusal(arguments, home: folder.home, status: 2)
  }

  @Test func hiddenCharactersAreEscapedInJSON() throws {
    try folder.clip("a\u{1b}[31m\u{202e}b\u{200b}c\u{85}d.wav")
    let result = try Program.run(["info", folder.sounds, "--json"], home: folder.home)
    #expect(result.output.contains("a\\u001b[31m\\u202eb\\u200bc\\u0085d.wav"))
    #expect(!result.output.contains("pathHex"))
    let hidden = "\u{1b}\u{202e}\u{200b}\u{85}".unicodeScalars
    #expect(!result.output.unicodeScalars.contains { hidden.contains($0) })
  }

  @Test func aPathThatIsNotUTF8HasItsBytesInHexadecimal() throws {
    try SoundBytesFile.write(
      SoundBytes.wav(hertz: 300), folder: folder.sounds, name: Array("a".utf8) + [0xff, 0xc3, 0x2e])
    try SoundBytesFile.write(
      SoundBytes.wav(hertz: 300), folder: folder.sounds, name: [0xff] + Array(".wav".utf8))
    let launcher = Program.shell(
      "cd '\(folder.sounds)' && \"$1\" info $'a\\xff\\xc3.' $'\\xff.wav' no.wav --json; true")
    let objects = try Program.objects([], home: folder.home, launcher: launcher)
    #expect(paths(objects) == ["a\u{fffd}\u{fffd}.", "\u{fffd}.wav", "no.wav"])
    #expect(objects.map { $0["pathHex"] as? String } == ["61ffc32e", "ff2e776176", nil])
    #expect(objects.map { $0["error"] == nil } == [true, true, false])
  }
}
