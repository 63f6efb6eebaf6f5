import GRDB
import Labeling

/// The changes that make the rows agree with what was found.
struct ReconciliationPlan {
  /// A change of one recording.
  enum Step {
    case change(Int64, FoundRecording)
    case returned(Int64)
    case lost(Int64)
    case lift(Int64)
    case move(Int64, FoundRecording)
    case insert(FoundRecording)
  }

  /// A recording that the library knows.
  struct Known {
    let row: Int64
    let path: RecordingPath
    let byteCount: Int64
    let modified: Int64
    let hash: String?
    let isMissing: Bool
  }

  /// What to do, in an order in which no two recordings are at one place: those that move are
  /// lifted first.
  private(set) var steps: [Step] = []
  private(set) var unchanged = 0
  private(set) var missing = 0
  /// Which recordings lie elsewhere now.
  private(set) var moves: [RecordingMove] = []

  init(
    _ found: [FoundRecording], known: [Known], prefixes: PathPrefixes,
    look: (RecordingPath) -> Presence, hash: (RecordingPath) -> String?
  ) {
    var found = found
    var unseen: Set<RecordingPath> = []
    for path in Self.notWalked(found, known, prefixes) {
      switch look(path) {
      case .found(let finding): found.append(finding)
      case .unknown: unseen.insert(path)
      case .gone: break
      }
    }
    let sorted = Findings(found, known)
    unchanged = sorted.unchanged
    steps += sorted.returned.map { .returned($0) }
    let lost = known.filter {
      !sorted.rowsInPlace.contains($0.row) && !unseen.contains($0.path)
        && ($0.isMissing || prefixes.contains($0.path))
    }
    var homeless = HomelessRecordings(lost: lost, displaced: sorted.changed.map(\.row))
    var moves: [(row: Int64, to: FoundRecording)] = []
    var inserts: [FoundRecording] = []
    var stayed: [(row: Known, FoundRecording)] = []
    var overwritten: [Known] = []
    for (row, finding) in sorted.changed {
      if let other = homeless.takeRenamed(finding, over: row, hash) {
        moves.append((other, finding))
        overwritten.append(row)
      } else {
        stayed.append((row, finding))
      }
    }
    for finding in sorted.new {
      if let row = homeless.take(finding, hash) {
        moves.append((row, finding))
      } else {
        inserts.append(finding)
      }
    }
    for (row, finding) in stayed {
      if homeless.isTaken(row) {
        inserts.append(finding)
      } else {
        steps.append(.change(row.row, finding))
      }
    }
    for row in lost + overwritten where !homeless.isTaken(row) && prefixes.contains(row.path) {
      missing += 1
      if !row.isMissing { steps.append(.lost(row.row)) }
    }
    steps += moves.map { .lift($0.row) } + moves.map { .move($0.row, $0.to) }
    steps += inserts.map { .insert($0) }
    self.moves = Self.moves(moves, known)
  }

  private static func moves(
    _ moves: [(row: Int64, to: FoundRecording)], _ known: [Known]
  ) -> [RecordingMove] {
    guard !moves.isEmpty else { return [] }
    let paths = Dictionary(known.map { ($0.row, $0.path) }) { first, _ in first }
    return moves.compactMap { row, found in
      paths[row].map { RecordingMove(from: $0, to: found.path) }
    }
  }

  /// The known places below the prefixes that a walk did not come by, each once.
  private static func notWalked(
    _ found: [FoundRecording], _ known: [Known], _ prefixes: PathPrefixes
  ) -> [RecordingPath] {
    var seen = Set(found.map(\.path))
    return known.map(\.path).filter { seen.insert($0).inserted && prefixes.contains($0) }
  }

  /// The rows that a plan for `prefixes` needs: those below them, and what is missing anywhere.
  static func known(_ prefixes: PathPrefixes, _ database: Database) throws -> [Known] {
    let columns = "SELECT id, path, byte_count, modified, hash, is_missing FROM recordings"
    var rows: [Known] = []
    try RecordingRows.forEach(under: prefixes, database) { condition in
      "\(columns) WHERE \(condition)"
    } _: { row in
      rows.append(try Known(row))
    }
    if !prefixes.paths.isEmpty {
      let elsewhere = try Row.fetchCursor(database, sql: "\(columns) WHERE is_missing = 1")
      while let row = try elsewhere.next() {
        let known = try Known(row)
        if !prefixes.contains(known.path) { rows.append(known) }
      }
    }
    return rows
  }
}

extension ReconciliationPlan.Known {
  /// Reads a row of `known`.
  fileprivate init(_ row: Row) throws {
    guard let path = RecordingPath(column: row[1]) else { throw RecordingRows.Misfit() }
    self.path = path
    self.row = try row.value(0)
    byteCount = try row.value(2)
    modified = try row.value(3)
    hash = try row.value(4)
    isMissing = try row.value(5)
  }
}

/// What was found beside what was known of the same places.
private struct Findings {
  var unchanged = 0
  var returned: [Int64] = []
  var changed: [(row: ReconciliationPlan.Known, FoundRecording)] = []
  var new: [FoundRecording] = []
  var rowsInPlace: Set<Int64> = []

  init(_ found: [FoundRecording], _ known: [ReconciliationPlan.Known]) {
    // A place may also be the last known one of recordings that were overwritten there.
    let places = Dictionary(known.map { ($0.path, $0) }) { $1.isMissing ? $0 : $1 }
    var handled: Set<RecordingPath> = []
    handled.reserveCapacity(found.count)
    for finding in found where handled.insert(finding.path).inserted {
      guard let row = places[finding.path] else {
        new.append(finding)
        continue
      }
      rowsInPlace.insert(row.row)
      if row.byteCount != finding.byteCount || row.modified != finding.modified {
        changed.append((row, finding))
      } else {
        unchanged += 1
        if row.isMissing { returned.append(row.row) }
      }
    }
  }
}
