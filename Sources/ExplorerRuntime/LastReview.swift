import Explorer
import Foundation
import LabelStore

/// The review that was left, as the library keeps it.
enum LastReview {
  private static let key = "review"

  /// What the library keeps; nil where there is nothing, or it is of another version.
  static func read(from store: LabelStore) -> ReviewRecord? {
    guard let text = (try? store.sessionValue(key)) ?? nil else { return nil }
    return try? JSONDecoder().decode(ReviewRecord.self, from: Data(text.utf8))
  }

  /// Writes it, or takes it away, if the library can be written.
  static func write(_ record: ReviewRecord?, to store: LabelStore) throws(LabelStoreError) {
    guard store.access == .write else { return }
    let data = record.flatMap { try? JSONEncoder().encode($0) }
    try store.setSessionValue(data.map { String(decoding: $0, as: UTF8.self) }, for: key)
  }
}
