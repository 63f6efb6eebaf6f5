import Explorer
import Foundation
import Labeling

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
    let text = try Self.text(path)
    let name = FilePath.text(FilePath.name(path))
    let likely = FormatRegistry.candidates(
      name, beginning: String(text.unicodeScalars.prefix(1000)))
    guard let first = format ?? FormatRegistry.format(of: text, name: name) ?? likely.first else {
      preconditionFailure("there are no formats")
    }
    self.format = first
    do {
      labels = try first.init().read(text)
    } catch {
      let hint = format == nil && likely.count > 1 ? ", or name its format" : ""
      throw Failure(
        what: "Cannot read the labels \(FilePath.text(path))",
        why: format == nil ? "as \(first.id), \(error.sentence.why)" : error.sentence.why,
        remedy: error.sentence.remedy + hint)
    }
  }

  /// The text of a file; UTF-16 is told by its mark or its zeros.
  private static func text(_ path: [UInt8]) throws(Failure) -> String {
    let what = "Cannot read the labels \(FilePath.text(path))"
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
    return LabelEncoding.text(Array(bytes[..<count]))
  }
}
