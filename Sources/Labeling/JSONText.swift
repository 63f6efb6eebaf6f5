/// Text as a JSON string literal.
public enum JSONText {
  /// The beginning of a text in quotes, for sentences: what is wrong with a file may be very long.
  static func beginning(of text: String) -> String {
    let start = text.unicodeScalars.prefix(sentenceLimit)
    let isWhole = start.endIndex == text.unicodeScalars.endIndex
    return literal(String(String.UnicodeScalarView(start)) + (isWhole ? "" : "…"))
  }

  /// Letters of a text that a sentence has.
  private static let sentenceLimit = 60

  /// The literal with its quotes; what a screen would hide or obey is written as `\uXXXX`.
  public static func literal(_ text: String) -> String {
    var literal = ""
    literal.reserveCapacity(text.utf8.count + 2)
    append(text, to: &literal)
    return literal
  }

  /// Appends the literal of `text`.
  public static func append(_ text: String, to output: inout String) {
    output.append("\"")
    defer { output.append("\"") }
    let isPlain = text.utf8.allSatisfy { byte in
      byte >= 0x20 && byte < 0x7f && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }
    if isPlain {
      output.append(text)
      return
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": output.append("\\\"")
      case "\\": output.append("\\\\")
      default:
        if isHidden(scalar) {
          for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
            appendEscape(unit, to: &output)
          }
        } else {
          output.unicodeScalars.append(scalar)
        }
      }
    }
  }

  /// Whether a scalar is a control, C1, bidi, zero-width, separator or tag character.
  public static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7e: false
    case 0...0x1f, 0x7f...0x9f: true
    case 0xad, 0x34f, 0x61c, 0x115f...0x1160, 0x17b4...0x17b5, 0x180b...0x180f: true
    case 0x200b...0x200f, 0x2028...0x202e, 0x2060...0x206f: true
    case 0x3164, 0xfeff, 0xffa0, 0xfff9...0xfffb, 0x1d173...0x1d17a, 0xe0000...0xe007f: true
    default: false
    }
  }

  private static func appendEscape(_ unit: UInt16, to output: inout String) {
    let digits = String(unit, radix: 16)
    output.append("\\u")
    output.append(String(repeating: "0", count: 4 - digits.count))
    output.append(digits)
  }
}
