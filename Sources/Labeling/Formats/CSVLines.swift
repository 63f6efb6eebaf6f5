/// Writes a table of labels line by line.
public struct CSVLines: LabelLines {
  /// Whether a column has attributes; a label that has some needs it.
  private let hasAttributes: Bool
  /// Whether a column has paths that are not UTF-8; a label with one needs it.
  private let hasHex: Bool
  private var sawAttributes = false
  private var sawHex = false
  private var unknownCount = 0

  /// Begins a table of labels without attributes, whose paths are UTF-8.
  public init() { self.init(hasAttributes: false, hasHex: false) }

  /// Begins a table.
  init(hasAttributes: Bool, hasHex: Bool) {
    self.hasAttributes = hasAttributes
    self.hasHex = hasHex
  }

  /// A table with the columns that labels needed.
  public var needed: CSVLines? {
    if hasAttributes || !sawAttributes, hasHex || !sawHex { return nil }
    return CSVLines(hasAttributes: hasAttributes || sawAttributes, hasHex: hasHex || sawHex)
  }

  /// The first line.
  public var header: String {
    let more = (hasAttributes ? ["attributes"] : []) + (hasHex ? ["pathHex"] : [])
    return (LabelRow.columns + more).joined(separator: ",") + "\n"
  }

  /// What got lost.
  public var losses: [Loss] { LabelRow.unknownPositions(unknownCount) }

  /// Appends the line of a label.
  public mutating func append(_ row: LabelRow, to text: inout String) {
    let annotation = row.annotation
    let isText = row.path.isText
    if annotation.span != nil, row.onset == nil { unknownCount += 1 }
    if !isText { sawHex = true }
    if !annotation.attributes.isEmpty { sawAttributes = true }
    DelimitedText.append(row.path.text, to: &text)
    add(annotation.label, to: &text)
    add(row.onset.map(Seconds.text), to: &text)
    add(row.offset.map(Seconds.text), to: &text)
    add(annotation.hertz.map { JSONValue.number($0.lowerBound).compact }, to: &text)
    add(annotation.hertz.map { JSONValue.number($0.upperBound).compact }, to: &text)
    add(annotation.tier, to: &text)
    add(annotation.note, to: &text)
    add(annotation.confidence.map { JSONValue.number($0).compact }, to: &text)
    add(annotation.annotator, to: &text)
    add(annotation.origin.name, to: &text)
    add(Timestamp.text(annotation.created), to: &text)
    if hasAttributes { add(AttributeText.text(annotation.attributes), to: &text) }
    if hasHex { add(isText ? nil : row.path.hex, to: &text) }
    text += "\n"
  }

  private func add(_ field: String?, to text: inout String) {
    text += ","
    if let field, !field.isEmpty { DelimitedText.append(field, to: &text) }
  }
}
