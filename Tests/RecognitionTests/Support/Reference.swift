import Foundation

/// Figures that `Reference/make_reference.py` made.
enum Reference {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Reference")

  /// The figures of a file.
  static func read<Figures: Decodable>(_ name: String) throws -> Figures {
    let data = try Data(contentsOf: folder.appendingPathComponent(name + ".json"))
    return try JSONDecoder().decode(Figures.self, from: data)
  }

  /// The bytes of a file.
  static func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
  }

  /// Whether files are written anew; the test that does so fails.
  static var isRecording: Bool { ProcessInfo.processInfo.environment["EARMARK_RECORD"] == "1" }

  /// Writes a file that is held against others' readers.
  static func write(_ bytes: [UInt8], _ name: String) throws {
    try Data(bytes).write(to: folder.appendingPathComponent(name))
  }
}

/// Samples of a small generator that other languages write anew easily.
func congruentSound(_ seed: Int, count: Int) -> [Float] {
  var state = seed
  return (0..<count).map { _ in
    state = (1_103_515_245 * state + 12_345) % (1 << 31)
    return Float(Double(state) / Double(1 << 30) - 1)
  }
}
