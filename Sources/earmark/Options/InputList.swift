import Explorer
import ExplorerRuntime
import Foundation
import Labeling

/// Sound files and folders as they were named on the command line.
struct InputList {
  /// Files and folders; `-` is standard input.
  let paths: [String]
  /// Whether paths on standard input end with NUL instead of a line end.
  let null: Bool

  /// Whether there can be more than one file.
  var isSeveral: Bool {
    paths.count != 1 || paths[0] == "-"
      || FilePath.isFolder(FilePath.absolute(RawArguments.bytes(of: paths[0])))
  }

  /// The files in the order asked for; those of a folder in the order of their bytes.
  func inputs() -> [Input] {
    var inputs: [Input] = []
    forEachBatch { inputs += $0 }
    return inputs
  }

  /// Hands over the files in the order asked for, those of standard input as their paths come.
  func forEachBatch<E: Error>(_ body: ([Input]) throws(E) -> Void) throws(E) {
    for argument in paths {
      guard argument == "-" else {
        try body(InputList.inputs(RawArguments.bytes(of: argument)))
        continue
      }
      var lines = PathLines(null: null)
      while let paths = lines.next() {
        try body(paths.flatMap(InputList.inputs))
      }
    }
  }

  private static func inputs(_ path: [UInt8]) -> [Input] {
    let absolute = FilePath.absolute(path)
    guard FilePath.isFolder(absolute) else {
      let shown = RecordingPath(bytes: path)
      return [.file(shown: shown, relative: shown, path: absolute)]
    }
    let walk = FolderWalk([absolute]) { Interruption.isSet }
    let failures = walk.failures.map { Input.failed(shown: RecordingPath(bytes: path), $0) }
    return failures
      + walk.found.map { file in
        let whole = RecordingPath(bytes: file.path)
        let rest = whole.relative(to: RecordingPath(bytes: absolute)) ?? whole
        return .file(shown: shown(rest, below: path), relative: rest, path: file.path)
      }
  }

  /// The path of a file in a folder, as the folder was named.
  private static func shown(_ rest: RecordingPath, below folder: [UInt8]) -> RecordingPath {
    if folder == [UInt8(ascii: ".")] || folder == Array("./".utf8) { return rest }
    return RecordingPath(bytes: FilePath.join(folder, rest.bytes))
  }
}

/// Paths on standard input, as they come.
private struct PathLines {
  /// Whether paths end with NUL instead of a line end.
  let null: Bool
  /// The beginning of a path whose end has not come.
  private var rest: [UInt8] = []
  private var isOver = false

  init(null: Bool) { self.null = null }

  /// The paths that came since the last call, after waiting for some; nil at the end.
  mutating func next() -> [[UInt8]]? {
    while !isOver {
      let bytes = PathLines.read()
      isOver = bytes == nil
      rest += bytes ?? [null ? 0 : UInt8(ascii: "\n")]
      let paths = taken()
      if !paths.isEmpty { return paths }
    }
    return nil
  }

  /// Takes the whole paths.
  private mutating func taken() -> [[UInt8]] {
    let end = null ? 0 : UInt8(ascii: "\n")
    guard let last = rest.lastIndex(of: end) else { return [] }
    defer { rest.removeFirst(last + 1) }
    return rest[..<last].split(separator: end).map { line in
      !null && line.last == UInt8(ascii: "\r") ? Array(line.dropLast()) : Array(line)
    }.filter { !$0.isEmpty }
  }

  /// What standard input has, after waiting for it; nil at its end and when interrupted.
  private static func read() -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    while true {
      // Unlike reading, waiting ends when Ctrl-C is pressed.
      _ = poll(&waiting, 1, -1)
      if Interruption.isSet { return nil }
      let count = Foundation.read(STDIN_FILENO, &buffer, buffer.count)
      if count > 0 { return Array(buffer[..<count]) }
      if count == 0 || errno != EINTR { return nil }
    }
  }
}
