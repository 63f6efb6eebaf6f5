import Foundation
import Testing

/// A folder that vanishes with its owner.
final class TemporaryFolder {
  /// Its path.
  let path: String

  /// Makes an empty one.
  init() throws {
    path = NSTemporaryDirectory() + "/earmark-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The file system's bytes of the path of a file in it.
  func file(_ name: String) -> [UInt8] { Array("\(path)/\(name)".utf8) }

  /// Whether a file is in it.
  func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: "\(path)/\(name)") }

  /// The names of all that is in it.
  func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path) }

  /// Writes a file in it and gives its path's bytes.
  func write(_ bytes: [UInt8], _ name: String = "sound") throws -> [UInt8] {
    try Data(bytes).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
    return file(name)
  }
}
