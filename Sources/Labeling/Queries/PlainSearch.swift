/// Looks for a text in another one by bytes, where that says what characters would.
///
/// Plain loops: a million paths and notes are looked through between two pictures.
package enum PlainSearch {
  /// Whether a text holds another one; nil where not all of both is ASCII.
  ///
  /// Without other letters a byte is a character, and nothing need be decoded.
  ///
  /// - Parameter ignoresCase: Whether capitals count as small letters; then `wanted` has none.
  static func isFound(
    _ wanted: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>, ignoresCase: Bool
  ) -> Bool? {
    var all: UInt8 = 0
    for byte in wanted { all |= byte }
    for byte in bytes { all |= byte }
    guard all < 0x80 else { return nil }
    guard let first = wanted.first else { return true }
    guard wanted.count <= bytes.count else { return false }
    var start = 0
    while start <= bytes.count - wanted.count {
      if (ignoresCase ? lowercase(bytes[start]) : bytes[start]) == first {
        var length = 1
        while length < wanted.count {
          let byte = bytes[start + length]
          guard (ignoresCase ? lowercase(byte) : byte) == wanted[length] else { break }
          length += 1
        }
        if length == wanted.count { return true }
      }
      start += 1
    }
    return false
  }

  /// Whether a text holds another one, capitals as they are.
  package static func isFound(_ wanted: String, in text: String) -> Bool {
    guard !text.isEmpty else { return wanted.isEmpty }
    var (wantedCopy, textCopy) = (wanted, text)
    let answer = wantedCopy.withUTF8 { wanted in
      textCopy.withUTF8 { isFound(wanted, in: $0, ignoresCase: false) }
    }
    return answer ?? text.contains(wanted)
  }

  private static func lowercase(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
  }
}
