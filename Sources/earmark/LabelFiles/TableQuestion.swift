import Explorer
import ExplorerRuntime
import Labeling

/// Reads a file of labels, and asks what is in the columns of a table that are not recognized.
enum TableQuestion {
  /// Reads a file at a path given as bytes.
  ///
  /// - Parameters:
  ///   - format: Nil for what the file tells.
  ///   - columns: Columns of a table that somebody named; nil for what its first line tells.
  ///   - memory: What was said of tables before; it takes what is said now.
  static func file(
    _ path: [UInt8], format: (any LabelFormat.Type)?, columns: [String: String]?,
    memory: inout ColumnMemory
  ) throws(Failure) -> LabelFile {
    let isTable = format.map { $0.id == CSVTable.id } ?? isTable(path)
    let header =
      isTable || columns != nil
      ? CSVTable.header(of: LabelFile.beginning(of: path)) : nil
    if let columns {
      let file = try LabelFile(table: path, columns: columns)
      if let header { memory.take(columns, of: header.names) }
      return file
    }
    if let header, let columns = memory.columns(of: header.names) {
      return try LabelFile(table: path, columns: columns)
    }
    do {
      return try LabelFile(path, format: format)
    } catch {
      guard let header, header.names.count > 1, !header.lacks.isEmpty else { throw error }
      if let columns = ColumnQuestion.answer(header.names, known: header.known) {
        let file = try LabelFile(table: path, columns: columns)
        memory.take(columns, of: header.names)
        return file
      }
      let lacks = header.lacks.map { "'\($0)'" }.joined(separator: ", ")
      throw Failure(
        what: "Cannot read the labels \(FilePath.text(path))",
        why:
          "no column is known to have \(lacks): they are \(header.names.joined(separator: ", "))",
        remedy: "name them by --columns \(header.lacks.map { "\($0)=NAME" }.joined(separator: ","))"
      )
    }
  }

  private static func isTable(_ path: [UInt8]) -> Bool {
    ["csv", "tsv"].contains(FilePath.fileExtension(FilePath.name(path))?.lowercased())
  }
}
