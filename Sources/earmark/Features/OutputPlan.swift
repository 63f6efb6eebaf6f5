import Explorer
import ExplorerRuntime
import Foundation
import Labeling

/// Which files the results of some inputs go to.
struct OutputPlan {
  /// An input and its file.
  struct Item: Sendable {
    /// The input.
    let input: Input
    /// The path of the file, as the user would name it.
    let target: [UInt8]
    /// Why it can't have that file.
    let refusal: Failure?
  }

  /// The items in the order of the inputs.
  let items: [Item]
  /// The folder of the files; nil for a single file.
  let folder: [UInt8]?

  /// Decides where results go.
  ///
  /// - Parameters:
  ///   - out: What the user named, as bytes.
  ///   - isFolder: Whether that is a folder.
  ///   - ending: What stands behind the inputs' names, without the dot.
  init(_ inputs: [Input], out: [UInt8], isFolder: Bool, ending: String) {
    guard isFolder else {
      folder = nil
      items = inputs.map {
        Item(input: $0, target: out, refusal: Self.isSame($0, out) ? Self.own(out) : nil)
      }
      return
    }
    folder = out
    var taken: [[UInt8]: RecordingPath] = [:]
    var items: [Item] = []
    for input in inputs {
      let name = Self.name(of: input, ending)
      let other = taken.updateValue(input.shown, forKey: name)
      let refusal = other.map { other in
        Failure(
          what: "Cannot write a file for \(input.shown.text)",
          why: "\(other.text) has the file \(FilePath.text(name))",
          remedy: "name a folder above both")
      }
      items.append(Item(input: input, target: FilePath.join(out, name), refusal: refusal))
    }
    self.items = items
  }

  /// Whether results go to a folder.
  static func isFolder(_ out: [UInt8], isSeveral: Bool) -> Bool {
    isSeveral || out.last == UInt8(ascii: "/") || FilePath.isFolder(out)
  }

  /// Makes a folder, and those above it that are missing.
  ///
  /// - Throws: Why it can't be made.
  static func makeFolder(_ folder: [UInt8]) throws(Failure) {
    guard !FilePath.isFolder(folder) else { return }
    let isRelative = !folder.contains(UInt8(ascii: "/"))
    if !isRelative { try makeFolder(FilePath.parent(folder)) }
    if mkdir(FilePath.terminated(folder), 0o777) == 0 { return }
    let code = errno
    // Another thread may have made it first.
    if FilePath.isFolder(folder) { return }
    let isTaken = code == EEXIST || code == ENOTDIR
    throw Failure(
      what: "Cannot make the folder \(FilePath.text(folder))",
      why: isTaken ? "something that is no folder has this name" : FilePath.reason(code),
      remedy: isTaken ? "name another one" : "check the folder above it")
  }

  /// Makes the folder that a file goes to.
  ///
  /// - Throws: Why it can't be made.
  static func makeFolder(of file: [UInt8]) throws(Failure) {
    if file.contains(UInt8(ascii: "/")) { try makeFolder(FilePath.parent(file)) }
  }

  private static func isSame(_ input: Input, _ out: [UInt8]) -> Bool {
    guard case .file(_, _, let path) = input, let source = FilePath.facts(path),
      let target = FilePath.facts(out)
    else { return false }
    return source.st_dev == target.st_dev && source.st_ino == target.st_ino
  }

  private static func own(_ out: [UInt8]) -> Failure {
    Failure(
      what: "Cannot write \(FilePath.text(out))", why: "it is the recording itself",
      remedy: "choose another name")
  }

  /// The input's path without what leads out of a folder, and the ending behind it.
  private static func name(of input: Input, _ ending: String) -> [UInt8] {
    let path =
      switch input {
      case .file(_, let relative, _): relative.bytes
      case .failed(let shown, _): shown.bytes
      }
    let parts = path.split(separator: UInt8(ascii: "/")).filter {
      $0 != [UInt8(ascii: ".")] && $0 != [UInt8(ascii: "."), UInt8(ascii: ".")]
    }
    return Array(parts.joined(separator: [UInt8(ascii: "/")])) + Array(".\(ending)".utf8)
  }
}
