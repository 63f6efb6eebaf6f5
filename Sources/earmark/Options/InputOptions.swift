import ArgumentParser
import Explorer
import ExplorerRuntime
import Foundation
import Labeling
import Workers

/// One sound file that a command works on.
enum Input: Sendable {
  /// A file by the name that it is shown with, its path below the folder that was named (or as it
  /// was named itself), and where it lies.
  case file(shown: RecordingPath, relative: RecordingPath, path: [UInt8])
  /// Something that was asked for and can't be read.
  case failed(shown: RecordingPath, Failure)

  /// The name as output gives it.
  var shown: RecordingPath {
    switch self {
    case .file(let shown, _, _), .failed(let shown, _): shown
    }
  }
}

/// Sound files and folders to work on, and how.
struct InputOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Sound files and folders, searched recursively; - reads paths from standard input.",
      valueName: "path"))
  var paths: [String] = []

  @Flag(name: .long, help: "Paths on standard input end with NUL instead of a line end.")
  var null = false

  @Option(
    name: .shortAndLong, parsing: .unconditional,
    help: ArgumentHelp("How many files to work on at once.", valueName: "n"))
  var jobs: Int = ParallelLoop.processorCount

  mutating func validate() throws {
    if jobs < 1 { throw ValidationError("--jobs is \(jobs), not a number from 1.") }
  }

  /// Refuses a command without any path.
  func requirePaths() throws {
    if paths.isEmpty { throw ValidationError("Sound files or folders are missing.") }
  }

  /// The list of what was named.
  var list: InputList { InputList(paths: paths, null: null) }

  /// Whether there can be more than one file.
  var isSeveral: Bool { list.isSeveral }

  /// The files in the order asked for; those of a folder in the order of their bytes.
  func inputs() -> [Input] { list.inputs() }
}
