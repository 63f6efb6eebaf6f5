import Foundation
import Testing

@Suite struct CommandsInfoTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  /// Writes a sound and gives its object of `info --json`.
  private func info(_ bytes: [UInt8]) throws -> [String: Any] {
    let file = folder.sounds + "/sound.wav"
    try folder.write(bytes, to: file)
    let objects = try Program.objects(["info", file, "--json"], home: folder.home)
    return try #require(objects.first)
  }

  private func number(_ object: [String: Any], _ key: String) throws -> Double {
    try #require(object[key] as? Double, "\(key) of \(object)")
  }

  private func level(_ samples: [Int16]) -> Double {
    let sum = samples.reduce(0.0) { $0 + pow(Double($1) / 32_768, 2) }
    return 10 * log10(sum / Double(samples.count))
  }

  @Test func theKeysAreThose() throws {
    try folder.clip("a.wav")
    let result = try Program.run(["info", folder.sounds, "--jsonl"], home: folder.home)
    let keys = [
      "path", "container", "encoding", "sampleRate", "channels", "samples", "duration", "peak",
      "rms", "loudness", "dcOffset", "clippedSamples", "leadingSilence", "trailingSilence",
      "bandwidth", "truncated", "issues", "sha256",
    ]
    let places = keys.map { result.output.range(of: "\"\($0)\":")?.lowerBound }
    #expect(!places.contains(nil), "\(result.output)")
    let found = places.compactMap(\.self)
    #expect(found == found.sorted())
  }

  @Test func aToneBetweenSilences() throws {
    let silence = [Int16](repeating: 0, count: 1600)
    let tone = SoundBytes.sine(1000, rate: 16_000, count: 8000, amplitude: 16_384)
    let samples = silence + tone + silence + silence
    let object = try info(SoundBytes.wav(rate: 16_000, samples: samples))
    #expect(object["container"] as? String == "WAV" && object["encoding"] as? String == "PCM 16")
    #expect(object["sampleRate"] as? Int == 16_000 && object["channels"] as? Int == 1)
    #expect(object["samples"] as? Int == 12_800 && object["duration"] as? Double == 0.8)
    #expect(abs(try number(object, "peak") - 20 * log10(0.5)) < 0.001)
    #expect(abs(try number(object, "rms") - level(samples)) < 0.001)
    #expect(abs(try number(object, "dcOffset")) < 1e-5)
    #expect(abs(try number(object, "leadingSilence") - 0.1) < 0.001)
    #expect(abs(try number(object, "trailingSilence") - 0.2) < 0.001)
    #expect(object["clippedSamples"] as? Int == 0 && object["truncated"] as? Bool == false)
    #expect((object["issues"] as? [String])?.isEmpty == true)
  }

  @Test func anOffsetIsFound() throws {
    let samples = [Int16](repeating: 8192, count: 8000)
    let object = try info(SoundBytes.wav(rate: 8000, samples: samples))
    #expect(try number(object, "dcOffset") == 0.25)
    #expect(abs(try number(object, "rms") - 20 * log10(0.25)) < 0.001)
    #expect((object["issues"] as? [String])?.contains { $0.contains("center") } == true)
  }

  @Test func clippedSamplesAreCounted() throws {
    var samples = SoundBytes.sine(200, rate: 8000, count: 8000, amplitude: 8000)
    for place in 1000..<1040 { samples[place] = place < 1020 ? .max : .min }
    let object = try info(SoundBytes.wav(rate: 8000, samples: samples))
    #expect(object["clippedSamples"] as? Int == 40)
    #expect(abs(try number(object, "peak")) < 0.001)
    #expect((object["issues"] as? [String])?.contains { $0.contains("clipped") } == true)
  }

  @Test func silenceHasNoLevel() throws {
    let object = try info(SoundBytes.wav(rate: 8000, samples: [Int16](repeating: 0, count: 4000)))
    for key in ["peak", "rms", "loudness", "bandwidth"] { #expect(object[key] is NSNull, "\(key)") }
    #expect(object["leadingSilence"] as? Double == 0.5)
    #expect(object["trailingSilence"] as? Double == 0.5)
    #expect((object["issues"] as? [String])?.contains { $0.contains("silent") } == true)
  }

  @Test func loudnessIsThatOfTheStandard() throws {
    // ITU-R BS.1770-4: a sine of 997 Hz at full scale in one channel reads -3.01.
    let tone = SoundBytes.sine(997, rate: 48_000, count: 96_000, amplitude: 32_767)
    let object = try info(SoundBytes.wav(rate: 48_000, samples: tone))
    #expect(abs(try number(object, "loudness") + 3.01) < 0.05)
  }

  @Test func theBandwidthReachesTheHighestTone() throws {
    let low = SoundBytes.sine(500, rate: 16_000, count: 16_000, amplitude: 12_000)
    let high = SoundBytes.sine(3000, rate: 16_000, count: 16_000, amplitude: 12_000)
    let object = try info(SoundBytes.wav(rate: 16_000, samples: zip(low, high).map { $0 + $1 }))
    #expect((2950...3300).contains(try number(object, "bandwidth")))
  }

  @Test func bothChannelsCount() throws {
    let samples = (0..<8000).flatMap { _ in [Int16(4096), Int16(-16_384)] }
    let object = try info(SoundBytes.wav(rate: 8000, channels: 2, samples: samples))
    #expect(object["channels"] as? Int == 2 && object["samples"] as? Int == 8000)
    #expect(try number(object, "dcOffset") == -0.5)
    #expect(abs(try number(object, "peak") - 20 * log10(0.5)) < 0.001)
    #expect(abs(try number(object, "rms") - level(samples)) < 0.001)
  }

  @Test(arguments: [20, 1_000_000])
  func everyRateIsRead(rate: Int) throws {
    let samples = SoundBytes.sine(5, rate: rate, count: 2000, amplitude: 9000)
    let object = try info(SoundBytes.wav(rate: rate, samples: samples))
    #expect(object["sampleRate"] as? Int == rate)
    #expect(abs(try number(object, "duration") - 2000 / Double(rate)) < 1e-9)
  }

  @Test func aCutFileIsTruncated() throws {
    let object = try info(Array(SoundBytes.wav(hertz: 300).prefix(2044)))
    #expect(object["truncated"] as? Bool == true && object["samples"] as? Int == 1000)
    #expect((object["issues"] as? [String])?.isEmpty == false)
  }

  @Test func theHashIsThatOfTheWholeFile() throws {
    let file = try folder.clip("a.wav")
    let objects = try Program.objects(["info", file, "--json"], home: folder.home)
    let sum = Process()
    let pipe = Pipe()
    sum.executableURL = URL(filePath: "/usr/bin/sha256sum")
    sum.arguments = [file]
    sum.standardOutput = pipe
    try sum.run()
    let output = try #require(try pipe.fileHandleForReading.readToEnd())
    sum.waitUntilExit()
    let hash = String(decoding: output.prefix(64), as: UTF8.self)
    #expect(objects.first?["sha256"] as? String == hash)
  }
}
