import Foundation
import Testing

@Suite struct CommandsTrimTests {
  private let folder: TestFolder
  private let sound: String
  private let samples: [Int16]

  init() throws {
    folder = try TestFolder()
    sound = folder.sounds + "/long.wav"
    samples = (0..<40_000).map { Int16(truncatingIfNeeded: $0 &* 7919) }
    try folder.write(SoundBytes.wav(rate: 8000, samples: samples), to: sound)
  }

  private var out: String { folder.sounds + "/part.wav" }

  @Test func thePartIsCopiedExactly() throws {
    let report = try Program.object(
      ["trim", sound, out, "--start", "1.5", "--end", "2.25", "--json"], home: folder.home)
    #expect(report["onset"] as? Int == 12_000 && report["offset"] as? Int == 18_000)
    #expect(report["output"] as? String == out && report["samples"] as? Int == 6000)
    #expect((report["losses"] as? [Any])?.isEmpty == true)
    #expect(try SoundBytes.samples(of: folder.bytes(out)) == Array(samples[12_000..<18_000]))
    #expect(try folder.bytes(sound) == SoundBytes.wav(rate: 8000, samples: samples))
    #expect(folder.files(below: folder.sounds) == ["long.wav", "part.wav"])
  }

  @Test func withoutTimesItIsAllOfIt() throws {
    let result = try Program.run(["trim", sound, out], home: folder.home)
    #expect(result.status == 0 && result.output.isEmpty && result.error.isEmpty)
    #expect(try SoundBytes.samples(of: folder.bytes(out)) == samples)
  }

  @Test func paddingFadesRateFormatAndChannelAreAsAsked() throws {
    let flac = folder.sounds + "/part.x"
    let report = try Program.object(
      [
        "trim", sound, flac, "--start", "1", "--end", "2", "--pad", "0.25", "--fade", "0.01",
        "--rate", "16000", "--format", "flac", "--encoding", "pcm24", "--channel", "mix", "--json",
      ], home: folder.home)
    #expect(report["samples"] as? Int == 24_000 && report["sampleRate"] as? Int == 16_000)
    #expect(report["format"] as? String == "FLAC PCM 24")
    #expect(try folder.bytes(flac).starts(with: Array("fLaC".utf8)))
  }

  @Test func whatIsLostIsTold() throws {
    let result = try Program.run(
      ["trim", sound, out, "--encoding", "pcm8"], home: folder.home)
    #expect(result.status == 0 && result.output.isEmpty)
    #expect(result.error.hasPrefix("earmark: \(out): lost: PCM 16 samples are rounded to PCM 8"))
    guard let path = Program.shared("formats/matrix/mp3_mpeg_layer_iii.mp3") else { return }
    let lossy = try Program.run(
      ["trim", path, folder.sounds + "/a.flac", "--end", "0.2"], home: folder.home)
    #expect(lossy.status == 0 && lossy.error.contains("is lossy"), "\(lossy.error)")
  }

  @Test func existingFilesAreReplacedOnlyIfAsked() throws {
    try folder.write("mine", named: "part.wav")
    try Program.expectRefusal(["trim", sound, out, "--end", "1"], home: folder.home, status: 1)
    #expect(try folder.text(out) == "mine")
    let result = try Program.run(
      ["trim", sound, out, "--end", "1", "--overwrite"], home: folder.home)
    #expect(result.status == 0)
    #expect(try SoundBytes.samples(of: folder.bytes(out)) == Array(samples[..<8000]))
    try Program.expectRefusal(
      ["trim", sound, sound, "--end", "1", "--force"], home: folder.home, status: 1)
    #expect(try SoundBytes.samples(of: folder.bytes(sound)) == samples)
  }

  @Test func whatCanNotBeWrittenLeavesNothing() throws {
    for arguments in [
      [sound, folder.sounds + "/no/part.wav"], [sound, folder.sounds + "/part.mp3"],
      [folder.sounds + "/no.wav", out], [sound, out, "--start", "9"], [sound, folder.home],
      [sound, out, "--channel", "2"], [sound, "/proc/part.wav"],
      [sound, folder.sounds + "/part.flac", "--encoding", "float32"],
    ] {
      try Program.expectRefusal(["trim"] + arguments, home: folder.home, status: 1)
      #expect(folder.files(below: folder.sounds) == ["long.wav"], "\(arguments)")
    }
  }

  @Test(arguments: [
    ["--start", "2", "--end", "1"], ["--pad", "-1"], ["--fade", "nan"], ["--rate", "0"],
    ["--format", "mp3"], ["--encoding", "pcm12"], ["--channel", "left"],
  ])
  func wrongUsageIsStatus2(flags: [String]) throws {
    try Program.expectRefusal(["trim", sound, out] + flags, home: folder.home, status: 2)
  }

  @Test func leftoversOfAKilledRunGo() throws {
    let digits = "0123456789abcdef"
    for name in [".earmark-\(digits).part", ".earmark-\(digits)-1.part"] {
      try folder.write("", named: name)
    }
    #expect(try Program.run(["trim", sound, out], home: folder.home).status == 0)
    #expect(folder.files(below: folder.sounds) == ["long.wav", "part.wav"])
  }
}
