import Foundation

/// What tells a file from another one at the same path.
struct FileIdentity: Equatable {
  private let device: UInt64
  private let node: UInt64

  /// The file that lies at a path now, nil if there is none.
  init?(of path: String) {
    var facts = stat()
    guard stat(path, &facts) == 0 else { return nil }
    device = UInt64(truncatingIfNeeded: facts.st_dev)
    node = UInt64(truncatingIfNeeded: facts.st_ino)
  }
}
