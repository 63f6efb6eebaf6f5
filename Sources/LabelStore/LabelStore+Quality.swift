import GRDB
import Labeling

/// A recording whose sound was not measured yet, or not as it is now.
public struct UnmeasuredRecording: Sendable, Hashable {
  /// The recording.
  public let id: ID<Recording>
  /// Where it lies.
  public let path: RecordingPath
  /// What tells its contents from earlier and later ones.
  public let contents: String
}

/// What a recording shows by itself.
public struct MeasuredRecording: Sendable, Hashable {
  /// The recording.
  public let id: ID<Recording>
  /// The contents that were measured.
  public let contents: String
  /// What may be wrong with it.
  public let flaws: SoundFlaws
  /// The samples that are loud in it; nil where that is not of interest.
  public let loudest: Range<Int>?
  /// What tells nearly the same sound from others; empty where that is not known.
  public let fingerprint: [UInt8]

  /// Makes an entry.
  public init(
    _ recording: UnmeasuredRecording, flaws: SoundFlaws, loudest: Range<Int>?,
    fingerprint: [UInt8]
  ) {
    id = recording.id
    contents = recording.contents
    self.flaws = flaws
    self.loudest = loudest
    self.fingerprint = fingerprint
  }
}

/// What was measured of a recording, with what it is compared by.
public struct ComparedRecording: Sendable {
  /// The recording as a judge sees it.
  public let finding: QualityJudge.Finding
  /// What tells nearly the same sound from others; empty where that is not known.
  public let fingerprint: [UInt8]
}

extension LabelStore {
  /// The recordings below prefixes that were not measured as they are now, by their paths.
  public func unmeasured(
    under prefixes: [RecordingPath] = []
  ) throws(LabelStoreError) -> [UnmeasuredRecording] {
    try connection.read { database in
      guard try QualityRows.isThere(database) else { return [] }
      return try QualityRows.unmeasured(PathPrefixes(prefixes), database)
    }
  }

  /// Keeps what was measured; recordings that are gone meanwhile are passed over.
  public func keep(_ measured: [MeasuredRecording]) throws(LabelStoreError) {
    guard !measured.isEmpty else { return }
    try connection.write { database in
      for recording in measured { try QualityRows.put(recording, database) }
      try QualityRows.setCompared(false, database)
    }
  }

  /// Whether recordings were compared since the last one was measured.
  public func isCompared() throws(LabelStoreError) -> Bool {
    try connection.read { database in try QualityRows.isCompared(database) }
  }

  /// All that was measured and is there, to be compared.
  public func compared() throws(LabelStoreError) -> [ComparedRecording] {
    try connection.read { database in
      guard try QualityRows.isThere(database) else { return [] }
      return try QualityRows.compared(database)
    }
  }

  /// Keeps what a comparison of recordings came to.
  public func keep(
    judged: [(ID<Recording>, SoundQuality)]
  ) throws(LabelStoreError) {
    guard !judged.isEmpty else { return }
    try connection.write { database in
      for (recording, quality) in judged { try QualityRows.judge(quality, recording, database) }
      try QualityRows.setCompared(true, database)
    }
  }

  /// The recordings that have a flaw, as they are now.
  public func qualities() throws(LabelStoreError) -> [ID<Recording>: SoundQuality] {
    try connection.read { database in try QualityRows.flawed(database) }
  }
}
