import ExplorerRuntime
import Foundation

/// When the contents of a file changed last.
struct FileTime: Comparable, Sendable {
  private let seconds: Int
  private let nanoseconds: Int

  /// The time of a file; nil if nothing is there.
  init?(_ path: [UInt8]) {
    guard let facts = FilePath.facts(path) else { return nil }
    #if canImport(Darwin)
      let time = facts.st_mtimespec
    #else
      let time = facts.st_mtim
    #endif
    (seconds, nanoseconds) = (time.tv_sec, time.tv_nsec)
  }

  static func < (a: FileTime, b: FileTime) -> Bool {
    (a.seconds, a.nanoseconds) < (b.seconds, b.nanoseconds)
  }
}
