import Explorer
import Foundation
import Labeling
import SoundFiles

/// A file of labels that another program wrote.
public struct LabelFile {
  /// The format that it is in.
  public let format: any LabelFormat.Type
  /// Its labels, in its order.
  public let labels: [ImportedLabel]

  /// Larger files are refused.
  private static let byteLimit = 256 << 20

  /// Reads the file at a path given as the file system's bytes.
  ///
  /// - Parameter format: Nil for what its name and its text tell.
  /// - Throws: Why it can't be read.
  public init(_ path: [UInt8], format: (any LabelFormat.Type)? = nil) throws(Failure) {
    if let labels = try Self.cueLabels(path, isWanted: format.map { $0.isInSound }) {
      self.format = CueLabels.self
      self.labels = labels
      return
    }
    let text = try Self.text(path)
    let name = FilePath.text(FilePath.name(path))
    do {
      (self.format, labels) = try FormatRegistry.read(text, name: name, as: format)
    } catch {
      throw Self.refusal(path, error.errors, isKnown: format != nil || FormatRegistry.isKnown(name))
    }
  }

  /// Reads a table at a path given as the file system's bytes, whose columns have names of their own.
  ///
  /// - Parameter columns: The names of its columns by those of ``LabelRow/columns``.
  /// - Throws: Why it can't be read.
  public init(table path: [UInt8], columns: [String: String]) throws(Failure) {
    let text = try Self.text(path)
    var labels: [ImportedLabel] = []
    do {
      try FormatRegistry.readTable(text, columns: columns) { label in labels.append(label) }
    } catch {
      throw Self.refusal(path, [(CSVTable.self, error)], isKnown: true)
    }
    format = CSVTable.self
    self.labels = labels
  }

  /// The cue points of a sound file; nil where another format is asked for or the file is another.
  ///
  /// - Parameter isWanted: Nil for what the file tells.
  private static func cueLabels(
    _ path: [UInt8], isWanted: Bool?
  ) throws(Failure) -> [ImportedLabel]? {
    guard isWanted != false else { return nil }
    do {
      guard try SoundMark.mayBe(in: path) else {
        if isWanted == nil { return nil }
        throw Failure(
          what: "Cannot read the labels \(FilePath.text(path))",
          why: "cue points are in WAV files only, and this is none",
          remedy: "name a WAV file, or another format")
      }
      return CueLabels.labels(
        of: try SoundMark.read(path).map { mark in
          CueLabels.Point(
            onset: mark.onset, length: mark.length, label: mark.label, note: mark.note)
        })
    } catch let error as SoundFileError {
      // What can't be opened is told by whoever reads the text.
      if isWanted == nil, !error.isOfMarks { return nil }
      throw Failure(error)
    } catch let error as Failure {
      throw error
    } catch {
      preconditionFailure("an error of another kind: \(error)")
    }
  }

  /// Why no format can read it: what the likeliest one says that does not miss a column.
  private static func refusal(
    _ path: [UInt8], _ errors: [(format: any LabelFormat.Type, error: LabelFormatError)],
    isKnown: Bool
  ) -> Failure {
    let what = "Cannot read the labels \(FilePath.text(path))"
    let telling = errors.first { if case .missingColumn = $0.error { false } else { true } }
    guard isKnown, let found = telling ?? errors.first else {
      let names = errors.map { $0.format.id }.joined(separator: ", ")
      return Failure(
        what: what, why: "they are in none of the formats \(names)", remedy: "name another file")
    }
    let (_, why, remedy) = found.error.sentence
    return errors.count == 1
      ? Failure(what: what, why: why, remedy: remedy)
      : Failure(
        what: what, why: "as \(found.format.id), \(why)", remedy: remedy + ", or name the format")
  }

  /// The beginning of a regular file, for its first line; empty where it can't be read.
  public static func beginning(of path: [UInt8]) -> String {
    guard let facts = FilePath.facts(path), facts.st_mode & S_IFMT == S_IFREG,
      let file = fopen(FilePath.terminated(path), "rb")
    else { return "" }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: beginningLength)
    let count = fread(&bytes, 1, bytes.count, file)
    bytes.removeLast(bytes.count - count)
    return LabelEncoding.text(bytes)
  }

  /// Bytes in which the first line of a table ends.
  private static let beginningLength = 1 << 16

  /// The first bytes of what gzip writes, as Lhotse does by default.
  ///
  /// - Source: RFC 1952, 2.3.1.
  private static let gzipMark: [UInt8] = [0x1f, 0x8b]

  /// The text of a file; UTF-16 is told by its mark or its zeros.
  ///
  /// - Parameter name: What the file is, in an error.
  public static func text(
    _ path: [UInt8], of name: String = "the labels"
  ) throws(Failure) -> String {
    let what = "Cannot read \(name) \(FilePath.text(path))"
    guard let facts = FilePath.facts(path) else {
      throw Failure(what: what, why: "they are not there", remedy: "check the path")
    }
    guard facts.st_mode & S_IFMT == S_IFREG else {
      throw Failure(what: what, why: "that is no regular file", remedy: "name a file of labels")
    }
    guard facts.st_size <= byteLimit else {
      throw Failure(what: what, why: "they are larger than 256 MiB", remedy: "part them")
    }
    guard let file = fopen(FilePath.terminated(path), "rb") else {
      throw Failure(what: what, why: FilePath.reason(errno), remedy: "check its rights")
    }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: Int(facts.st_size))
    let count = fread(&bytes, 1, bytes.count, file)
    bytes.removeLast(bytes.count - count)
    if bytes.starts(with: gzipMark) {
      throw Failure(
        what: what, why: "they are packed by gzip",
        remedy: "unpack them: gunzip -k \(FilePath.text(FilePath.name(path)))")
    }
    let text = LabelEncoding.text(bytes)
    if text.unicodeScalars.contains("\u{fffd}"), let line = LabelEncoding.firstBadLine(of: bytes) {
      throw Failure(
        what: what, why: "line \(line) is neither UTF-8 nor UTF-16",
        remedy: "convert the file, such as by iconv -f latin1 -t utf-8")
    }
    return text
  }
}

extension SoundFileError {
  /// Whether the file could be opened, and what is in it is wrong.
  fileprivate var isOfMarks: Bool {
    if case .damagedHeader = self { true } else { false }
  }
}
