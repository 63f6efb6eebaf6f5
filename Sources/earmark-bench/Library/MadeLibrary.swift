import Foundation
import GRDB
import LabelStore

/// A library of recordings that are not there, written as fast as SQLite can.
struct MadeLibrary {
  /// The folder that it is of.
  let folder: String
  /// The file.
  var path: String { folder + "/.earmark/library.sqlite" }

  /// Makes a library in which every recording is one clip.
  ///
  /// - Parameters:
  ///   - seconds: The length of each recording, at 16 kHz.
  ///   - isLabelled: Whether each has one of 35 labels.
  init(in home: String, recordings: Int, seconds: Int, isLabelled: Bool) throws {
    folder = home + "/library-\(recordings)"
    try? FileManager.default.removeItem(atPath: folder)
    let store = try LabelStore(
      path: folder + "/.earmark/library.sqlite", author: "bench", session: "0", access: .write)
    try store.orderLabels((0..<35).map { String(format: "word%02d", $0) })
    try store.close()
    let queue = try DatabaseQueue(path: folder + "/.earmark/library.sqlite")
    try queue.write { database in
      try database.execute(
        sql: """
          INSERT INTO recordings (id, uuid, path, byte_count, modified, sample_rate, sample_count,
            channel_count, container, encoding, hash, state)
          WITH RECURSIVE numbers(i) AS
            (SELECT 0 UNION ALL SELECT i + 1 FROM numbers WHERE i + 1 < :count)
          SELECT i + 1, randomblob(16), printf('word%02d/clip%07d.wav', i * 35 / :count, i), 32044, 1,
            16000, 16000 * :seconds, 1, 'WAV', 'PCM 16', lower(hex(randomblob(32))), 'ready'
          FROM numbers
          """, arguments: ["count": recordings, "seconds": seconds])
      try database.execute(
        sql:
          "INSERT INTO clips (id, uuid, recording_id) SELECT id, randomblob(16), id FROM recordings"
      )
      guard isLabelled else { return }
      try database.execute(
        sql: """
          INSERT INTO annotations (uuid, clip_id, label_id, origin, annotator, created)
          SELECT randomblob(16), id, 1 + id % 35, iif(id % 3, 'person', 'folder'),
            iif(id % 3, 'bench', ''),
            strftime('%Y-%m-%dT%H:%M:%f', 1700000000 + id, 'unixepoch') || 'Z' FROM clips
          """)
    }
    try queue.close()
  }
}
