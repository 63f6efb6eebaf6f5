import Foundation
import Testing

extension Program {
  /// The object that a command prints.
  static func object(
    _ arguments: [String], home: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> [String: Any] {
    let result = try run(arguments, home: home)
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    return try #require(object as? [String: Any], sourceLocation: sourceLocation)
  }

  /// The objects of the array that a command prints.
  static func objects(
    _ arguments: [String], home: String, launcher: [String] = [],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> [[String: Any]] {
    let result = try run(arguments, home: home, launcher: launcher)
    let objects = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    return try #require(objects as? [[String: Any]], sourceLocation: sourceLocation)
  }

  /// A shell that goes to a folder first, or feeds the program, and then runs it as `"$@"`.
  static func shell(_ line: String) -> [String] { ["/bin/bash", "-c", line, "bash"] }

  /// Expects one error line of the right form, a status, and nothing on standard output.
  static func expectRefusal(
    _ arguments: [String], home: String, status: Int32, launcher: [String] = [],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let result = try run(arguments, home: home, launcher: launcher)
    #expect(result.status == status, "\(arguments)", sourceLocation: sourceLocation)
    #expect(result.output.isEmpty, "\(arguments)", sourceLocation: sourceLocation)
    let lines = result.error.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 2 && lines[1].isEmpty, "\(lines)", sourceLocation: sourceLocation)
    #expect(
      lines[0].hasPrefix("earmark: ") && lines[0].dropFirst(9).contains(": ")
        && lines[0].contains("; "), "\(lines)", sourceLocation: sourceLocation)
  }
}

extension TestFolder {
  /// Every path below, hidden ones too.
  var everything: [String] {
    let walk = FileManager.default.enumerator(atPath: path)
    return (walk?.compactMap { $0 as? String } ?? []).sorted()
  }

  /// Writes text below the folder of sounds.
  func write(_ text: String, named name: String) throws {
    try write(Array(text.utf8), to: sounds + "/" + name)
  }

  /// Writes one clip below the folder of sounds; each frequency makes other contents.
  @discardableResult
  func clip(_ name: String, hertz: Double = 440) throws -> String {
    let file = sounds + "/" + name
    try FileManager.default.createDirectory(
      atPath: URL(filePath: file).deletingLastPathComponent().path,
      withIntermediateDirectories: true)
    try write(SoundBytes.wav(hertz: hertz), to: file)
    return file
  }

  /// The labels that `labels list` gives, by path.
  func labels() throws -> [String: String] {
    let rows = try Program.objects(["labels", "list", sounds, "--json"], home: home)
    return Dictionary(
      rows.compactMap { row in
        (row["path"] as? String).flatMap { path in (row["label"] as? String).map { (path, $0) } }
      }
    ) { $1 }
  }
}

extension SoundBytes {
  /// A WAV of 16 bits; samples are interleaved.
  static func wav(rate: Int, channels: Int = 1, samples: [Int16]) -> [UInt8] {
    func little(_ value: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    let length = 2 * samples.count
    var bytes = Array("RIFF".utf8) + little(36 + length, 4) + Array("WAVEfmt ".utf8)
    bytes += little(16, 4) + little(1, 2) + little(channels, 2) + little(rate, 4)
    bytes += little(2 * channels * rate, 4) + little(2 * channels, 2) + little(16, 2)
    bytes += Array("data".utf8) + little(length, 4)
    bytes.reserveCapacity(bytes.count + length)
    for sample in samples {
      bytes.append(UInt8(truncatingIfNeeded: sample))
      bytes.append(UInt8(truncatingIfNeeded: sample >> 8))
    }
    return bytes
  }

  /// Samples of a sine, its amplitude in units of a sample.
  static func sine(_ hertz: Double, rate: Int, count: Int, amplitude: Double) -> [Int16] {
    (0..<count).map { place in
      Int16((amplitude * sin(2 * .pi * hertz * Double(place) / Double(rate))).rounded())
    }
  }
}
