import Foundation
import Testing

extension TestFolder {
  /// Writes clips of classes that differ by their pitch, `CLASS/SPEAKER_nohash_N.wav`, each another.
  func addWords(
    _ words: [String] = ["low", "middle", "high"], count: Int = 12, rate: Int = 8000,
    milliseconds: Int = 400
  ) throws {
    var seed: UInt64 = 1
    for (place, word) in words.enumerated() {
      for number in 0..<count {
        let hertz = 300 * pow(2.2, Double(place)) * (1 + 0.01 * Double(number % 7))
        let samples = SoundBytes.noisySine(
          hertz, rate: rate, count: rate * milliseconds / 1000, seed: &seed)
        try addFile(
          SoundBytes.wav(rate: rate, samples: samples),
          "\(word)/s\(number % 4)_nohash_\(number).wav")
      }
    }
  }

  /// Writes a file below the folder of sounds, with the folders above it.
  func addFile(_ bytes: [UInt8], _ name: String) throws {
    let file = sounds + "/" + name
    try FileManager.default.createDirectory(
      atPath: URL(filePath: file).deletingLastPathComponent().path,
      withIntermediateDirectories: true)
    try write(bytes, to: file)
  }

  /// Where the tests keep models.
  var model: String { home + "/m.earmark" }

  /// Trains a small model in a moment and gives the last object of its log.
  @discardableResult
  func train(
    _ flags: [String] = [], to model: String? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> [String: Any] {
    try Program.object(
      ["train", sounds, "-o", model ?? self.model, "--json", "--split", "random"]
        + (flags.contains { $0.hasPrefix("--model") } ? [] : ["--model", "tiny-conv"])
        + (flags.contains { $0.hasPrefix("--epochs") } ? [] : ["--epochs", "12"]) + flags,
      home: home, sourceLocation: sourceLocation)
  }

  /// The weights in a model file, without its header.
  func weights(_ model: String) throws -> [UInt8] {
    let bytes = Array(try #require(FileManager.default.contents(atPath: model)))
    let length = bytes.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
    return Array(bytes[(8 + length)...])
  }
}

extension SoundBytes {
  /// A sine in soft noise that a seed gives.
  static func noisySine(
    _ hertz: Double, rate: Int, count: Int, seed: inout UInt64
  ) -> [Int16] {
    (0..<count).map { place in
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let noise = Double(Int32(truncatingIfNeeded: seed >> 32)) / Double(Int32.max)
      let value = 8_000 * sin(2 * .pi * hertz * Double(place) / Double(rate)) + 400 * noise
      return Int16(max(-32_000, min(32_000, value)))
    }
  }
}
