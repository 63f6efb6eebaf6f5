/// Reads a TextGrid as Praat does: only numbers, texts in quotes and flags count.
struct TextGridReader {
  private var tokens: TextGridTokens

  init(_ text: String) { tokens = TextGridTokens(text) }

  mutating func labels() throws(LabelFormatError) -> [ImportedLabel] {
    try passHead()
    _ = try time("the start of the grid")
    _ = try time("the end of the grid")
    guard try tokens.flag() == "exists" else { return [] }
    var labels: [ImportedLabel] = []
    var names: Set<String> = []
    for _ in 0..<(try count("the number of tiers")) {
      let kind = try tokens.text("the class of a tier")
      let name = try tokens.text("the name of a tier")
      _ = try time("the start of a tier")
      _ = try time("the end of a tier")
      let isNew = names.insert(name).inserted
      for _ in 0..<(try count("the number of labels")) {
        guard var label = try self.label(kind) else { continue }
        label.tier = name.isEmpty ? nil : name
        if !isNew { label.lost.append("that tiers of the same name are different ones") }
        labels.append(label)
      }
    }
    return labels
  }

  private mutating func passHead() throws(LabelFormatError) {
    let type = try tokens.text("'ooTextFile'", else: .notA("TextGrid"))
    guard type.hasPrefix("ooTextFile") else { throw tokens.flaw(.notA("TextGrid")) }
    guard try tokens.text("'TextGrid'") == "TextGrid" else {
      throw tokens.flaw(.notA("TextGrid but another object of Praat"))
    }
  }

  /// The next interval or point; nil for a gap.
  private mutating func label(_ kind: String) throws(LabelFormatError) -> ImportedLabel? {
    guard kind == "IntervalTier" || kind == "TextTier" else {
      throw tokens.flaw(.missing("'IntervalTier' or 'TextTier'"))
    }
    let onset = try time("the time of a label")
    let line = tokens.line
    let offset = kind == "TextTier" ? onset : try time("the end of a label")
    let text = try tokens.text("the text of a label")
    if kind == "IntervalTier", text.allSatisfy(\.isWhitespace) { return nil }
    guard onset >= 0 else {
      throw .unclearValue(onset.description, column: "xmin", line: line)
    }
    guard onset <= offset else {
      throw .unclearValue(offset.description, column: "xmax", line: line + 1)
    }
    var label = ImportedLabel(line: line, path: nil, label: text)
    label.seconds = onset...offset
    return label
  }

  private mutating func time(_ what: String) throws(LabelFormatError) -> Double {
    // A negative zero is a zero.
    try tokens.number(what) + 0
  }

  private mutating func count(_ what: String) throws(LabelFormatError) -> Int {
    let number = try tokens.number(what)
    guard let count = Int(exactly: number), count >= 0 else {
      throw tokens.flaw(.missing(what))
    }
    return count
  }
}
