import Labeling

extension LabelStore {
  /// How many recordings one transaction takes, so that other programs get their turn.
  private static let batchLength = 2000

  /// Makes the library agree with what a walk through the folders found.
  ///
  /// A recording at a new place whose size and hash are those of a missing one is that one, with
  /// its labels. What is gone is kept with its labels and marked as missing.
  ///
  /// - Parameters:
  ///   - found: Everything found below the prefixes.
  ///   - prefixes: What was walked through, the empty path for the root; none: everything.
  ///   - look: Looks for a known recording below the prefixes that was not found.
  ///   - hash: Hashes the contents of a recording, nil if that fails; asked only where a missing
  ///     recording has the same size.
  ///   - attribution: What the folder, the name or a table says about a new recording.
  public func reconcile(
    _ found: [FoundRecording], under prefixes: [RecordingPath] = [],
    look: (RecordingPath) -> Presence = { _ in .gone }, hash: (RecordingPath) -> String?,
    attribution: (RecordingPath) -> Attribution?
  ) throws(LabelStoreError) -> Reconciliation {
    let prefixes = PathPrefixes(prefixes)
    let known = try connection.read { database in
      try ReconciliationPlan.known(prefixes, database)
    }
    let plan = ReconciliationPlan(
      found, known: known, prefixes: prefixes, look: look, hash: hash)
    var report = Reconciliation()
    report.unchanged = plan.unchanged
    report.missing = plan.missing
    report.moves = plan.moves
    report.isChanged = !plan.steps.isEmpty
    for start in stride(from: 0, to: plan.steps.count, by: Self.batchLength) {
      let steps = plan.steps[start..<min(start + Self.batchLength, plan.steps.count)]
      report = try perform(steps, after: report, attribution)
    }
    report.pending = try connection.read { database in
      try RecordingRows.inState("waiting", prefixes, database)
    }
    return report
  }

  /// The recordings below prefixes whose header could not be read, in the order of their paths.
  public func unreadable(
    under prefixes: [RecordingPath] = []
  ) throws(LabelStoreError) -> [Recording] {
    try connection.read { database in
      try RecordingRows.inState("unreadable", PathPrefixes(prefixes), database)
    }
  }

  /// Writes what headers say in one transaction and returns the rows as they are then.
  public func record(
    _ facts: [(ID<Recording>, RecordingFacts)]
  ) throws(LabelStoreError) -> [Recording] {
    guard !facts.isEmpty else { return [] }
    let (recordings, before) = try connection.write { database in
      let rows = try facts.compactMap { id, facts in
        try RecordingRows.record(facts, of: id, database)
      }
      return (rows, try RecordingRows.countChange(database))
    }
    noteOwnChange(before)
    return recordings
  }

  /// Writes to which groups and splits recordings belong; nil leaves what is known.
  public func assign(
    _ attributions: [(ID<Recording>, Attribution)]
  ) throws(LabelStoreError) {
    guard !attributions.isEmpty else { return }
    let before = try connection.write { database in
      for (id, attribution) in attributions {
        try RecordingRows.assign(attribution, to: id, database)
      }
      return try RecordingRows.countChange(database)
    }
    noteOwnChange(before)
  }

  private func perform(
    _ steps: ArraySlice<ReconciliationPlan.Step>, after report: Reconciliation,
    _ attribution: (RecordingPath) -> Attribution?
  ) throws(LabelStoreError) -> Reconciliation {
    let (next, before) = try connection.write { database in
      var next = report
      try withoutActuallyEscaping(attribution) { attribution in
        var rows = ReconciliationRows(attribution: attribution)
        try rows.perform(steps, &next, database)
      }
      return (next, try RecordingRows.countChange(database))
    }
    noteOwnChange(before)
    return next
  }

  /// Tells changes of this store from those of others.
  func noteOwnChange(_ before: Int64) {
    if before != seen.revision { seen.areRecordingsChanged = true }
    seen.revision = before + 1
  }
}
