extension LibraryEdit {
  /// Gives labels another name everywhere, in the label set too, as one edit.
  ///
  /// Where that makes two annotations of one person say the same of the same place, one stays.
  /// Nothing else of an annotation changes.
  ///
  /// - Parameters:
  ///   - names: The labels that go; several are merged.
  ///   - name: What they become.
  /// - Returns: Nil if there is none of the labels.
  public static func renaming(
    _ names: Set<String>, to name: String, in library: Library
  ) -> LibraryEdit? {
    let labels = library.labels.renaming(names, to: name)
    let edits = changes(in: library) { names.contains($0.annotation.label) ? name : nil }
    if labels == library.labels { return edits.isEmpty ? nil : .batch(edits) }
    return .batch([.labelSet(from: library.labels, to: labels)] + edits)
  }

  /// Gives another name to some of the annotations with a label, as one edit.
  ///
  /// - Parameter rows: The annotations; of them those with the label get the new one.
  /// - Returns: Nil if there is none.
  public static func splitting(
    _ names: Set<String>, into other: String, in library: Library, of rows: [LabelRow]
  ) -> LibraryEdit? {
    let chosen = Set(rows.map(\.annotation.id))
    let edits = changes(in: library) { row in
      names.contains(row.annotation.label) && chosen.contains(row.annotation.id) ? other : nil
    }
    return edits.isEmpty ? nil : .batch(edits)
  }

  /// Changes labels; nil of `label` leaves an annotation as it is.
  private static func changes(
    in library: Library, _ label: (LabelRow) -> String?
  ) -> [LibraryEdit] {
    var edits: [LibraryEdit] = []
    for clip in library.clips where !clip.annotations.isEmpty {
      let rows = clip.annotations.map { LabelRow(clip: clip, annotation: $0) }
      let changes = rows.map { row in label(row).flatMap { $0 == row.annotation.label ? nil : $0 } }
      guard changes.contains(where: { $0 != nil }) else { continue }
      // Only what this edit makes equal goes: doubles that were there already may be meant.
      var kept = Set(
        zip(clip.annotations, changes).filter { $1 == nil }.map { Place($0.0, $0.0.label) })
      for (annotation, change) in zip(clip.annotations, changes) {
        guard let change else { continue }
        guard kept.insert(Place(annotation, change)).inserted else {
          edits.append(.remove(annotation))
          continue
        }
        var new = annotation
        new.label = change
        new.tier = annotation.tier(named: change)
        edits.append(.replace(annotation, with: new))
      }
    }
    return edits
  }

  /// What makes two annotations say the same.
  private struct Place: Hashable {
    let span: Range<Int>?
    let hertz: ClosedRange<Float>?
    let label: String
    let tier: String?
    let annotator: String

    init(_ annotation: Annotation, _ label: String) {
      span = annotation.span
      hertz = annotation.hertz
      self.label = label
      tier = annotation.wholeTier
      annotator = annotation.annotator
    }
  }

  /// One label that becomes another one, `yes → no`; nil for anything else.
  public var change: String? {
    guard case .replace(let old, let new) = self, old.label != new.label else { return nil }
    return "\(old.label) → \(new.label)"
  }

  /// The labels that a change of the label set takes away: `yes, ja → `; empty for other edits.
  var renamed: String {
    guard case .batch(let edits) = self, case .labelSet(let old, let new)? = edits.first else {
      return ""
    }
    let gone = old.names.filter { new.place(of: $0) == nil }
    return gone.isEmpty ? "" : gone.joined(separator: ", ") + " → "
  }
}
