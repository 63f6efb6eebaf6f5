/// The arguments of the program as the system gave them: paths need not be UTF-8.
///
/// The command line is parsed as text, so each byte that is not UTF-8 is stood for by a scalar of
/// the last private plane, and paths are turned back into bytes afterwards.
enum RawArguments {
  /// The scalar that stands for byte 0.
  private static let base: UInt32 = 0x10ff00

  /// All arguments but the program's name.
  static var all: [String] {
    (1..<max(1, Int(CommandLine.argc))).compactMap { place in
      guard let argument = CommandLine.unsafeArgv[place] else { return nil }
      var bytes: [UInt8] = []
      var next = argument
      while next.pointee != 0 {
        bytes.append(UInt8(bitPattern: next.pointee))
        next += 1
      }
      return text(of: bytes)
    }
  }

  /// The text that stands for bytes, without loss.
  static func text(of bytes: [UInt8]) -> String {
    if let text = String(validating: bytes, as: UTF8.self),
      !text.unicodeScalars.contains(where: isStandIn)
    {
      return text
    }
    var text = String.UnicodeScalarView()
    var rest = bytes[...]
    while let byte = rest.first {
      let scalar = (1...4).lazy.compactMap { length -> Unicode.Scalar? in
        guard let part = String(validating: rest.prefix(length), as: UTF8.self) else { return nil }
        return part.unicodeScalars.first
      }.first
      if let scalar, !isStandIn(scalar) {
        text.append(scalar)
        rest = rest.dropFirst(String(scalar).utf8.count)
      } else {
        if let standIn = Unicode.Scalar(base + UInt32(byte)) { text.append(standIn) }
        rest = rest.dropFirst()
      }
    }
    return String(text)
  }

  /// The bytes of an argument.
  static func bytes(of text: String) -> [UInt8] {
    text.unicodeScalars.flatMap { scalar in
      isStandIn(scalar) ? [UInt8(scalar.value - base)] : Array(String(scalar).utf8)
    }
  }

  /// An argument as it is shown: bytes that are not UTF-8 are U+FFFD.
  static func shown(_ text: String) -> String { String(decoding: bytes(of: text), as: UTF8.self) }

  /// Whether an argument was UTF-8.
  static func isText(_ text: String) -> Bool { !text.unicodeScalars.contains(where: isStandIn) }

  /// The bytes of several arguments.
  static func bytes(of texts: [String]) -> [[UInt8]] { texts.map { bytes(of: $0) } }

  private static func isStandIn(_ scalar: Unicode.Scalar) -> Bool {
    (base...(base + 0xff)).contains(scalar.value)
  }
}
