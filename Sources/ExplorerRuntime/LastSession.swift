import Explorer
import Foundation
import LabelStore

/// Where the last session of the explorer stopped, as the library keeps it.
public enum LastSession {
  private static let key = "explorer"

  /// What the library keeps; nil where there is nothing, or it is of another version.
  public static func read(from store: LabelStore) -> Session? {
    guard let text = (try? store.sessionValue(key)) ?? nil else { return nil }
    return try? JSONDecoder().decode(Session.self, from: Data(text.utf8))
  }

  /// Writes it, if the library can be written.
  static func write(_ session: Session, to store: LabelStore) throws(LabelStoreError) {
    guard store.access == .write, let data = try? JSONEncoder().encode(session) else { return }
    try store.setSessionValue(String(decoding: data, as: UTF8.self), for: key)
  }
}
