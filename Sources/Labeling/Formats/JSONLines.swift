#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// JSON Lines: an object for each annotation, one a line.
public struct JSONLines: LineFormat {
  /// `jsonl`.
  public static let id = "jsonl"
  /// What it is, in a line.
  public static let summary = "JSON Lines, one object for each annotation"
  /// `jsonl`.
  public static let fileExtension = "jsonl"

  /// The tier of a clip as a whole tells a flag.
  public static let keepsFlags = true

  /// Makes a reader and writer.
  public init() {}

  /// Whether the first object has the keys that `write` gives it.
  public static func recognizes(_ beginning: String) -> Bool {
    let first = TextLine.lines(beginning).first?.text ?? ""
    return first.hasPrefix("{") && first.contains("\"path\"") && first.contains("\"label\"")
  }

  /// Writes annotations in the order given.
  public func write(_ rows: [LabelRow]) -> LabelText {
    var lines = Lines()
    var text = ""
    for row in rows { lines.append(row, to: &text) }
    return LabelText(text: text, losses: lines.losses)
  }

  /// Writes objects one by one.
  public struct Lines: LabelLines {
    private var unknownCount = 0

    /// Begins a file.
    public init() {}

    /// Nothing.
    public var header: String { "" }
    /// Positions of recordings that were not read yet.
    public var losses: [Loss] { LabelRow.unknownPositions(unknownCount) }
    /// None: an object has what it needs.
    public var needed: Lines? { nil }

    /// Appends an object.
    public mutating func append(_ row: LabelRow, to text: inout String) {
      if row.annotation.span != nil, row.onset == nil { unknownCount += 1 }
      row.json.append(to: &text)
      text.append("\n")
    }
  }

  /// Reads objects with the keys that `write` gives them.
  ///
  /// Only `path` and `label` must be there, others are passed over.
  public func read(_ text: String) throws(LabelFormatError) -> [ImportedLabel] {
    var labels: [ImportedLabel] = []
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (place, line) in lines.enumerated() {
      var bytes = Array(line)
      if place == 0, bytes.starts(with: [0xef, 0xbb, 0xbf]) { bytes.removeFirst(3) }
      guard !bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0d }) else { continue }
      labels.append(try Self.label(bytes, line: place + 1))
    }
    return labels
  }

  private static func label(
    _ bytes: [UInt8], line: Int
  ) throws(LabelFormatError) -> ImportedLabel {
    let object: [String: Scalar]
    do {
      object = try JSONDecoder().decode([String: Scalar].self, from: Data(bytes))
    } catch {
      // The reader of other programs' files says where.
      _ = try JSONReader.value(of: bytes, line: line)
      throw .notAnObject(line: line)
    }
    for name in ["path", "label"] where object[name]?.text == nil {
      throw .missingValue(name, line: line)
    }
    return try LabelFields(line: line) { object[$0]?.text }.label()
  }

  /// A value of an object as text; nil for `null` and arrays; texts of an object are attributes.
  private struct Scalar: Decodable {
    let text: String?

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let text = try? container.decode(String.self) {
        self.text = text
      } else if let number = try? container.decode(Double.self) {
        text = JSONValue.number(number).compact
      } else if let members = try? container.decode([String: String].self) {
        text = AttributeText.text(members)
      } else {
        text = nil
      }
    }
  }
}
