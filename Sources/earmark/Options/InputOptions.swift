import ArgumentParser
import Explorer
import ExplorerRuntime
import Foundation
import Labeling
import Workers

/// One sound file that a command works on.
enum Input: Sendable {
  /// A file by the name that it is shown with, and where it lies.
  case file(shown: RecordingPath, path: [UInt8])
  /// Something that was asked for and can't be read.
  case failed(shown: RecordingPath, Failure)

  /// The name as output gives it.
  var shown: RecordingPath {
    switch self {
    case .file(let shown, _), .failed(let shown, _): shown
    }
  }
}

/// Sound files and folders to work on, and how.
struct InputOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Sound files and folders, searched recursively; - reads paths from standard input.",
      valueName: "path"))
  var paths: [String]

  @Flag(name: .long, help: "Paths on standard input end with NUL instead of a line end.")
  var null = false

  @Option(
    name: .shortAndLong, help: ArgumentHelp("How many files to work on at once.", valueName: "n"))
  var jobs: Int = ParallelLoop.processorCount

  mutating func validate() throws {
    if jobs < 1 { throw ValidationError("--jobs needs a number of 1 or more.") }
  }

  /// The files in the order asked for; those of a folder in the order of their bytes.
  func inputs() -> [Input] {
    paths.flatMap { argument -> [Input] in
      if argument == "-" { return pathsOnInput().flatMap(Self.inputs) }
      return Self.inputs(RawArguments.bytes(of: argument))
    }
  }

  private static func inputs(_ path: [UInt8]) -> [Input] {
    let absolute = FilePath.absolute(path)
    guard FilePath.isFolder(absolute) else {
      return [.file(shown: RecordingPath(bytes: path), path: absolute)]
    }
    let walk = FolderWalk([absolute]) { Interruption.isSet }
    let failures = walk.failures.map { Input.failed(shown: RecordingPath(bytes: path), $0) }
    return failures
      + walk.found.map { file in
        .file(shown: shown(file.path, below: path, absolute), path: file.path)
      }
  }

  /// The path of a file in a folder, as the folder was named.
  private static func shown(
    _ file: [UInt8], below folder: [UInt8], _ absolute: [UInt8]
  ) -> RecordingPath {
    let whole = RecordingPath(bytes: file)
    guard let rest = whole.relative(to: RecordingPath(bytes: absolute)) else { return whole }
    if folder == [UInt8(ascii: ".")] || folder == Array("./".utf8) { return rest }
    return RecordingPath(bytes: FilePath.join(folder, rest.bytes))
  }

  private func pathsOnInput() -> [[UInt8]] {
    let end = null ? 0 : UInt8(ascii: "\n")
    return Self.standardInput().split(separator: end).map { line in
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
