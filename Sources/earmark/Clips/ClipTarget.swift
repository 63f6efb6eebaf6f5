import Explorer
import ExplorerRuntime
import Foundation
import SoundFiles

/// The folder that an export writes to; one export at a time.
final class ClipTarget {
  /// Its path.
  let folder: [UInt8]
  private let descriptor: Int32
  private var known: Set<[UInt8]> = []

  /// Makes the folder, waits for nobody, and takes away what a killed export left there.
  ///
  /// - Throws: Why nothing can be written there.
  init(_ folder: [UInt8]) throws(Failure) {
    self.folder = folder
    try OutputPlan.makeFolder(folder)
    descriptor = open(FilePath.terminated(folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.refusal(folder, FilePath.reason(errno)) }
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
      throw Failure(
        what: "Cannot export to \(FilePath.text(folder))", why: "another export is writing there",
        remedy: "wait for its end, or choose another folder")
    }
    guard FilePath.isWritable(folder) else {
      throw Self.refusal(folder, "the system does not let you write there")
    }
    Self.clean(folder)
  }

  deinit { close(descriptor) }

  /// Makes the folder of a file below, if it is not there.
  func makeFolder(of file: [UInt8]) throws(Failure) {
    let parent = FilePath.parent(file)
    if known.contains(parent) { return }
    try OutputPlan.makeFolder(parent)
    known.insert(parent)
  }

  private static func refusal(_ folder: [UInt8], _ why: String) -> Failure {
    Failure(
      what: "Cannot export to \(FilePath.text(folder))", why: why,
      remedy: "choose a folder that is yours")
  }

  /// Takes away what killed exports left in a folder and below it.
  private static func clean(_ folder: [UInt8]) {
    TemporaryName.removeLeftovers(in: folder)
    guard let list = opendir(FilePath.terminated(folder)) else { return }
    var folders: [[UInt8]] = []
    while let entry = readdir(list) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      let isPlain = name.first != UInt8(ascii: ".")
      // Links may lead anywhere.
      let isFolder = Int32(entry.pointee.d_type) == Int32(DT_DIR)
      if isPlain, isFolder { folders.append(FilePath.join(folder, name)) }
    }
    closedir(list)
    folders.forEach(clean)
  }
}
