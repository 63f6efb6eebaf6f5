import Foundation
import GRDB
import Labeling

extension AnnotationRows {
  /// Does one step on the rows as they are and returns what it came to; empty if nothing changed.
  static func apply(_ step: LibraryEdit, _ database: Database) throws -> [LibraryEdit] {
    var labels = MetLabels()
    return try apply(step, &labels, database)
  }

  /// Does a step of several, whose classes are looked up once.
  static func apply(
    _ step: LibraryEdit, _ labels: inout MetLabels, _ database: Database
  ) throws -> [LibraryEdit] {
    switch step {
    case .add(let new):
      let new = storable(new)
      // An import brings many regions, and hardly one of them is there.
      if new.span != nil, try insertUnlessThere(new, &labels, database) { return [.add(new)] }
      return try put(new, over: nil, database)
    case .replace(let old, let new): return try put(storable(new), over: old.id, database)
    case .remove(let old):
      // What somebody else made of it meanwhile was not meant.
      guard try annotation(old.id, database) == storable(old) else { return [] }
      return try drop(storable(old), database)
    case .trim, .addClip, .removeClip: return try ClipRows.apply(step, database)
    case .labelSet(let old, let new):
      labels = MetLabels()
      return try LabelRows.apply(from: old, to: new, database)
    case .batch(let edits): return try edits.flatMap { try apply($0, &labels, database) }
    }
  }

  /// What keeps a step from finding the rows as it says, nil if it finds them so.
  static func obstacle(
    to step: LibraryEdit, _ database: Database
  ) throws -> LibraryEdit.Subject? {
    switch step {
    case .add(let new):
      if try annotation(new.id, database) != nil { return .annotation(new.id) }
      return try rivals(of: new, database).first.map { .annotation($0.id) }
    case .remove(let old):
      return try annotation(old.id, database) == old ? nil : .annotation(old.id)
    case .replace(let old, let new):
      guard try annotation(old.id, database) == old else { return .annotation(old.id) }
      if old.id != new.id, try annotation(new.id, database) != nil { return .annotation(new.id) }
      return try rivals(of: new, database).first { $0.id != old.id }.map { .annotation($0.id) }
    case .trim(let clip, _, _):
      return try ClipRows.isFree(for: step, database) ? nil : .clip(clip)
    case .addClip(let clip), .removeClip(let clip):
      return try ClipRows.isFree(for: step, database) ? nil : .clip(clip.clip)
    case .labelSet(let old, _):
      return try LabelRows.isFree(after: old, database) ? nil : .labelSet
    case .batch: return nil
    }
  }

  /// Inserts an annotation of a region; false if one of its identity is there.
  private static func insertUnlessThere(
    _ new: Annotation, _ labels: inout MetLabels, _ database: Database
  ) throws -> Bool {
    let label = try labels.row(of: new.label, database, isPlaced: new.namesClass)
    return try insert(new, label, database, isOrIgnored: true)
  }

  /// Writes an annotation in the place of itself, of its predecessor, and of what the same person or
  /// nobody says about the whole clip in its tier.
  private static func put(
    _ new: Annotation, over predecessor: UUID?, _ database: Database
  ) throws -> [LibraryEdit] {
    let named = try [new.id, predecessor].compactMap { id in
      try id.flatMap { try annotation($0, database) }
    }
    var seen: Set<UUID> = []
    let standing = try (named + rivals(of: new, database)).filter { seen.insert($0.id).inserted }
    guard standing != [new] else { return [] }
    let label = try LabelRows.row(of: new.label, database, isPlaced: new.namesClass)
    guard let old = standing.first else {
      try insert(new, label, database)
      return [.add(new)]
    }
    let gone = try standing.dropFirst().flatMap { try drop($0, database) }
    guard old != new else { return gone }
    try update(old.id, to: new, label, database)
    return gone + [.replace(old, with: new)]
  }

  /// The other annotations of the whole clip in the tier of one which must give way to it: those of
  /// the same person and those of nobody, such as a folder's.
  private static func rivals(
    of new: Annotation, _ database: Database
  ) throws -> [Annotation] {
    guard new.span == nil else { return [] }
    let statement = try database.cachedStatement(
      sql: """
        SELECT \(columns) FROM annotations JOIN labels ON labels.id = annotations.label_id
        WHERE annotations.clip_id = ? AND ifnull(annotations.tier, '') = ?
          AND annotations.onset IS NULL AND annotations.uuid <> ?
          AND annotations.annotator IN ('', ?)
        ORDER BY annotations.created, annotations.uuid
        """)
    return try Row.fetchAll(
      statement, arguments: [new.clip.row, new.tier ?? "", new.id, new.annotator]
    )
    .map(annotation)
  }

  private static func drop(_ old: Annotation, _ database: Database) throws -> [LibraryEdit] {
    try delete(old.id, database)
    return [.remove(old)]
  }
}
