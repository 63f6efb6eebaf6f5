import Foundation
import Testing

/// The arrays that `features` writes.
@Suite struct CommandsFeaturesTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  private static let references = Program.root.appending(path: "Tests/Fixtures/reference").path

  /// A vector of another program, how it is made here, and how near it must be.
  struct Reference: Sendable, CustomTestStringConvertible {
    let name: String
    let flags: String
    let tolerance: Float
    var isTransposed = true
    var testDescription: String { name }
  }

  private static let vectors = [
    Reference(
      name: "tf_mfcc40", flags: "--preset tensorflow", tolerance: 1e-3, isTransposed: false),
    Reference(
      name: "tf_micro", flags: "--feature micro", tolerance: 1e-6, isTransposed: false),
    Reference(
      name: "tf_mfcc13_pad1s",
      flags: "--preset tensorflow --coefficients 13 --clip-ms 1000", tolerance: 1e-3,
      isTransposed: false),
    Reference(name: "whisper_logmel80", flags: "--preset whisper", tolerance: 2e-4),
    Reference(
      name: "librosa_logmel_slaney80_refmax",
      flags: "--preset librosa --n-fft 512 --hop-ms 10 --mel-bands 80 --reference peak",
      tolerance: 1e-3),
    Reference(
      name: "librosa_mfcc20_delta2",
      flags: "--feature delta --preset librosa --n-fft 512 --hop-length 160 --delta 2",
      tolerance: 1e-2),
    Reference(
      name: "librosa_cqt_mag",
      flags: "--feature cqt --preset librosa --hop-length 256 --power 1"
        + " --cqt-low-hz 65.40639132514966 --cqt-bins 72", tolerance: 0.15),
    Reference(
      name: "librosa_hpss_percussive",
      flags: "--feature percussive --preset librosa --n-fft 512 --hop-length 160 --power 1",
      tolerance: 1e-2),
    Reference(
      name: "kaldi_mfcc13_energy", flags: "--feature mfcc --preset kaldi", tolerance: 0.2,
      isTransposed: false),
  ]

  @Test(arguments: vectors, ["chirp", "speech_flite"])
  func arraysEqualThoseOfOthers(vector: Reference, clip: String) throws {
    let expected = "\(Self.references)/vectors/\(clip)/\(vector.name).npy"
    guard FileManager.default.fileExists(atPath: expected) else { return }
    let made = try folder.features(
      "\(Self.references)/clips/\(clip).wav", vector.flags.split(separator: " ").map(String.init))
    let other = try NumPyArray(expected)
    let isSame =
      vector.isTransposed ? other.shape == made.shape.reversed() : other.shape == made.shape
    #expect(isSame, "\(made.shape), not \(other.shape)")
    #expect(
      made.distance(from: vector.isTransposed ? other.transposed : other.values) <= vector.tolerance
    )
  }

  @Test func aPartIsThatOfAFileOfIt() throws {
    let samples = SoundBytes.sine(440, rate: 16_000, count: 16_000, amplitude: 9000)
    let whole = folder.sounds + "/whole.wav"
    let part = folder.sounds + "/part.wav"
    try folder.write(SoundBytes.wav(rate: 16_000, samples: samples), to: whole)
    try folder.write(SoundBytes.wav(rate: 16_000, samples: Array(samples[4000..<9600])), to: part)
    let cut = try folder.features(whole, ["--start", "0.25", "--end", "0.6"])
    #expect(cut.values == (try folder.features(part, [])).values)
  }

  @Test func clipsAreCutAndFilledUpOnlyWhenAsked() throws {
    let tone = SoundBytes.tone(16_016)
    let zeros = [Float](repeating: 0, count: 16_000)
    let long = try folder.floats("long.wav", tone)
    let short = try folder.floats("short.wav", Array(tone[..<5000]))
    let filled = try folder.floats("filled.wav", Array(tone[..<5000] + zeros[..<11_016]))
    let flags = ["--preset", "librosa", "--n-fft", "512", "--hop-length", "1"]
    #expect(try folder.features(long, flags).shape == [16_017, 128])
    // 1.001 s times 16 kHz is a whole number that a product of fractions misses.
    let cut = try folder.features(long, flags + ["--clip-ms", "1001"])
    #expect(cut.shape == [16_017, 128])
    #expect(
      try folder.features(short, ["--clip-ms", "1001"]).values
        == (try folder.features(filled, [])).values)
  }

  @Test func aChannelIsThatOfAFileOfIt() throws {
    let (left, right) = (SoundBytes.tone(4000), SoundBytes.tone(4000).reversed().map { $0 / 2 })
    let both = try folder.floats("both.wav", channels: 2, zip(left, right).flatMap { [$0, $1] })
    let second = try folder.floats("second.wav", right)
    let mix = try folder.floats("mix.wav", zip(left, right).map { ($0 + $1) / 2 })
    #expect(
      try folder.features(both, ["--channel", "2"]).values
        == (try folder.features(second, [])).values)
    #expect(
      try folder.features(both, []).distance(from: try folder.features(mix, []).values) < 1e-3)
  }

  @Test func deltasAreAppended() throws {
    let file = try folder.floats("a.wav", SoundBytes.tone(16_000))
    let arrays = try [0, 1, 2].map { order in
      try folder.features(
        file, ["--feature", "mfcc", "--preset", "librosa", "--delta", "\(order)"])
    }
    #expect(arrays.map(\.shape) == [[32, 20], [32, 40], [32, 60]])
    for (array, longer) in zip(arrays, arrays.dropFirst()) {
      let width = array.shape[1]
      for row in 0..<32 {
        let start = row * longer.shape[1]
        #expect(
          Array(longer.values[start..<(start + width)])
            == Array(array.values[(row * width)..<((row + 1) * width)]))
      }
    }
  }

  @Test func theRateIsConverted() throws {
    let sine = SoundBytes.sine(1000, rate: 48_000, count: 48_000, amplitude: 16_000)
    let file = folder.sounds + "/a.wav"
    try folder.write(SoundBytes.wav(rate: 48_000, samples: sine), to: file)
    let flags = ["--feature", "spectrogram", "--n-fft", "256", "--hop-length", "128"]
    let made = try folder.features(file, flags + ["--sample-rate", "8000", "--window-ms", "32"])
    #expect(made.shape == [63, 129])
    let middle = made.values[(30 * 129)..<(31 * 129)]
    #expect(middle.indices.max { middle[$0] < middle[$1] } == middle.startIndex + 32)
  }

  @Test func aNegativeNumberIsAValue() throws {
    let file = try folder.clip("a.wav")
    let plain = try folder.features(file, [])
    let moved = try folder.features(file, ["--log-shift", "-4"])
    #expect(moved.distance(from: plain.values.map { $0 - 4 }) < 1e-4)
  }

  @Test func whatIsComputedDoesNotDependOnOtherFiles() throws {
    for place in 0..<12 {
      let tone = SoundBytes.tone(3000 + 500 * place)
      try folder.floats("\(place).wav", rate: place % 2 == 0 ? 8000 : 16_000, tone)
    }
    for feature in ["mfcc", "pcen", "micro", "onset-strength", "delta"] {
      let flags = ["--feature", feature] + (feature == "micro" ? ["--high-hz", "3900"] : [])
      let out = folder.path + "/" + feature
      let result = try Program.run(
        ["features", folder.sounds, "-o", out, "--jobs", "2"] + flags, home: folder.home)
      #expect(result.status == 0, "\(result.error)")
      for name in ["0.wav", "1.wav", "11.wav"] {
        let alone = try folder.features(folder.sounds + "/" + name, flags)
        #expect(try NumPyArray("\(out)/\(name).npy").values == alone.values, "\(feature) \(name)")
      }
    }
  }

  @Test func voicesHaveParametersOfTheirOwn() throws {
    let file = try folder.floats("a.wav", rate: 16_000, SoundBytes.tone(16_000))
    let out = folder.home + "/a.csv"
    let flags = ["--feature", "formants", "--formant-count", "3", "--formant-ceiling", "4000"]
    let result = try Program.run(["features", file, "-o", out] + flags, home: folder.home)
    #expect(result.status == 0 && result.error.isEmpty, "\(result.error)")
    #expect(try String(contentsOfFile: out, encoding: .utf8).contains("F1,F2,F3,B1,B2,B3"))
    let pitch = try folder.features(
      file, ["--feature", "praat-pitch", "--no-pitch-path", "--pitch-voicing", "0.3"])
    #expect(pitch.shape.last == 2)
    let intensity = try folder.features(
      file, ["--feature", "intensity", "--intensity-low-hz", "50"])
    #expect(intensity.shape.last == 1 && intensity.values.allSatisfy { $0 < 91.1 })
    for flags in [
      ["formants", "--formant-count", "0"], ["praat-pitch", "--pitch-silence", "2"],
      ["intensity", "--intensity-low-hz", "0"], ["pyin", "--pitch-low-hz", "9000"],
    ] {
      try Program.expectRefusal(
        ["features", file, "-o", out, "--feature"] + flags, home: folder.home,
        status: flags[0] == "pyin" ? 1 : 2)
    }
  }

  @Test(arguments: [
    "multitaper --tapers 3 --taper-bandwidth 2", "reassigned --least-reassigned 1e-4",
    "bark --mel-bands 24", "erb --low-hz 100", "cqt --cqt-octave 24 --cqt-scale 0.5",
    "chroma --tuning-hz 432", "hpss --hpss-frames 17 --hpss-bins 9",
    "percussive --hpss-frames 5",
  ])
  func waysOfSeeingHaveFlags(flags: String) throws {
    let file = try folder.floats("tone.wav", SoundBytes.tone(16_000))
    let words = flags.split(separator: " ").map(String.init)
    let plain = try folder.features(file, ["--feature", words[0]])
    let other = try folder.features(file, ["--feature"] + words)
    #expect(plain.shape[0] == other.shape[0] && plain.values.allSatisfy(\.isFinite))
    #expect(plain.values != other.values)
    // What a flag says that a feature does not read is told.
    let idle = try Program.run(
      ["features", file, "--feature", "mel", "-o", folder.home + "/idle.npy"] + words.dropFirst(),
      home: folder.home)
    #expect(idle.status == 0)
    let isOfMelToo = ["bark", "erb"].contains(words[0])
    #expect(isOfMelToo || idle.error.contains("changes nothing in mel"))
  }

  @Test func theListTellsTheReach() throws {
    let list = try Program.objects(["features", "--list", "--json"], home: folder.home)
    let rows = Dictionary(
      list.compactMap { row in (row["name"] as? String).map { ($0, row) } }
    ) { $1 }
    #expect(rows.count >= 15)
    #expect(rows["log-mel"]?["reach"] as? String == "local")
    #expect(rows["log-mel"]?["wholeClipWithPeak"] as? Bool == true)
    #expect(rows["log-mel"]?["live"] as? String == "running-maximum")
    #expect(rows["delta"]?["delay"] as? Int == 4)
    #expect(rows["micro"]?["wholeClipWithPeak"] as? Bool == false)
    // Where a path is sought there is nothing live.
    #expect(rows["pyin"]?["reach"] as? String == "wholeClip")
    #expect(rows["pyin"]?["live"] is NSNull)
    #expect(rows["formants"]?["reach"] as? String == "local")
    let text = try Program.run(["features", "--list"], home: folder.home).output
    #expect(text.contains(/praat-pitch .*whole clip, for a path; not live/))
    #expect(text.contains(/mfcc .*local; with top-db or reference peak the whole clip/))
  }
}
