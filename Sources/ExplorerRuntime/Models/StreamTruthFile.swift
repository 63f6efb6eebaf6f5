import Explorer
import Labeling
import Recognition

/// What is in a stream, from a file of labels.
public struct StreamTruthFile: Sendable {
  /// The labels by their onsets.
  public let events: [StreamEvent]

  /// Reads a file: the original's lines, or any format of labels.
  ///
  /// - Throws: Why it can't be read, or that it says no times.
  public init(_ path: [UInt8]) throws(Failure) {
    if let events = try StreamTruthFile.original(path) {
      self.events = events
      return
    }
    let labels = try LabelFile(path).labels
    events = labels.compactMap { label in
      label.seconds.map {
        StreamEvent(label.label, atMilliseconds: Int(($0.lowerBound * 1_000).rounded()))
      }
    }
    if events.isEmpty, !labels.isEmpty {
      throw Failure(
        what: "Cannot score by \(FilePath.text(path))", why: "its labels have no times",
        remedy: "name a file with onsets")
    }
  }

  /// The original's lines, `label, milliseconds`; nil where the text is something else.
  private static func original(_ path: [UInt8]) throws(Failure) -> [StreamEvent]? {
    guard FilePath.fileExtension(FilePath.name(path)) == "txt" else { return nil }
    let text = try LabelTable.text(path)
    let lines = text.split(whereSeparator: \.isNewline)
    let isOriginal = lines.allSatisfy { line in
      !line.contains("\t") && line.count { $0 == "," } == 1
    }
    guard isOriginal, !lines.isEmpty else { return nil }
    do {
      return try StreamTruth.events(text)
    } catch {
      throw Failure(
        what: "Cannot read the labels \(FilePath.text(path))",
        why: "line \(error.line) has \(JSONText.literal(error.text)), no milliseconds",
        remedy: "correct the line")
    }
  }
}
