import Foundation
import Testing

extension SoundBytes {
  /// Tones in quiet noise: where they begin and end is exact.
  static func tones(
    at times: [Range<Double>], seconds: Double, rate: Int = 16_000, hertz: Double = 2500
  ) -> [UInt8] {
    var state: UInt32 = 7
    let samples = (0..<Int(seconds * Double(rate))).map { place -> Int16 in
      state = state &* 1_664_525 &+ 1_013_904_223
      let time = Double(place) / Double(rate)
      let noise = Double(state >> 16) / 65_536 * 20 - 10
      let isTone = times.contains { $0.contains(time) }
      return Int16((isTone ? 8000 * sin(2 * .pi * hertz * time) : 0) + noise)
    }
    return wav(rate: rate, samples: samples)
  }

  /// The samples of a WAV of 16 bits as ``wav(rate:channels:samples:)`` makes it.
  static func samples(of wav: [UInt8]) throws -> [Int16] {
    let marker = Array("data".utf8)
    let start = try #require(
      (12..<max(12, wav.count - 8)).first { Array(wav[$0..<$0 + 4]) == marker })
    let data = wav[(start + 8)...]
    return stride(from: data.startIndex, to: data.endIndex - 1, by: 2).map {
      Int16(bitPattern: UInt16(data[$0]) | UInt16(data[$0 + 1]) << 8)
    }
  }
}

extension TestFolder {
  /// The bytes of a file.
  func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path))) }

  /// The text of a file.
  func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

  /// The names of regular files below a folder, hidden ones too.
  func files(below folder: String) -> [String] {
    let walk = FileManager.default.enumerator(atPath: folder)
    return (walk?.compactMap { $0 as? String } ?? []).filter {
      var isFolder: ObjCBool = false
      let isThere = FileManager.default.fileExists(
        atPath: folder + "/" + $0, isDirectory: &isFolder)
      return isThere && !isFolder.boolValue
    }.sorted()
  }
}
