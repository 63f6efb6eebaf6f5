import Foundation
import Testing

/// What is made of bad input: a line with the value and the rule, never a trap, never silence.
@Suite struct CommandsStrictTests {
  private let folder: TestFolder
  private var out: String { folder.home + "/out.npy" }

  init() throws { folder = try TestFolder() }

  private func refuse(
    _ file: String, _ flags: [String], _ part: String, status: Int32 = 1,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let result = try Program.run(["features", file, "-o", out] + flags, home: folder.home)
    #expect(result.status == status, "\(result)", sourceLocation: sourceLocation)
    #expect(result.output.isEmpty, sourceLocation: sourceLocation)
    let lines = result.error.split(separator: "\n")
    #expect(lines.count == 1 && result.error.hasPrefix("earmark: "), sourceLocation: sourceLocation)
    #expect(
      result.error.contains(part) && result.error.contains("; "), "\(result.error)",
      sourceLocation: sourceLocation)
    #expect(!FileManager.default.fileExists(atPath: out), sourceLocation: sourceLocation)
  }

  /// Flags that no recording makes right, and what must be in the line.
  private static let senseless: [(String, String)] = [
    ("--hop-length 0", "hop length 0"), ("--hop-ms 0.00001", "hop length 0"),
    ("--hop-length -3", "-3"), ("--n-fft 1e9", "1000000000"), ("--n-fft 1", "from 2 to 65536"),
    ("--n-fft -4", "-4"), ("--n-fft 1.5", "1.5"), ("--n-fft many", "auto, 2x, 4x"),
    ("--mel-bands 0", "from 1 to 1024"), ("--mel-bands 1e9", "from 1 to 1024"),
    ("--n-fft 256 --window-ms 10 --mel-bands 500", "500 bands"), ("--window-ms 1e9", "1e6"),
    ("--window-ms -1", "-1"), ("--window-length 1", "a window of 1 samples"),
    ("--n-fft 256 --window-length 300", "300"), ("--feature mfcc --coefficients 500", "500"),
    ("--feature mfcc --coefficients 0", "0 coefficients"), ("--log-floor 0", "1e-30"),
    ("--log-floor nan", "log-floor is nan"), ("--feature pcen --pcen-time 0", "0 is not positive"),
    ("--feature pcen --pcen-gain -1", "-1"), ("--feature mfcc --lifter -1", "lifter is -1"),
    ("--delta 3", "0, 1 or 2"), ("--power 3", "1 or 2"), ("--power 0", "1 or 2"),
    ("--sample-rate 0", "0 Hz"), ("--sample-rate -8000", "-8000"), ("--sample-rate nan", "nan"),
    ("--clip-ms 0", "clip-ms is 0"), ("--clip-ms -5", "-5"), ("--clip-ms inf", "inf"),
    ("--channel 0", "channel is 0"), ("--channel left", "mix"), ("--rolloff 1", "0 and 1"),
    ("--window-shape round", "hann, hamming"), ("--framing middle", "centered"),
    ("--mel-scale bark", "htk, slaney"), ("--mel-bank none", "librosa, kaldi, tensorflow"),
    ("--log log2", "db, ln, log10"), ("--reference loudest", "one, peak, sine"),
    ("--top-db 0", "top-db is 0"), ("--precision half", "single, double"),
    ("--feature none", "log-mel, mfcc"), ("--preset none", "librosa, kaldi"),
    ("--format mat", "npz"), ("--start -1", "-1"), ("--start nan", "nan"), ("--end 0", "--start"),
    ("--start 2 --end 1", "--end is 1"), ("--jobs 0", "--jobs is 0"),
    ("--window-ms 20 --window-length 400", "at once"), ("--quantize-range 0:1", "--quantize"),
    ("--quantize --quantize-range 1:0", "1:0"), ("--sample-scale 0", "sample-scale is 0"),
  ]

  @Test(arguments: senseless) func senselessFlagsAreRefusedOnce(flags: String, part: String) throws
  {
    for name in ["a.wav", "b.wav"] { try folder.clip(name) }
    let words = flags.split(separator: " ").map(String.init)
    try refuse(folder.sounds, words, part, status: 2)
  }

  /// Flags that this recording at 4 kHz does not suit.
  private static let unsuitable: [(String, String)] = [
    ("--preset tensorflow", "at 4 kHz"), ("--preset tensorflow", "--sample-rate 16000"),
    ("--high-hz 2001", "0 to 2000 Hz"), ("--low-hz 3000", "3000"), ("--channel 2", "it has 1"),
    ("--start 100", "1.000 s"), ("--start 0.5 --end 0.5001", "less than a sample"),
    ("--window-ms 1000 --n-fft 256", "4000 samples"), ("--clip-ms 0.01", "a sample or more"),
    ("--framing left --n-fft 65536 --window-length 65536", "4000 samples are fewer"),
    ("--sample-rate 1e9", "more than"), ("--feature micro", "7500"),
    ("--feature yin --pitch-low-hz 0", "0 to"), ("--feature yin --pitch-high-hz 1e9", "1000000000"),
    ("--feature yin --pitch-frame 1e9", "4 to 65536 samples"),
    ("--delta 1 --strict", "delta changes nothing in log-mel"),
    ("--feature delta --hop-length 3000", "fewer than 9"),
  ]

  @Test(arguments: unsuitable) func whatDoesNotSuitARecordingIsTold(
    flags: String, part: String
  ) throws {
    let file = try folder.floats("a.wav", rate: 4000, SoundBytes.tone(4000))
    try refuse(file, flags.split(separator: " ").map(String.init), part)
  }

  @Test(arguments: [
    (Float.nan, "NaN"), (.infinity, "infinity"), (-.infinity, "infinity"), (1e30, "1e+30"),
  ])
  func samplesThatAreNoAmplitudesAreNeverTakenSilently(value: Float, part: String) throws {
    var samples = SoundBytes.tone(300_000)
    samples[5] = 0
    samples[200_000] = 0
    let clean = try folder.features(try folder.floats("clean.wav", samples), [])
    samples[5] = value
    samples[200_000] = value
    let file = try folder.floats("a.wav", samples)
    try refuse(file, [], part)
    try refuse(file, [], "2 samples are no amplitudes, the first is number 5:")
    try refuse(file, ["--strict", "--allow-non-finite"], "2 samples")
    try refuse(file, ["--feature", "yin"], part)
    try refuse(file, ["--sample-rate", "8000"], part)
    let result = try Program.run(
      ["features", file, "-o", out, "--allow-non-finite"], home: folder.home)
    #expect(result.status == 0)
    #expect(result.error == "earmark: \(file): 2 samples are no amplitudes and count as 0\n")
    #expect(try NumPyArray(out).values == clean.values)
  }

  @Test func strictMakesEveryWarningAnError() throws {
    let plain = try folder.floats("a.wav", SoundBytes.tone(16_000))
    let gaps = ["--preset", "librosa", "--n-fft", "256", "--mel-bands", "128"]
    let warned = try Program.run(["features", plain, "-o", out] + gaps, home: folder.home)
    #expect(warned.status == 0 && warned.error.contains("of 128 mel bands hold no bin"))
    try FileManager.default.removeItem(atPath: out)
    try refuse(plain, gaps + ["--strict"], "128 mel bands hold no bin")
    try refuse(plain, ["--end", "5", "--strict"], "it ends at 1.000 s")
    let cut = folder.sounds + "/cut.wav"
    try folder.write(Array(SoundBytes.wav(hertz: 300).prefix(2044)), to: cut)
    try refuse(cut, ["--strict"], "its header promises")
    #expect(try folder.features(plain, ["--strict"]).shape == [101, 64])
    let picture = folder.home + "/a.png"
    for words in [[cut], [plain, "--end", "5"]] {
      try Program.expectRefusal(
        ["spectrogram", words[0], picture, "--strict"] + words.dropFirst(), home: folder.home,
        status: 1)
      #expect(!FileManager.default.fileExists(atPath: picture))
    }
  }

  @Test func strictInfoNamesTheRecording() throws {
    let loud = try folder.floats("loud.wav", [0.1, 3, 0.1])
    let good = try folder.floats("good.wav", SoundBytes.tone(4000))
    let result = try Program.run(["info", good, loud, "--strict"], home: folder.home)
    #expect(result.status == 3 && result.error.split(separator: "\n").count == 1)
    #expect(result.error.hasPrefix("earmark: Cannot accept \(loud): "))
    let rows = try Program.objects(["info", good, loud, "--strict", "--json"], home: folder.home)
    #expect(rows.count == 2 && rows[0]["error"] == nil && rows[1]["error"] != nil)
  }

  @Test(arguments: [1, 20, 1000, 8000, 96_000, 384_000, 6_000_000])
  func everyRateGivesFeaturesOrASentence(rate: Int) throws {
    let file = try folder.floats("a.wav", rate: rate, SoundBytes.tone(6000))
    let presets = ["standard", "librosa", "tensorflow", "kaldi", "whisper", "birdsong", "bat"]
    for preset in presets {
      let words = ["features", file, "-o", out, "--preset", preset, "--quiet"]
      let result = try Program.run(words, home: folder.home)
      if result.status == 0 {
        #expect(try NumPyArray(out).values.allSatisfy(\.isFinite), "\(preset)")
      } else {
        #expect(result.status == 1, "\(preset) \(result)")
        #expect(result.error.hasPrefix("earmark: Cannot analyze \(file): "), "\(preset)")
      }
    }
    #expect(try folder.features(file, []).shape[1] == 64)
  }

  @Test(arguments: [2, 7, 64]) func everyNumberOfChannelsIsRead(channels: Int) throws {
    let tone = SoundBytes.tone(4000)
    let file = try folder.floats(
      "a.wav", channels: channels, tone.flatMap { Array(repeating: $0, count: channels) })
    let mono = try folder.features(try folder.floats("mono.wav", tone), [])
    #expect(try folder.features(file, ["--channel", "\(channels)"]).values == mono.values)
    #expect(try folder.features(file, []).distance(from: mono.values) < 0.1)
  }

  @Test func emptyAndTinyRecordings() throws {
    try refuse(try folder.floats("none.wav", []), [], "no samples follow")
    try folder.write([UInt8](), to: folder.sounds + "/empty.wav")
    try refuse(folder.sounds + "/empty.wav", [], "0 bytes")
    let tiny = try folder.floats("tiny.wav", [0.5])
    #expect(try folder.features(tiny, []).shape == [1, 64])
    try refuse(tiny, ["--preset", "kaldi"], "fewer than a window of 400")
    #expect(try folder.features(tiny, ["--preset", "kaldi", "--clip-ms", "25"]).shape == [1, 23])
  }
}
