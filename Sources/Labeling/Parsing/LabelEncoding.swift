/// How the bytes of a file of labels stand for text.
public enum LabelEncoding: String, Sendable, Hashable, CaseIterable {
  /// UTF-8, with or without a mark.
  case utf8 = "UTF-8"
  /// UTF-16, the low byte first.
  case utf16LittleEndian = "UTF-16LE"
  /// UTF-16, the high byte first.
  case utf16BigEndian = "UTF-16BE"

  /// The encoding of a file, by its mark, or where the zeros of plain letters are.
  public init(of bytes: [UInt8]) {
    if bytes.starts(with: [0xff, 0xfe]) {
      self = .utf16LittleEndian
    } else if bytes.starts(with: [0xfe, 0xff]) {
      self = .utf16BigEndian
    } else {
      // Formats begin with ASCII words, and half of the bytes of those are zeros in UTF-16.
      let start = bytes.prefix(64)
      let even = start.indices.count { $0 % 2 == 0 && start[$0] == 0 }
      let odd = start.indices.count { $0 % 2 == 1 && start[$0] == 0 }
      let enough = max(1, start.count / 4)
      if odd >= enough, even == 0 {
        self = .utf16LittleEndian
      } else if even >= enough, odd == 0 {
        self = .utf16BigEndian
      } else {
        self = .utf8
      }
    }
  }

  /// The text of a file without its mark; what is not in the encoding becomes U+FFFD.
  public static func text(_ bytes: [UInt8]) -> String {
    let encoding = LabelEncoding(of: bytes)
    if encoding == .utf8 {
      let start = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
      return String(decoding: bytes[start...], as: UTF8.self)
    }
    let isBig = encoding == .utf16BigEndian
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    for place in stride(from: 0, to: bytes.count - 1, by: 2) {
      let (first, second) = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
      units.append(isBig ? first << 8 | second : second << 8 | first)
    }
    if units.first == 0xfeff { units.removeFirst() }
    return String(decoding: units, as: UTF16.self)
  }

  /// The line, from 1, of the first byte that is not in the encoding; nil if all are.
  public static func firstBadLine(of bytes: [UInt8]) -> Int? {
    guard LabelEncoding(of: bytes) == .utf8 else { return nil }
    var decoder = UTF8()
    var source = bytes.makeIterator()
    var line = 1
    while true {
      switch decoder.decode(&source) {
      case .scalarValue(let scalar): if scalar == "\n" { line += 1 }
      case .emptyInput: return nil
      case .error: return line
      }
    }
  }
}
