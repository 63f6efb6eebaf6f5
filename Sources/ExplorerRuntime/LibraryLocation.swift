import Explorer
import Foundation
import Labeling

/// Where the labels of some files and folders are kept, and how their recordings are named there.
public struct LibraryLocation: Sendable, Equatable {
  /// Why the library lies where it does.
  public enum Kind: Sendable, Hashable {
    /// In the `.earmark` of the folder or of one above it.
    case folder
    /// In the user's data folder, because the folder can't hold it.
    case userData
    /// Where the user said.
    case explicit
  }

  /// The absolute path of the library file; it need not be there.
  public let file: String
  /// Why it lies there.
  public let kind: Kind
  /// The absolute folder that paths in the library are relative to.
  public let root: [UInt8]
  /// The absolute folder that paths are shown from.
  public let base: [UInt8]
  /// Absolute folders that give no label by their own name; the first above a recording counts.
  let labelRoots: [[UInt8]]
  /// What was asked for, absolute.
  public let paths: [[UInt8]]
  /// What was asked for, as the library names it; the empty path is the root.
  public let prefixes: [RecordingPath]

  /// Finds the library of files and folders.
  ///
  /// The nearest `.earmark` upwards from the first folder (or the first file's) holds it. Where
  /// there is none, it belongs into the `.earmark` of that folder, or into the user's data folder
  /// if that is read-only or if its path is not UTF-8, which the database needs.
  ///
  /// - Parameters:
  ///   - paths: Files and folders, relative to the current folder; none means the current folder.
  ///   - library: The file that the user named.
  ///   - environment: Where the user's data folder is read from.
  /// - Throws: Which path is not there, or what is wrong with the library's.
  public init(
    _ paths: [[UInt8]], library: [UInt8]? = nil,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(Failure) {
    let asked = paths.isEmpty ? [FilePath.currentFolder()] : paths.map(FilePath.absolute)
    for path in asked where FilePath.facts(path) == nil {
      throw Self.unreachable(path)
    }
    let folder = FilePath.isFolder(asked[0]) ? asked[0] : FilePath.parent(asked[0])
    let place =
      if let library {
        try LibraryPlace(named: FilePath.absolute(library), for: folder)
      } else {
        try LibraryPlace(for: folder, environment: environment)
      }
    self.paths = asked
    file = place.file
    kind = place.kind
    root = place.root
    base = place.base
    let folders = asked.filter(FilePath.isFolder)
    labelRoots =
      (place.isOfFolder ? [place.root] : []) + folders.sorted { $0.count < $1.count }
      + asked.filter { !folders.contains($0) }.map(FilePath.parent)
    let holdsRoot = asked.contains { LibraryPlace.contains($0, place.root) }
    prefixes =
      (holdsRoot ? [RecordingPath(bytes: [])] : [])
      + asked.filter { $0 != place.root }
      .map { Self.recordingPath(ofAbsolute: $0, root: place.root) }
  }

  /// Whether the library file is there.
  public var exists: Bool { FilePath.facts(Array(file.utf8)) != nil }

  /// The name of what was asked for, for headings: the folder's, or a file's.
  public var placeName: String {
    let name = FilePath.text(FilePath.name(paths[0]))
    return name.isEmpty ? "/" : name
  }

  /// Where a recording of the library lies.
  public func absolutePath(of path: RecordingPath) -> [UInt8] {
    FilePath.join(root, path.bytes)
  }

  /// The name in the library of the file at an absolute path.
  public func recordingPath(ofAbsolute path: [UInt8]) -> RecordingPath {
    Self.recordingPath(ofAbsolute: path, root: root)
  }

  /// A recording's path as people and other programs are given it: from `base` where it lies below.
  public func shownPath(of path: RecordingPath) -> RecordingPath {
    guard base != root else { return path }
    let absolute = RecordingPath(bytes: absolutePath(of: path))
    return absolute.relative(to: RecordingPath(bytes: base)) ?? absolute
  }

  private static func recordingPath(ofAbsolute path: [UInt8], root: [UInt8]) -> RecordingPath {
    let whole = RecordingPath(bytes: path)
    return whole.relative(to: RecordingPath(bytes: root)) ?? whole
  }

  private static func unreachable(_ path: [UInt8]) -> Failure {
    let code = errno
    return Failure(
      what: "Cannot open \(FilePath.text(path))",
      why: code == ENOENT || code == ENOTDIR ? "it is not there" : FilePath.reason(code),
      remedy: "check the path")
  }
}
