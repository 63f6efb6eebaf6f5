import Explorer
import Foundation
import SoundFiles

/// A sound file that a walk found.
public struct FoundFile: Sendable, Hashable {
  /// Its absolute path.
  public let path: [UInt8]
  /// Its size.
  public let byteCount: Int64
  /// When it was changed, in nanoseconds since 1970.
  public let modified: Int64

  /// Takes over what the system says of a file.
  init(_ path: [UInt8], _ facts: stat) {
    let time = FileTime(facts)
    self.path = path
    byteCount = Int64(facts.st_size)
    modified = Int64(time.seconds) &* 1_000_000_000 &+ Int64(time.nanoseconds)
  }
}

/// The sound files in some folders, and what was in the way.
///
/// Hidden names are passed over. A link to a folder is followed after all folders were walked, and
/// only if the walk was not there yet, so links that lead in a circle end.
public struct FolderWalk: Sendable {
  /// The sound files, in the order of their bytes, each once.
  public private(set) var found: [FoundFile] = []
  /// Tables in the folders: files that end in `.csv` or `.tsv`.
  public private(set) var tables: [[UInt8]] = []
  /// Folders in which unfinished files lie, of this program or of one that was killed.
  public private(set) var unfinished: [[UInt8]] = []
  /// Files that are not sound by their name.
  public private(set) var passedOver = 0
  /// Folders that can't be read, and files named that are not there.
  public private(set) var failures: [Failure] = []
  /// Whether the walk came to its end.
  public private(set) var isComplete = true

  private var visited: Set<FileIdentity> = []
  private var links: [[UInt8]] = []

  /// Walks through folders; files among the paths are taken whatever they are.
  ///
  /// - Parameters:
  ///   - paths: Absolute paths of folders and files.
  ///   - isCancelled: Asked at each folder.
  public init(_ paths: [[UInt8]], isCancelled: () -> Bool = { false }) {
    for path in paths {
      guard let facts = FilePath.facts(path) else {
        failures.append(Self.failure(path, code: errno))
        continue
      }
      if facts.st_mode & S_IFMT == S_IFDIR {
        walk(path, isCancelled)
      } else {
        found.append(FoundFile(path, facts))
      }
    }
    while let link = links.popLast() { walk(link, isCancelled) }
    order()
  }

  private mutating func walk(_ top: [UInt8], _ isCancelled: () -> Bool) {
    var waiting = [top]
    while let folder = waiting.popLast() {
      if isCancelled() { isComplete = false }
      guard isComplete else { return }
      guard let handle = opendir(FilePath.terminated(folder)) else {
        failures.append(Self.failure(folder, code: errno))
        continue
      }
      var facts = stat()
      if fstat(dirfd(handle), &facts) == 0, visited.insert(FileIdentity(facts)).inserted {
        waiting += entries(of: folder, handle)
      }
      closedir(handle)
    }
  }

  /// Takes the files of an open folder and returns the folders in it.
  private mutating func entries(of folder: [UInt8], _ handle: DirectoryHandle) -> [[UInt8]] {
    var folders: [[UInt8]] = []
    while let entry = readdir(handle) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      guard name.first != UInt8(ascii: ".") else {
        if TemporaryName.isOne(name), unfinished.last != folder { unfinished.append(folder) }
        continue
      }
      let kind = Int32(entry.pointee.d_type)
      let ending = FilePath.fileExtension(name)
      let isSound = ending.map(SoundNames.extensions.contains) ?? false
      if kind == Int32(DT_REG), !isSound {
        passOver(folder, name, ending)
        continue
      }
      if kind == Int32(DT_DIR) {
        folders.append(FilePath.join(folder, name))
        continue
      }
      var facts = stat()
      guard fstatat(dirfd(handle), FilePath.terminated(name), &facts, 0) == 0 else { continue }
      switch facts.st_mode & S_IFMT {
      case S_IFDIR:
        if kind == Int32(DT_LNK) {
          links.append(FilePath.join(folder, name))
        } else {
          folders.append(FilePath.join(folder, name))
        }
      case S_IFREG where isSound: found.append(FoundFile(FilePath.join(folder, name), facts))
      default: passOver(folder, name, ending)
      }
    }
    return folders
  }

  private mutating func passOver(_ folder: [UInt8], _ name: [UInt8], _ ending: String?) {
    if ending == "csv" || ending == "tsv" {
      tables.append(FilePath.join(folder, name))
    } else {
      passedOver += 1
    }
  }

  private mutating func order() {
    found.sort { $0.path.lexicographicallyPrecedes($1.path) }
    var last: [UInt8] = []
    found.removeAll { file in
      defer { last = file.path }
      return file.path == last
    }
    tables.sort { $0.lexicographicallyPrecedes($1) }
  }

  private static func failure(_ path: [UInt8], code: Int32) -> Failure {
    let isGone = code == ENOENT || code == ENOTDIR
    return Failure(
      what: "Cannot read \(FilePath.text(path))",
      why: isGone ? "it is not there" : FilePath.reason(code),
      remedy: code == EACCES ? "chmod u+rx gives access to its owner" : "check it and scan again")
  }
}

#if canImport(Darwin)
  private typealias DirectoryHandle = UnsafeMutablePointer<DIR>
#else
  private typealias DirectoryHandle = OpaquePointer
#endif

/// What tells a folder from every other one on the computer.
private struct FileIdentity: Hashable {
  let device: UInt64
  let number: UInt64

  init(_ facts: stat) {
    device = UInt64(truncatingIfNeeded: facts.st_dev)
    number = UInt64(truncatingIfNeeded: facts.st_ino)
  }
}
