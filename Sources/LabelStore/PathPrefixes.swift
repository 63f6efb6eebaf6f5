import Labeling

/// Recordings and folders that stand for everything below them; empty means everything.
struct PathPrefixes {
  /// The prefixes in order, none below another.
  let paths: [RecordingPath]
  private let known: Set<RecordingPath>

  init(_ prefixes: [RecordingPath]) {
    let slash = UInt8(ascii: "/")
    let trimmed = prefixes.map { prefix in
      prefix.bytes.last == slash ? RecordingPath(bytes: prefix.bytes.dropLast()) : prefix
    }
    let all = Set(trimmed)
    let isEverything = trimmed.contains { $0.bytes.isEmpty }
    let outermost: Set<RecordingPath> =
      isEverything
      ? [] : all.filter { path in !Self.folders(above: path).contains { all.contains($0) } }
    known = outermost
    paths = outermost.sorted()
  }

  /// Whether a path is one of the prefixes or lies below one.
  func contains(_ path: RecordingPath) -> Bool {
    known.isEmpty || known.contains(path)
      || Self.folders(above: path).contains { known.contains($0) }
  }

  private static func folders(above path: RecordingPath) -> [RecordingPath] {
    path.bytes.indices.filter { $0 > 0 && path.bytes[$0] == UInt8(ascii: "/") }
      .map { RecordingPath(bytes: Array(path.bytes[..<$0])) }
  }
}
