/// Splits text into the parts that cells can hold.
enum PartReader {
  /// More marks than this over one base are written out: a cell holds no more.
  private static let markLimit = 4
  private static let dottedCircle = "\u{25cc}"
  private static let joiner: UInt32 = 0x200d

  /// The parts of a text in order.
  static func parts(of text: String) -> [DisplayText.Part] {
    var parts: [DisplayText.Part] = []
    parts.reserveCapacity(text.utf8.count)
    for character in text {
      if let ascii = character.asciiValue, (0x20..<0x7f).contains(ascii) {
        parts.append(part(String(character), 1))
      } else {
        parts += Self.parts(of: composed(Array(character.unicodeScalars)))
      }
    }
    return parts
  }

  /// The parts of the scalars of one grapheme cluster.
  private static func parts(of scalars: [Unicode.Scalar]) -> [DisplayText.Part] {
    var parts: [DisplayText.Part] = []
    var cluster = ""
    var columns = 0
    var marks = 0
    func flush() {
      if !cluster.isEmpty { parts.append(part(cluster, columns)) }
      (cluster, columns, marks) = ("", 0, 0)
    }
    for (index, scalar) in scalars.enumerated() {
      if isShapeSelector(scalar), index > 0 { continue }
      if belongs(scalar, at: index, in: scalars), !cluster.isEmpty {
        cluster.unicodeScalars.append(scalar)
      } else if scalar.isUnsafeToShow {
        flush()
        parts += scalar.escape.map { part(String($0), 1, isEscape: true) }
      } else if scalar.isJoining, marks >= markLimit {
        parts += [part(cluster, columns)].filter { !$0.text.isEmpty }
        (cluster, columns) = ("", 0)
        parts += scalar.escape.map { part(String($0), 1, isEscape: true) }
      } else if scalar.isJoining {
        if cluster.isEmpty { (cluster, columns) = (dottedCircle, 1) }
        cluster.unicodeScalars.append(scalar)
        marks += 1
      } else {
        flush()
        cluster.unicodeScalars.append(scalar)
        columns = TextWidth.columns(of: scalar)
      }
    }
    flush()
    return parts
  }

  private static func part(_ text: String, _ columns: Int, isEscape: Bool = false)
    -> DisplayText.Part
  {
    DisplayText.Part(text: text, columns: columns, isEscape: isEscape)
  }

  /// Text and emoji presentation; what they choose doesn't change which character it is.
  private static func isShapeSelector(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value == 0xfe0e || scalar.value == 0xfe0f
  }

  /// Whether a scalar goes into the cell of the one before it although it isn't a mark: a joiner
  /// between emoji, the emoji after it, a skin tone, a tag of a flag, a variant of an ideograph.
  private static func belongs(
    _ scalar: Unicode.Scalar, at index: Int, in scalars: [Unicode.Scalar]
  ) -> Bool {
    guard index > 0, let base = scalars.first else { return false }
    let previous = scalars[index - 1]
    switch scalar.value {
    case joiner:
      return scalars[..<index].contains(where: isPicture)
        && index + 1 < scalars.count && isPicture(scalars[index + 1])
    case 0x1f3fb...0x1f3ff: return isPicture(base)
    case 0xe0020...0xe007f: return base.value == 0x1f3f4
    case 0xe0100...0xe01ef: return base.properties.isIdeographic
    default: return previous.value == joiner && isPicture(scalar) && isPicture(base)
    }
  }

  /// Whether it is an emoji that others can join.
  private static func isPicture(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isEmoji && scalar.value > 0xff
  }

  /// The scalars with conjoining Hangul letters made into syllables.
  /// - Source: The Unicode Standard, section 3.12, conjoining jamo behaviour.
  private static func composed(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    for scalar in scalars {
      if let last = result.last, let syllable = syllable(last.value, scalar.value) {
        result[result.count - 1] = syllable
      } else {
        result.append(scalar)
      }
    }
    return result
  }

  private static func syllable(_ first: UInt32, _ second: UInt32) -> Unicode.Scalar? {
    let (vowels, finals): (UInt32, UInt32) = (21, 28)
    if (0x1100...0x1112).contains(first), (0x1161...0x1175).contains(second) {
      return Unicode.Scalar(0xac00 + ((first - 0x1100) * vowels + second - 0x1161) * finals)
    }
    if (0xac00...0xd7a3).contains(first), (first - 0xac00) % finals == 0,
      (0x11a8...0x11c2).contains(second)
    {
      return Unicode.Scalar(first + second - 0x11a7)
    }
    return nil
  }
}
