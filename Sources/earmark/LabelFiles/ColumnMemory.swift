import ExplorerRuntime
import LabelStore
import Labeling

/// What a library remembers of the columns of tables, so that nobody is asked twice.
struct ColumnMemory {
  private let desk: LibraryDesk
  private var answers: [String: [String: String]] = [:]

  /// Looks into the library of a folder, if it has one.
  init(_ desk: LibraryDesk) { self.desk = desk }

  /// What was said of a table with the same first line; nil if nothing.
  func columns(of header: [String]) -> [String: String]? {
    let key = Self.key(of: header)
    if let answer = answers[key] { return answer }
    guard desk.location.exists, let store = try? desk.open(.read) else { return nil }
    let text = (try? store.libraryValue(key)) ?? nil
    try? store.close()
    return text.flatMap { try? ColumnNames.read($0) }
  }

  /// Takes an answer, which is kept once something was taken.
  mutating func take(_ columns: [String: String], of header: [String]) {
    // What could not be read back is not kept.
    guard (try? ColumnNames.read(ColumnNames.text(columns))) == columns else { return }
    answers[Self.key(of: header)] = columns
  }

  /// Keeps the answers in the library.
  func keep(in store: LabelStore) throws(LabelStoreError) {
    for (key, columns) in answers.sorted(by: { $0.key < $1.key }) {
      try store.setLibraryValue(ColumnNames.text(columns), for: key)
    }
  }

  /// The key of a first line.
  private static func key(of header: [String]) -> String {
    "columns of " + JSONValue.array(header.map(JSONValue.string)).compact
  }
}
