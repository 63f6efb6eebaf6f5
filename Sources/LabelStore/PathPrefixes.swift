import Labeling

/// Recordings and folders that stand for everything below them; none means everything.
///
/// The empty path is the library's root: all recordings but those with absolute paths.
struct PathPrefixes: Sendable {
  /// The prefixes in order, none below another.
  let paths: [RecordingPath]
  private let known: Set<RecordingPath>

  static let root = RecordingPath(bytes: [])

  init(_ prefixes: [RecordingPath]) {
    let slash = UInt8(ascii: "/")
    guard !prefixes.contains(where: { $0.bytes == [slash] }) else {
      self.init(outermost: [])
      return
    }
    let all = Set(
      prefixes.map { prefix in
        prefix.bytes.last == slash ? RecordingPath(bytes: prefix.bytes.dropLast()) : prefix
      })
    self.init(
      outermost: all.filter { path in !Self.above(path).contains { all.contains($0) } })
  }

  private init(outermost: Set<RecordingPath>) {
    known = outermost
    paths = outermost.sorted()
  }

  /// Whether the library's root is among them.
  var holdRoot: Bool { known.contains(Self.root) }

  /// Whether a path is one of the prefixes or lies below one.
  func contains(_ path: RecordingPath) -> Bool {
    known.isEmpty || known.contains(path) || Self.above(path).contains { known.contains($0) }
  }

  /// The folders above a path, the library's root among them.
  private static func above(_ path: RecordingPath) -> [RecordingPath] {
    let folders = path.bytes.indices.filter { $0 > 0 && path.bytes[$0] == UInt8(ascii: "/") }
      .map { RecordingPath(bytes: Array(path.bytes[..<$0])) }
    return path.isAbsolute || path == root ? folders : [root] + folders
  }
}
