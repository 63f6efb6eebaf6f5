import Foundation
import Testing

/// A NumPy file as the tests read it.
struct NumPyArray {
  /// Rows and columns.
  let shape: [Int]
  /// Whether the values are bytes instead of 32-bit floats.
  let isQuantized: Bool
  /// The values, row by row.
  let values: [Float]

  init(_ path: String) throws {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    try #require(bytes.starts(with: [0x93] + Array("NUMPY".utf8) + [1, 0]), "\(path)")
    let start = 10 + Int(bytes[8]) + Int(bytes[9]) << 8
    let header = String(decoding: bytes[10..<start], as: UTF8.self)
    let numbers = try #require(header.firstMatch(of: /'shape': \((\d+), (\d+)\)/))
    shape = try [numbers.1, numbers.2].map { try #require(Int($0)) }
    isQuantized = header.contains("'|u1'")
    try #require(header.contains("'fortran_order': False"))
    try #require(isQuantized || header.contains("'<f4'"), "\(header)")
    let body = bytes[start...]
    values =
      isQuantized
      ? body.map { Float($0) }
      : stride(from: body.startIndex, to: body.endIndex - 3, by: 4).map { place in
        Float(
          bitPattern: (0..<4).reduce(0) { $0 | UInt32(body[place + $1]) << UInt32(8 * $1) })
      }
    try #require(values.count == shape[0] * shape[1], "\(shape)")
  }

  /// The values with rows and columns exchanged.
  var transposed: [Float] {
    (0..<shape[1]).flatMap { column in (0..<shape[0]).map { values[$0 * shape[1] + column] } }
  }

  /// The largest difference from other values.
  func distance(from other: [Float]) -> Float {
    guard values.count == other.count else { return .infinity }
    return zip(values, other).reduce(0) { max($0, abs($1.0 - $1.1)) }
  }
}

extension SoundBytes {
  /// A WAV of 32-bit floats; samples are interleaved.
  static func wav(rate: Int, channels: Int = 1, floats: [Float]) -> [UInt8] {
    func little(_ value: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    let length = 4 * floats.count
    var bytes = Array("RIFF".utf8) + little(36 + length, 4) + Array("WAVEfmt ".utf8)
    bytes += little(16, 4) + little(3, 2) + little(channels, 2) + little(rate, 4)
    bytes += little(4 * channels * rate, 4) + little(4 * channels, 2) + little(32, 2)
    bytes += Array("data".utf8) + little(length, 4)
    for float in floats { bytes += little(Int(float.bitPattern), 4) }
    return bytes
  }

  /// A quiet tone of floats.
  static func tone(_ count: Int) -> [Float] {
    (0..<count).map { 0.3 * sinf(0.4 * Float($0)) }
  }
}

extension TestFolder {
  /// Writes a WAV of floats below the folder of sounds.
  @discardableResult
  func floats(
    _ name: String, rate: Int = 16_000, channels: Int = 1, _ floats: [Float]
  ) throws -> String {
    let file = sounds + "/" + name
    try write(SoundBytes.wav(rate: rate, channels: channels, floats: floats), to: file)
    return file
  }

  /// Runs `features` with an output in the home folder, and gives the array.
  func features(
    _ input: String, _ flags: [String], sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> NumPyArray {
    let out = home + "/" + UUID().uuidString + ".npy"
    let result = try Program.run(["features", input, "-o", out] + flags, home: home)
    #expect(result.status == 0 && result.output.isEmpty, sourceLocation: sourceLocation)
    #expect(result.error.isEmpty, "\(result.error)", sourceLocation: sourceLocation)
    return try NumPyArray(out)
  }

  /// What is in a folder, hidden files too.
  func contents(_ folder: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
  }
}
