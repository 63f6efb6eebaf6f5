import Explorer
import ExplorerRuntime
import Foundation
import Recognition

/// Where a training begins and what it writes, by our flags or the original's.
struct TrainingPlaces {
  /// The unfinished model that it goes on from.
  let resumed: String?
  /// The trained model that it begins with.
  let trunk: String?
  /// The file of the log, as bytes.
  let log: [UInt8]?
  private let out: String?
  private let flags: OriginalFlags

  /// The name of a log in a folder of summaries.
  private static let logName = "log.jsonl"

  /// Decides.
  ///
  /// - Throws: Why the checkpoint can't be read, or a folder can't be made.
  init(
    out: String?, resume: String?, log: String?, trunk: String?, _ flags: OriginalFlags
  ) throws(Failure) {
    self.out = out
    self.flags = flags
    let start = flags.startCheckpoint.flatMap { $0.isEmpty ? nil : $0 }
    let isUnfinished =
      if let start {
        !(try ModelCatalog().model(RawArguments.bytes(of: start)).checkpoint.isEmpty)
      } else { false }
    resumed = resume ?? (isUnfinished ? start : nil)
    self.trunk = trunk ?? (isUnfinished ? nil : start)
    if let folder = flags.summariesDir {
      let path = try Self.folder(folder)
      self.log = FilePath.join(path, Array(Self.logName.utf8))
    } else {
      self.log = log.map { RawArguments.bytes(of: $0) }
    }
  }

  /// The file of the model.
  ///
  /// - Throws: That the folder can't be made.
  func target(architecture: String) throws(Failure) -> [UInt8] {
    if let folder = flags.trainDir {
      return FilePath.join(
        try Self.folder(folder), Array((architecture + ModelCatalog.ending).utf8))
    }
    return RawArguments.bytes(of: out ?? resumed ?? "")
  }

  /// What comes of the original's flags, a sentence each.
  func notes(target: [UInt8]) -> [String] {
    var notes = flags.notes
    if flags.trainDir != nil {
      notes.append(
        "--train-dir: the model and its checkpoints are kept in \(FilePath.text(target))")
    }
    if flags.summariesDir != nil, let log {
      notes.append(
        "--summaries-dir: the log is kept in \(FilePath.text(log)), a JSON object a line")
    }
    if let start = flags.startCheckpoint, !start.isEmpty {
      let name = RawArguments.shown(start)
      notes.append(
        resumed == start
          ? "--start-checkpoint: the training of \(name) goes on, as with --resume"
          : "--start-checkpoint: \(name) was finished, so a new training begins with what it has"
            + " learnt, as with --trunk")
    }
    return notes
  }

  /// A folder, which is made where it is not there.
  private static func folder(_ name: String) throws(Failure) -> [UInt8] {
    let path = RawArguments.bytes(of: name)
    if mkdir(FilePath.terminated(path), 0o777) != 0, errno != EEXIST {
      throw Failure(
        what: "Cannot make the folder \(FilePath.text(path))", why: FilePath.reason(errno),
        remedy: "make the folders above it, or name another")
    }
    return path
  }
}
