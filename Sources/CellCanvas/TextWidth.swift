/// How many columns of a terminal characters take.
public enum TextWidth {
  /// Columns of a character: those of its scalars together.
  ///
  /// It is measured as in the C library that the terminal library measures with: marks add nothing,
  /// the spacing vowel signs of Indic scripts do. Of joined emoji only the first counts, as in
  /// ``DisplayText``. Right-to-left letters take one column.
  public static func columns(of character: Character) -> Int {
    let scalars = character.unicodeScalars
    guard let first = scalars.first else { return 0 }
    if scalars.index(after: scalars.startIndex) == scalars.endIndex { return columns(of: first) }
    return PartReader.shown(Array(scalars)).reduce(0) { $0 + columns(of: $1) }
  }

  /// Columns of a text as it stands, escapes not written out.
  public static func columns(of text: String) -> Int {
    text.reduce(0) { $0 + columns(of: $1) }
  }

  /// Columns of one scalar: 0 for what joins the one before it or shows nothing.
  static func columns(of scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x7f { return scalar.value < 0x20 ? 0 : 1 }
    if scalar.isJoining || scalar.isUnsafeToShow { return 0 }
    return isWide(scalar.value) ? 2 : 1
  }

  private static func isWide(_ value: UInt32) -> Bool {
    guard value >= wideRanges[0].lowerBound else { return false }
    var (low, high) = (0, wideRanges.count)
    while low < high {
      let middle = (low + high) / 2
      if wideRanges[middle].upperBound < value { low = middle + 1 } else { high = middle }
    }
    return low < wideRanges.count && wideRanges[low].contains(value)
  }
}

extension Unicode.Scalar {
  /// Whether it is drawn over the character before it: a mark or a later part of a Hangul syllable.
  ///
  /// A spacing mark isn't: the C library gives it a column of its own.
  var isJoining: Bool {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark: true
    // A nonspacing mark in Unicode 14, a spacing one since.
    case .spacingMark where value == 0x1171e: true
    default: (0x1160...0x11ff).contains(value) || (0xd7b0...0xd7ff).contains(value)
    }
  }

  /// Whether a terminal could take it for a command, reorder text by it, or show nothing at all.
  var isUnsafeToShow: Bool {
    if properties.isDefaultIgnorableCodePoint || isNewerThanTheTable { return true }
    switch properties.generalCategory {
    case .control, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator: return true
    case .format: return !isVisibleFormat
    default: return false
    }
  }

  /// Whether it came with a later Unicode than the widths: the C library knows none of its own.
  private var isNewerThanTheTable: Bool {
    properties.age.map { $0.major > TextWidth.unicodeVersion } ?? false
  }

  /// The Arabic, Syriac and Kaithi number signs: format characters that have a shape.
  private var isVisibleFormat: Bool {
    switch value {
    case 0x600...0x605, 0x6dd, 0x70f, 0x890...0x891, 0x8e2, 0x110bd, 0x110cd: true
    default: false
    }
  }

  /// How it is written out, such as `\n`, `\x1b` or `\u{202e}`.
  var escape: String {
    switch value {
    case 0x09: return "\\t"
    case 0x0a: return "\\n"
    case 0x0d: return "\\r"
    case 0...0xff:
      let digits = String(value, radix: 16)
      return "\\x" + (digits.count == 1 ? "0" : "") + digits
    default: return "\\u{" + String(value, radix: 16) + "}"
    }
  }
}
