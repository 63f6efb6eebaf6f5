import Foundation
import GRDB
import Labeling

/// What was measured of recordings, as rows.
enum QualityRows {
  /// What tells the contents of a recording from earlier and later ones, and what was measured of them
  /// from what earlier programs measured.
  private static let contents = "recordings.byte_count || ' ' || recordings.modified || ' 2'"

  private static let isCurrent = """
    quality.recording_id = recordings.id AND quality.contents = \(contents)
    """

  /// Whether the library has the table: one that is only read may be older.
  static func isThere(_ database: Database) throws -> Bool { try database.tableExists("quality") }

  static func unmeasured(
    _ prefixes: PathPrefixes, _ database: Database
  ) throws -> [UnmeasuredRecording] {
    var found: [UnmeasuredRecording] = []
    let prefixes = try RecordingRows.simplified(prefixes, database)
    try RecordingRows.forEach(under: prefixes, database) { condition in
      """
      SELECT recordings.id, recordings.path, \(contents) FROM recordings
      LEFT JOIN quality ON \(isCurrent)
      WHERE recordings.is_missing = 0 AND recordings.state = 'ready'
        AND quality.recording_id IS NULL AND \(condition) ORDER BY recordings.path
      """
    } _: { row in
      guard let path = RecordingPath(column: row[1]) else { throw RecordingRows.Misfit() }
      found.append(
        UnmeasuredRecording(
          id: ID(row: try row.value(0)), path: path, contents: try row.value(2)))
    }
    return found
  }

  static func isCompared(_ database: Database) throws -> Bool {
    let value = try Int64.fetchOne(
      database, sql: "SELECT value FROM counters WHERE name = 'uncompared'")
    return value ?? 0 == 0
  }

  static func setCompared(_ isCompared: Bool, _ database: Database) throws {
    try database.cachedStatement(
      sql: """
        INSERT INTO counters VALUES ('uncompared', ?)
          ON CONFLICT (name) DO UPDATE SET value = excluded.value
        """
    ).execute(arguments: [isCompared ? 0 : 1])
  }

  static func put(_ measured: MeasuredRecording, _ database: Database) throws {
    try database.cachedStatement(
      sql: """
        INSERT INTO quality (recording_id, contents, flaws, judged, onset, "offset", fingerprint)
          SELECT id, ?2, ?3, ?3, ?4, ?5, ?6 FROM recordings WHERE id = ?1
          ON CONFLICT (recording_id) DO UPDATE SET contents = excluded.contents,
            flaws = excluded.flaws, judged = excluded.judged, twin = NULL,
            onset = excluded.onset, "offset" = excluded."offset",
            fingerprint = excluded.fingerprint
        """
    ).execute(arguments: [
      measured.id.row, measured.contents, Int64(measured.flaws.rawValue),
      measured.loudest?.lowerBound, measured.loudest?.upperBound,
      measured.fingerprint.isEmpty ? nil : Data(measured.fingerprint),
    ])
  }

  static func compared(_ database: Database) throws -> [ComparedRecording] {
    var found: [ComparedRecording] = []
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT recordings.id, recordings.sample_rate, recordings.sample_count, recordings.hash,
          quality.flaws, quality.fingerprint, recordings.path
        FROM recordings JOIN quality ON \(isCurrent)
        WHERE recordings.is_missing = 0 AND recordings.state = 'ready' ORDER BY recordings.path
        """)
    while let row = try rows.next() {
      let rate: Double = try row.value(1)
      let count: Int = try row.value(2)
      let flaws: Int64 = try row.value(4)
      let fingerprint: Data? = try row.value(5)
      let path = RecordingPath(column: row[6])
      let isNoise = path?.folders.last == FolderLabel.backgroundNoise
      found.append(
        ComparedRecording(
          finding: QualityJudge.Finding(
            recording: ID(row: try row.value(0)), sampleRate: rate,
            duration: rate > 0 && !isNoise ? Double(count) / rate : nil, hash: try row.value(3),
            flaws: SoundFlaws(rawValue: UInt16(truncatingIfNeeded: flaws))),
          fingerprint: fingerprint.map { [UInt8]($0) } ?? []))
    }
    return found
  }

  static func judge(
    _ quality: SoundQuality, _ recording: ID<Recording>, _ database: Database
  ) throws {
    let flaws = Int64(quality.flaws.rawValue)
    try database.cachedStatement(
      sql: """
        UPDATE quality SET judged = ?2, twin = (SELECT id FROM recordings WHERE id = ?3)
          WHERE recording_id = ?1 AND (judged != ?2 OR twin IS NOT ?3)
        """
    ).execute(arguments: [recording.row, flaws, quality.twin?.row])
  }

  static func flawed(_ database: Database) throws -> [ID<Recording>: SoundQuality] {
    guard try isThere(database) else { return [:] }
    var found: [ID<Recording>: SoundQuality] = [:]
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT recordings.id, quality.judged, twins.id, quality.onset, quality."offset"
        FROM quality JOIN recordings ON \(isCurrent)
        LEFT JOIN recordings AS twins ON twins.id = quality.twin AND twins.is_missing = 0
        WHERE quality.judged != 0 AND recordings.is_missing = 0
        """)
    while let row = try rows.next() {
      let flaws: Int64 = try row.value(1)
      let twin: Int64? = try row.value(2)
      let onset: Int? = try row.value(3)
      let offset: Int? = try row.value(4)
      let loudest = onset.flatMap { onset in offset.map { onset..<max(onset, $0) } }
      var shown = SoundFlaws(rawValue: UInt16(truncatingIfNeeded: flaws))
      // Without its twin it is the only one.
      if twin == nil { shown.subtract(SoundFlaws([.duplicate, .nearDuplicate])) }
      guard !shown.isEmpty else { continue }
      found[ID(row: try row.value(0))] = SoundQuality(
        flaws: shown, twin: twin.map { ID(row: $0) }, loudest: loudest)
    }
    return found
  }
}
