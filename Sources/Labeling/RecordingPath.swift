/// Where a recording lies, relative to the root of its library, or absolute when outside of it.
///
/// It is the bytes that the file system gave: they need not be UTF-8.
public struct RecordingPath: Sendable, Hashable, Comparable {
  /// The bytes, without a terminating zero.
  public let bytes: [UInt8]

  /// Makes a path from the file system's bytes.
  public init(bytes: [UInt8]) { self.bytes = bytes }

  /// Makes a path from text.
  public init(_ text: String) { bytes = Array(text.utf8) }

  /// Reads what `hex` writes; nil for anything else.
  public init?(hex: String) {
    let digits = hex.utf8.map { Character(Unicode.Scalar($0)).hexDigitValue }
    guard !digits.isEmpty, digits.count % 2 == 0 else { return nil }
    var bytes: [UInt8] = []
    for place in stride(from: 0, to: digits.count, by: 2) {
      guard let high = digits[place], let low = digits[place + 1] else { return nil }
      bytes.append(UInt8(high << 4 | low))
    }
    self.bytes = bytes
  }

  /// The path as text; bytes that are not UTF-8 become U+FFFD.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Whether the path holds a text, capitals or not.
  ///
  /// - Parameter lowercased: The text in lower case.
  public func contains(lowercased text: String) -> Bool {
    var wanted = text
    return wanted.withUTF8 { wanted in
      bytes.withUnsafeBufferPointer { PlainSearch.isFound(wanted, in: $0, ignoresCase: true) }
    } ?? self.text.lowercased().contains(text)
  }

  /// Whether the bytes are UTF-8, so that `text` names the same recording.
  public var isText: Bool {
    bytes.allSatisfy { $0 < 0x80 } || Array(text.utf8) == bytes
  }

  /// The bytes in lowercase hexadecimal, for output that can't hold them otherwise.
  public var hex: String {
    let digits = Array("0123456789abcdef")
    return bytes.reduce(into: "") { text, byte in
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
  }

  /// The part after the last slash.
  public var name: RecordingPath {
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return self }
    return RecordingPath(bytes: Array(bytes[(slash + 1)...]))
  }

  /// The name without its extension, as text.
  public var stem: String {
    let whole = name.text
    guard let dot = whole.lastIndex(of: "."), dot != whole.startIndex else { return whole }
    return String(whole[..<dot])
  }

  /// The folders above the recording, outermost first.
  public var folders: [String] {
    text.split(separator: "/", omittingEmptySubsequences: true).dropLast().map(String.init)
  }

  /// Whether it is given from the root of the file system.
  public var isAbsolute: Bool { bytes.first == UInt8(ascii: "/") }

  /// Orders by bytes.
  public static func < (left: RecordingPath, right: RecordingPath) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}
