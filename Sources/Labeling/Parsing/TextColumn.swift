/// Where on its line a byte stands.
enum TextColumn {
  /// The column of a byte: the letters of its line up to it, from 1.
  static func of(_ place: Int, in bytes: [UInt8]) -> Int {
    let before = bytes[..<min(place, bytes.count)]
    let start = before.lastIndex { $0 == 0x0a || $0 == 0x0d }.map { $0 + 1 } ?? 0
    // The bytes of a letter after its first one, and a mark, are no letters of their own.
    let line = before[start...]
    let mark = start == 0 && line.starts(with: [0xef, 0xbb, 0xbf]) ? 1 : 0
    return 1 + line.count { $0 & 0xc0 != 0x80 } - mark
  }
}
