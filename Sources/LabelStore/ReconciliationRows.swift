import Foundation
import GRDB
import Labeling

/// Carries out the steps of a plan; each holds even if another program did it meanwhile.
struct ReconciliationRows {
  private let attribution: (RecordingPath) -> Attribution?
  private var labels: [String: Int64] = [:]

  init(attribution: @escaping (RecordingPath) -> Attribution?) {
    self.attribution = attribution
  }

  /// Does some steps in the transaction that is open and counts them.
  mutating func perform(
    _ steps: ArraySlice<ReconciliationPlan.Step>, _ report: inout Reconciliation,
    _ database: Database
  ) throws {
    labels = [:]
    let now = Timestamp.rounded(Date())
    for step in steps {
      switch step {
      case .insert(let found):
        if try insert(found, now, database) { report.added += 1 }
      case .move(let row, let found):
        try execute(
          """
          UPDATE OR IGNORE recordings SET path = ?, modified = ?, is_missing = 0 WHERE id = ?
          """, [found.path.column, found.modified, row], database)
        report.moved += database.changesCount
      case .change(let row, let found):
        try execute(
          """
          UPDATE OR IGNORE recordings SET byte_count = ?, modified = ?, is_missing = 0,
            state = 'waiting', problem = NULL, hash = NULL WHERE id = ?
          """, [found.byteCount, found.modified, row], database)
        report.changed += 1
      case .returned(let row):
        try execute(
          "UPDATE OR IGNORE recordings SET is_missing = 0 WHERE id = ?", [row], database)
      case .lost(let row), .lift(let row):
        try execute("UPDATE recordings SET is_missing = 1 WHERE id = ?", [row], database)
      }
    }
  }

  private mutating func insert(
    _ found: FoundRecording, _ now: Date, _ database: Database
  ) throws -> Bool {
    let given = attribution(found.path)
    try execute(
      """
      INSERT INTO recordings (uuid, path, byte_count, modified, group_name, split)
      VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (path) WHERE is_missing = 0
      DO NOTHING
      """,
      [
        RandomUUID.next(), found.path.column, found.byteCount, found.modified, given?.group,
        given?.split,
      ], database)
    guard database.changesCount == 1 else { return false }
    try execute(
      "INSERT INTO clips (uuid, recording_id) VALUES (?, ?)",
      [RandomUUID.next(), database.lastInsertedRowID], database)
    guard let given, let name = given.label else { return true }
    let clip = ID<Clip>(row: database.lastInsertedRowID)
    let annotation = Annotation(
      id: RandomUUID.next(), clip: clip, label: name, origin: given.origin, annotator: "",
      created: now)
    let known = labels[name]
    let row = try known ?? LabelRows.row(of: name, database, isPlaced: false)
    labels[name] = row
    try AnnotationRows.insert(annotation, row, database)
    return true
  }

  private func execute(
    _ sql: String, _ arguments: StatementArguments, _ database: Database
  ) throws {
    try database.cachedStatement(sql: sql).execute(arguments: arguments)
  }
}
