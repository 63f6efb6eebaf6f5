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
    paths.flatMap { argument -> [Input] in
      if argument == "-" { return pathsOnInput().flatMap(InputList.inputs) }
      return InputList.inputs(RawArguments.bytes(of: argument))
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

  private func pathsOnInput() -> [[UInt8]] {
    let end = null ? 0 : UInt8(ascii: "\n")
    return InputList.standardInput().split(separator: end).map { line in
      !null && line.last == UInt8(ascii: "\r") ? Array(line.dropLast()) : Array(line)
    }.filter { !$0.isEmpty }
  }

  private static func standardInput() -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    while true {
      // Unlike reading, waiting ends when Ctrl-C is pressed.
      _ = poll(&waiting, 1, -1)
      if Interruption.isSet { return bytes }
      let count = read(STDIN_FILENO, &buffer, buffer.count)
      if count > 0 { bytes += buffer[..<count] }
      if count == 0 || (count < 0 && errno != EINTR) { return bytes }
    }
  }
}
