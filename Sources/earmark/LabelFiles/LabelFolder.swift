import Explorer
import ExplorerRuntime
import Foundation
import Labeling

/// Labels as files of a folder, one for each recording, in the folders of the recordings.
struct LabelFolder {
  /// Where the files go.
  let path: [UInt8]
  /// The files to be written.
  let files: [LabelFileText]

  /// Whether a path is that of a folder: one is there, or it ends with a slash.
  static func isMeant(by path: [UInt8]) -> Bool {
    path.last == UInt8(ascii: "/")
      || FilePath.facts(path).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false
  }

  /// Makes the files of some labels.
  init(_ rows: [LabelRow], as format: any LabelFormat.Type, at path: [UInt8]) {
    self.path = path
    files = format.init().files(of: rows)
  }

  /// What the files can't say.
  var losses: [Loss] { files.flatMap(\.text.losses).summed }

  /// Writes the files; none if one is there already.
  ///
  /// - Parameter isForced: Whether files that are there are replaced.
  func write(isForced: Bool) throws(Failure) {
    let paths = files.map { FilePath.join(path, Self.place(of: $0.path)) }
    for path in paths { try OutputPlace.check(path, isForced: isForced) }
    let target = try ClipTarget(path)
    for (file, path) in zip(files, paths) {
      try target.makeFolder(of: path)
      try FileOutput.write(file.text.text, to: path)
    }
  }

  /// Where in the folder a file lies; what lies above the library keeps its name only.
  static func place(of path: RecordingPath) -> [UInt8] {
    let isAbove = path.isAbsolute || path.bytes.starts(with: Array("../".utf8))
    return isAbove ? path.name.bytes : path.bytes
  }

  /// Refuses to write the labels of several recordings into one file where nothing in it would tell
  /// them apart.
  static func checkOne(
    _ rows: [LabelRow], as format: any LabelFormat.Type, flag: String
  ) throws(Failure) {
    guard format.isOfOneRecording, rows.contains(where: { $0.path != rows.first?.path }) else {
      return
    }
    let count = Set(rows.map(\.path)).count
    throw Failure(
      what: "Cannot write the labels of \(Format.count(count)) recordings into one file",
      why: "\(format.id) can't say which recording a label is of", remedy: flag)
  }
}

/// Where a command writes its result.
enum OutputPlace {
  /// Refuses to replace a file that nobody said may go.
  static func check(_ path: [UInt8], isForced: Bool) throws(Failure) {
    guard !isForced, let facts = FilePath.facts(path), facts.st_mode & S_IFMT == S_IFREG else {
      return
    }
    throw Failure(
      what: "Cannot write \(FilePath.text(path))", why: "it is there already",
      remedy: "choose another name, or use --force")
  }
}
