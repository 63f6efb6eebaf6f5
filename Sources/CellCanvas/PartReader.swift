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
      } else if isDrawn(character) {
        parts.append(part(String(character), 1))
      } else {
        parts += Self.parts(of: composed(Array(character.unicodeScalars)))
      }
    }
    return parts
  }

  /// Whether a character is a line or a block alone, of which pictures in cells have thousands.
  private static func isDrawn(_ character: Character) -> Bool {
    let scalars = character.unicodeScalars
    guard let first = scalars.first, (0x2500...0x259f).contains(first.value) else { return false }
    return scalars.index(after: scalars.startIndex) == scalars.endIndex
  }

  /// The parts of the scalars of one grapheme cluster: each is a spacing scalar with its marks.
  private static func parts(of scalars: [Unicode.Scalar]) -> [DisplayText.Part] {
    var parts: [DisplayText.Part] = []
    var cluster = ""
    var columns = 0
    var marks = 0
    func flush() {
      if !cluster.isEmpty { parts.append(part(cluster, columns)) }
      (cluster, columns, marks) = ("", 0, 0)
    }
    for scalar in shown(scalars) {
      let isVariant = isVariant(scalar, in: scalars)
      let isMark = isVariant || scalar.isJoining
      if !isVariant, scalar.isUnsafeToShow {
        flush()
        parts += scalar.escape.map { part(String($0), 1, isEscape: true) }
      } else if isMark, marks >= markLimit {
        parts += [part(cluster, columns)].filter { !$0.text.isEmpty }
        (cluster, columns) = ("", 0)
        parts += scalar.escape.map { part(String($0), 1, isEscape: true) }
      } else if isMark {
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

  /// The scalars of a grapheme cluster without those that only choose the shape of an emoji: text
  /// or emoji presentation, skin tones, the tags of a flag, and what is joined to a first emoji.
  ///
  /// Terminals disagree about the width of what they make, so the first emoji stands alone.
  static func shown(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    guard scalars.count > 1 else { return scalars }
    var result: [Unicode.Scalar] = []
    for (index, scalar) in scalars.enumerated() where !isLeftOut(scalar, at: index, in: scalars) {
      result.append(scalar)
    }
    return result
  }

  private static func isLeftOut(
    _ scalar: Unicode.Scalar, at index: Int, in scalars: [Unicode.Scalar]
  ) -> Bool {
    guard index > 0 else { return false }
    let base = scalars[0]
    switch scalar.value {
    case 0xfe0e, 0xfe0f: return true
    case joiner:
      return isPicture(base) && index + 1 < scalars.count && isPicture(scalars[index + 1])
    case 0x1f3fb...0x1f3ff: return isPicture(base)
    case 0xe0020...0xe007f: return base.value == 0x1f3f4
    default: return scalars[index - 1].value == joiner && isPicture(scalar) && isPicture(base)
    }
  }

  /// Whether a scalar chooses a variant of the ideograph before it.
  private static func isVariant(_ scalar: Unicode.Scalar, in scalars: [Unicode.Scalar]) -> Bool {
    (0xe0100...0xe01ef).contains(scalar.value) && scalars[0].properties.isIdeographic
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
