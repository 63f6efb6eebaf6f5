import Explorer
import Foundation
import LabelStore

/// Filters that have names, as the library keeps them for everybody.
public enum SavedFilters {
  private static let key = "filters"

  /// What the library keeps, by the names.
  public static func read(from store: LabelStore) -> [String: String] {
    filters(of: (try? store.libraryValue(key)) ?? nil)
  }

  /// Keeps a filter under a name, or forgets it, if the library can be written.
  static func keep(
    _ text: String?, as name: String, in store: LabelStore
  ) throws(LabelStoreError) {
    guard store.access == .write else { return }
    try store.changeLibraryValue(for: key) { old in
      var filters = filters(of: old)
      filters[name] = text
      return self.text(of: filters)
    }
  }

  /// Takes over those that an earlier version kept with the session of an annotator.
  static func adopt(_ others: [String: String], in store: LabelStore) throws(LabelStoreError) {
    guard store.access == .write, !others.isEmpty else { return }
    try store.changeLibraryValue(for: key) { old in
      text(of: others.merging(filters(of: old)) { _, kept in kept })
    }
  }

  private static func filters(of text: String?) -> [String: String] {
    text.flatMap { try? JSONDecoder().decode([String: String].self, from: Data($0.utf8)) } ?? [:]
  }

  private static func text(of filters: [String: String]) -> String? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return (try? encoder.encode(filters)).map { String(decoding: $0, as: UTF8.self) }
  }
}
