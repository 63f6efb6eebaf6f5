import Labeling

/// What is asked of a library wherever it lies: a file of SQLite, which ``LabelStore`` is, or a server.
///
/// Its tests are written against this, so that another one can be put to them. A library is used from
/// one thread; what it does to others' changes is said at ``LabelStore``.
public protocol LabelLibrary: AnyObject {
  /// What it was opened for.
  var access: LabelStore.Access { get }
  /// Where it lies.
  var path: String { get }

  /// The clips of recordings below prefixes, and all classes; without prefixes, all clips.
  func library(under prefixes: [RecordingPath]) throws(LabelStoreError) -> Library
  /// Gives classes that have no place yet the next places in this order.
  func orderLabels(_ names: [String]) throws(LabelStoreError)

  /// Saves an edit: its annotations and its row of the history, or neither.
  func commit(_ edit: LibraryEdit) throws(LabelStoreError) -> Commit
  /// Takes back the author's newest edit that is not taken back.
  func undo() throws(LabelStoreError) -> Commit?
  /// Does again the author's edit that was taken back last.
  func redo() throws(LabelStoreError) -> Commit?
  /// Takes any one edit back, unless later ones depend on it.
  func undo(_ number: Int64) throws(LabelStoreError) -> Commit?
  /// Does any one edit again that is taken back.
  func redo(_ number: Int64) throws(LabelStoreError) -> Commit?
  /// How many edits the author can take back and do again.
  func depths() throws(LabelStoreError) -> (undo: Int, redo: Int)
  /// Everything that was done, oldest first.
  func history() throws(LabelStoreError) -> [HistoryEntry]
  /// The newest entries before a number, newest first.
  func history(before number: Int64?, limit: Int) throws(LabelStoreError) -> [HistoryEntry]
  /// What other sessions did since the last look, in order.
  func changesFromElsewhere() throws(LabelStoreError) -> (
    edits: [LibraryEdit], recordingsChanged: Bool
  )

  /// Makes the library agree with what a walk through the folders found.
  func reconcile(
    _ found: [FoundRecording], under prefixes: [RecordingPath],
    look: (RecordingPath) -> Presence, hash: (RecordingPath) -> String?,
    attribution: (RecordingPath) -> Attribution?
  ) throws(LabelStoreError) -> Reconciliation
  /// Writes what headers say and returns the rows as they are then.
  func record(_ facts: [(ID<Recording>, RecordingFacts)]) throws(LabelStoreError) -> [Recording]
  /// Writes to which groups and splits recordings belong; nil leaves what is known.
  func assign(_ attributions: [(ID<Recording>, Attribution)]) throws(LabelStoreError)

  /// Keeps what a model says of clips, in the place of what it said before.
  func keep(_ predictions: [StoredPrediction], of model: String) throws(LabelStoreError)
  /// What a model said of clips whose contents are still the same.
  func predictions(of model: String) throws(LabelStoreError) -> [ID<Clip>: Prediction]

  /// What the author's last session left under a key, nil if nothing.
  func sessionValue(_ key: String) throws(LabelStoreError) -> String?
  /// Leaves a value for the author's next session; nil takes it away.
  func setSessionValue(_ value: String?, for key: String) throws(LabelStoreError)

  /// Closes it; it can't be used after that.
  func close() throws(LabelStoreError)
}

extension LabelLibrary {
  /// All clips and classes.
  public func library() throws(LabelStoreError) -> Library { try library(under: []) }

  /// Makes all of the library agree with what a walk found; what was not found is gone.
  public func reconcile(
    _ found: [FoundRecording], under prefixes: [RecordingPath] = [],
    hash: (RecordingPath) -> String?, attribution: (RecordingPath) -> Attribution?
  ) throws(LabelStoreError) -> Reconciliation {
    try reconcile(
      found, under: prefixes, look: { _ in .gone }, hash: hash, attribution: attribution)
  }
}

extension LabelStore: LabelLibrary {}
