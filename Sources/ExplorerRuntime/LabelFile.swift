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
    do {
      (self.format, labels) = try FormatRegistry.read(text, name: name, as: format)
    } catch {
      throw Self.refusal(path, error.errors, isKnown: format != nil || FormatRegistry.isKnown(name))
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
    return LabelEncoding.text(Array(bytes[..<count]))
  }
}
