import NeuralNetworks

/// Writes the weights of a network as arrays in C, for programs on small machines.
///
/// Normalization is folded into filters where it can be, as when earmark predicts.
public struct CArrayExport {
  /// What the file says beside the weights.
  public struct Facts: Sendable {
    /// What names in the file begin with; made a C name.
    public var name: String
    /// The classes in the order of the outputs.
    public var labels: [String]
    /// Subtracted from the input: one number, or one for each bin; empty for nothing.
    public var means: [Float]
    /// What the input is divided by then.
    public var deviations: [Float]
    /// Lines of the comment at the top.
    public var notes: [String]

    /// Facts of a network.
    public init(
      name: String, labels: [String], means: [Float], deviations: [Float], notes: [String]
    ) {
      self.name = name
      self.labels = labels
      self.means = means
      self.deviations = deviations
      self.notes = notes
    }
  }

  /// The text of the file.
  public static func text(
    of network: Network, _ facts: Facts
  ) throws(NetworkFileError) -> String {
    let folded: Network
    do {
      folded = try network.folded()
    } catch {
      throw .malformed("its network can't be made")
    }
    let name = identifier(facts.name)
    let capitals = name.uppercased()
    let tensors = folded.tensors.sorted { ordered($0.key) < ordered($1.key) }
    var lines = ["/*"]
    lines += facts.notes.map { $0.isEmpty ? " *" : " * " + comment($0) }
    lines += [
      " *",
      " * Values lie row by row, the last axis fastest. A clip is [time, frequency, channels]",
      " * between layers; filters are [time, frequency, in, out], dense layers [in, out],",
      " * recurrent ones [in, gates].", " *", " * The tensors:",
    ]
    lines += tensors.map { " *   \(comment($0.key)) \($0.value.shape)" }
    lines += [" */", "#ifndef \(capitals)_H", "#define \(capitals)_H", ""]
    lines += [
      "enum {", "  \(capitals)_FRAMES = \(network.input.time),",
      "  \(capitals)_BINS = \(network.input.frequency),",
      "  \(capitals)_CLASSES = \(facts.labels.count),", "};", "",
      "static const char *const \(name)_labels[\(capitals)_CLASSES] = {",
    ]
    lines += facts.labels.map { "  \(literal($0))," }
    lines += ["};"]
    if !facts.means.isEmpty {
      lines += ["", "/* What is subtracted from the input, and what it is divided by then. */"]
      lines += array("\(name)_means", facts.means)
      lines += array("\(name)_deviations", facts.deviations)
    }
    for (tensor, values) in tensors {
      lines += ["", "/* \(comment(tensor)) \(values.shape) */"]
      lines += array("\(name)_\(identifier(tensor))", values.scalars)
    }
    lines += ["", "#endif", ""]
    return lines.joined(separator: "\n")
  }

  private static let numbersOfLine = 6

  private static func array(_ name: String, _ values: [Float]) -> [String] {
    var lines = ["static const float \(name)[\(values.count)] = {"]
    for start in stride(from: 0, to: values.count, by: numbersOfLine) {
      let row = values[start..<min(values.count, start + numbersOfLine)]
      lines.append("  " + row.map { "\($0)f," }.joined(separator: " "))
    }
    return lines + ["};"]
  }

  /// Numbers in a name count as numbers where names are sorted.
  private static func ordered(_ name: String) -> String {
    name.split(separator: ".").map { part in
      part.allSatisfy(\.isNumber)
        ? String(repeating: "0", count: max(0, 6 - part.count)) + part : part
    }.joined(separator: ".")
  }

  /// A name in C of any text.
  static func identifier(_ text: String) -> String {
    let letters = text.unicodeScalars.map { scalar in
      scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
        ? Character(scalar) : "_"
    }
    let name = String(letters)
    return name.first.map { $0.isNumber ? "_" + name : name } ?? "model"
  }

  /// A text within a comment, which nothing in it ends.
  private static func comment(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    let open = line.split(separator: "*/", omittingEmptySubsequences: false)
      .joined(separator: "* /")
    return open.split(separator: "/*", omittingEmptySubsequences: false).joined(separator: "/ *")
  }

  /// A text as a C literal; bytes beyond ASCII as three octal digits.
  static func literal(_ text: String) -> String {
    var literal = "\""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), 0..<0x20, 0x7f...0xff, UInt8(ascii: "?"):
        let digits = String(byte, radix: 8)
        literal += "\\" + String(repeating: "0", count: 3 - digits.count) + digits
      default: literal.unicodeScalars.append(Unicode.Scalar(byte))
      }
    }
    return literal + "\""
  }
}
