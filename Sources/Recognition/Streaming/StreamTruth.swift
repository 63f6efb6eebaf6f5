/// The original's text of what is in a stream: a label and its milliseconds on each line.
public enum StreamTruth {
  /// Why a text can't be read.
  public struct ReadingError: Error, Sendable, Hashable {
    /// The line, counted from 1.
    public let line: Int
    /// What is no number.
    public let text: String

    /// Makes an error.
    public init(line: Int, text: String) {
      self.line = line
      self.text = text
    }
  }

  /// Reads a text; lines without exactly one comma are passed over, as in the original.
  ///
  /// - Throws: ``ReadingError`` where what follows a comma is no number of milliseconds.
  public static func events(_ text: String) throws(ReadingError) -> [StreamEvent] {
    var events: [StreamEvent] = []
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (place, line) in lines.enumerated() {
      let pieces = line.split(separator: ",", omittingEmptySubsequences: false)
      guard pieces.count == 2 else { continue }
      let number = pieces[1].drop { $0 == " " || $0 == "\t" }
        .reversed().drop { $0 == " " || $0 == "\t" }.reversed()
      guard let time = Double(String(number)), abs(time) < 1e15 else {
        throw ReadingError(line: place + 1, text: String(pieces[1]))
      }
      events.append(StreamEvent(String(pieces[0]), atMilliseconds: Int(time)))
    }
    return events
  }

  /// Writes a text: `yes, 1234.562500`, to the microsecond.
  public static func text(_ words: [(label: String, milliseconds: Double)]) -> String {
    words.map { word in "\(word.label), \(fixed(word.milliseconds))\n" }.joined()
  }

  /// A number with six places behind the point.
  private static func fixed(_ value: Double) -> String {
    let scaled = (abs(value) * 1e6).rounded(.toNearestOrEven)
    let (whole, part) = Int(scaled).quotientAndRemainder(dividingBy: 1_000_000)
    let digits = String(part)
    let sign = value < 0 && scaled > 0 ? "-" : ""
    return "\(sign)\(whole).\(String(repeating: "0", count: 6 - digits.count))\(digits)"
  }
}
