import Foundation

/// When the contents of a file changed last.
package struct FileTime: Comparable, Hashable, Sendable {
  /// Whole seconds since 1970, and what comes on top.
  package let seconds, nanoseconds: Int

  /// Takes over what the system says of a file.
  package init(_ facts: stat) {
    #if canImport(Darwin)
      let time = facts.st_mtimespec
    #else
      let time = facts.st_mtim
    #endif
    (seconds, nanoseconds) = (Int(time.tv_sec), Int(time.tv_nsec))
  }

  /// The time of a file; nil if nothing is there.
  package init?(_ path: [UInt8]) {
    guard let facts = FilePath.facts(path) else { return nil }
    self.init(facts)
  }

  /// Orders by the moment.
  package static func < (one: FileTime, other: FileTime) -> Bool {
    (one.seconds, one.nanoseconds) < (other.seconds, other.nanoseconds)
  }
}

/// What tells a file from what it was before.
package struct FileStamp: Hashable, Sendable {
  /// When its contents changed last.
  package let time: FileTime
  private let size, inode, device: Int

  /// Looks at a file; nil if there is none.
  package init?(_ path: [UInt8]) {
    guard let facts = FilePath.facts(path) else { return nil }
    time = FileTime(facts)
    size = Int(facts.st_size)
    inode = Int(truncatingIfNeeded: facts.st_ino)
    device = Int(truncatingIfNeeded: facts.st_dev)
  }
}
