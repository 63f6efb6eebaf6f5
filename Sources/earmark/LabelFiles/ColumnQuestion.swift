import CellCanvas
import Explorer
import Foundation
import Labeling

/// Asks a person at a terminal which columns of a table say what.
enum ColumnQuestion {
  /// What is asked for, in order, with what it is.
  private static let parts = [
    ("path", "the recording"), ("label", "the label"), ("onset", "the onset in seconds"),
    ("offset", "the offset in seconds"),
  ]

  /// Asks for what is not known.
  ///
  /// - Parameters:
  ///   - header: The names of the columns.
  ///   - known: What is recognized: names of columns by those of `LabelRow.columns`.
  /// - Returns: The names of the columns by those of `LabelRow.columns`; nil where nobody can be
  ///   asked, or nobody answers.
  static func answer(_ header: [String], known: [String: String]) -> [String: String]? {
    guard isatty(STDIN_FILENO) == 1, StandardError.isTerminal else { return nil }
    var columns = known.filter { part in parts.contains { $0.0 == part.key } }
    StandardError.write("The columns of the table:\n")
    for (place, name) in header.enumerated() {
      StandardError.write("  \(place + 1)  \(DisplayText(name).text)\n")
    }
    for (part, what) in parts where columns[part] == nil {
      StandardError.write("Which one has \(what)? Its number, or Enter for none: ")
      guard let line = readLine() else { return nil }
      let typed = line.trimmingCharacters(in: .whitespaces)
      if typed.isEmpty { continue }
      if let number = Int(typed), header.indices.contains(number - 1) {
        columns[part] = header[number - 1]
      } else if header.contains(typed) {
        columns[part] = typed
      } else {
        StandardError.write("There is no such column.\n")
        return nil
      }
    }
    return columns
  }
}
