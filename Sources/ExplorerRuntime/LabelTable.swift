import Explorer
import Foundation
import Labeling

/// A table in a folder that says what the recordings below the folder are.
struct LabelTable: Sendable {
  /// Larger tables are refused.
  private static let byteLimit = 256 << 20

  private let folder: RecordingPath
  private let table: AttributionTable

  /// Reads a table; nil if it does not have the columns.
  ///
  /// - Parameter columns: The columns that the user named; nil: those with usual names.
  /// - Throws: Why it can't be read.
  init?(_ path: [UInt8], columns: TableColumns?) throws(Failure) {
    folder = RecordingPath(bytes: FilePath.parent(path))
    let text = try Self.text(path)
    do {
      table = try AttributionTable(text, columns: columns)
    } catch .missingColumn where columns != nil {
      return nil
    } catch {
      throw Failure(
        what: "Cannot use the table \(FilePath.text(path))", why: error.sentence.why,
        remedy: error.sentence.remedy)
    }
  }

  /// What the table says about the file at an absolute path, nil if it does not name it.
  func attribution(of path: RecordingPath) -> Attribution? {
    path.relative(to: folder).flatMap(table.attribution)
  }

  /// The text of a table, unless it is too large.
  static func text(_ path: [UInt8]) throws(Failure) -> String {
    let what = "Cannot read the table \(FilePath.text(path))"
    guard let facts = FilePath.facts(path) else {
      throw Failure(what: what, why: FilePath.reason(errno), remedy: "check its name")
    }
    guard facts.st_size <= byteLimit else {
      throw Failure(what: what, why: "it is larger than 256 MiB", remedy: "make it smaller")
    }
    guard let file = fopen(FilePath.terminated(path), "rb") else {
      throw Failure(what: what, why: FilePath.reason(errno), remedy: "check its rights")
    }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: Int(facts.st_size))
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes[..<count], as: UTF8.self)
  }
}
