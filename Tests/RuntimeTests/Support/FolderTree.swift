import ExplorerRuntime
import Foundation

/// A folder of files for one test; it goes when the test is over.
final class FolderTree {
  /// Its absolute path without links.
  let path: [UInt8]

  init() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "earmark-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = FilePath.resolved(Array(folder.path.utf8)) ?? Array(folder.path.utf8)
  }

  deinit {
    do {
      try FileManager.default.removeItem(atPath: FilePath.text(path))
    } catch {
      print("\(FilePath.text(path)) can't be removed: \(error)")
    }
  }

  /// The folder as text.
  var text: String { FilePath.text(path) }

  /// A path in it.
  func callAsFunction(_ name: String) -> [UInt8] { FilePath.join(path, Array(name.utf8)) }

  /// Makes a folder and those above it.
  func folder(_ name: String) throws {
    try FileManager.default.createDirectory(
      atPath: FilePath.text(self(name)), withIntermediateDirectories: true)
  }

  /// Writes a file by the bytes of its name, with its folders if the name is text.
  @discardableResult
  func write(_ bytes: [UInt8], _ name: [UInt8]) throws -> [UInt8] {
    let file = FilePath.join(path, name)
    if FilePath.isText(name) {
      try FileManager.default.createDirectory(
        atPath: FilePath.text(FilePath.parent(file)), withIntermediateDirectories: true)
    }
    guard let handle = fopen(FilePath.terminated(file), "wb") else {
      throw CocoaError(.fileWriteUnknown)
    }
    fwrite(bytes, 1, bytes.count, handle)
    fclose(handle)
    return file
  }

  /// Writes a file.
  @discardableResult
  func write(_ bytes: [UInt8], _ name: String) throws -> [UInt8] {
    try write(bytes, Array(name.utf8))
  }

  /// Writes text.
  @discardableResult
  func write(_ text: String, _ name: String) throws -> [UInt8] {
    try write(Array(text.utf8), name)
  }

  /// Links a name to a target.
  func link(_ name: String, to target: String) {
    symlink(target, FilePath.text(self(name)))
  }
}

/// Sound files in memory.
enum Sound {
  /// 16-bit WAV at 8 kHz; another `seed` has other samples.
  static func wav(samples count: Int = 800, seed: Int = 1) -> [UInt8] {
    var bytes = Array("RIFF".utf8)
    func append(_ value: Int, _ width: Int) {
      for step in 0..<width { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * step))) }
    }
    append(36 + count * 2, 4)
    bytes += Array("WAVEfmt ".utf8)
    for (value, width) in [(16, 4), (1, 2), (1, 2), (8000, 4), (16_000, 4), (2, 2), (16, 2)] {
      append(value, width)
    }
    bytes += Array("data".utf8)
    append(count * 2, 4)
    for place in 0..<count { append((place &* 37 &* seed) % 2000 - 1000, 2) }
    return bytes
  }
}
