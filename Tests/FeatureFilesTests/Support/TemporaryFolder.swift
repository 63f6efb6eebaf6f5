import Foundation
import Testing

/// A folder that vanishes with its owner.
final class TemporaryFolder {
  /// Its path, without links.
  let path: String

  /// Makes an empty one.
  init() throws {
    path =
      URL(fileURLWithPath: NSTemporaryDirectory()).resolvingSymlinksInPath().path
      + "/earmark-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The names of what is in it, hidden files too.
  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  }

  /// The file system's bytes of the path of a file in it.
  func file(_ name: String) -> [UInt8] { Array("\(path)/\(name)".utf8) }

  /// What is in a file in it.
  func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")))
  }

  /// The text in a file in it.
  func text(_ name: String) throws -> String {
    try #require(String(validating: try bytes(name), as: UTF8.self))
  }

  /// Writes text into a file in it.
  func write(_ text: String, _ name: String) throws {
    try text.write(toFile: "\(path)/\(name)", atomically: false, encoding: .utf8)
  }
}
