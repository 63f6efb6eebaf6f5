import Explorer
import Labeling

/// Which columns of a table hold what of a label.
enum ColumnNames {
  /// What is typed to name columns, in the order of `LabelRow.columns`.
  static func text(_ names: [String: String]) -> String {
    LabelRow.columns.compactMap { part in names[part].map { "\(part)=\($0)" } }
      .joined(separator: ",")
  }

  /// Reads what is typed: `label=kind,onset=from`.
  ///
  /// - Returns: The names of the table's columns by those of a label.
  /// - Throws: What is wrong with it.
  static func read(_ text: String) throws -> [String: String] {
    var names: [String: String] = [:]
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let words = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard words.count == 2, !words[1].isEmpty, LabelRow.columns.contains(String(words[0])),
        names[String(words[0])] == nil
      else {
        throw UsageFailure(
          failure: Failure(
            what: "Cannot use the columns \(RawArguments.shown(text))",
            why: "\(RawArguments.shown(String(part))) names no part of a label with its column",
            remedy: "use \(LabelRow.columns.joined(separator: ", ")), such as label=kind"))
      }
      names[String(words[0])] = String(words[1])
    }
    return names
  }
}
