import GRDB
import Labeling

extension LabelStore {
  /// The recordings whose contents have some hashes; of several with the same one the first.
  public func recordings(
    ofHashes hashes: Set<String>
  ) throws(LabelStoreError) -> [String: ID<Recording>] {
    guard !hashes.isEmpty else { return [:] }
    return try connection.read { database in
      var found: [String: ID<Recording>] = [:]
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT hash, id FROM recordings WHERE hash IS NOT NULL AND is_missing = 0 ORDER BY id
          """)
      while let row = try rows.next() {
        let hash: String = try row.value(0)
        guard hashes.contains(hash), found[hash] == nil else { continue }
        found[hash] = ID(row: try row.value(1))
      }
      return found
    }
  }
}
