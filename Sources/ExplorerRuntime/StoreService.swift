import Explorer
import Foundation
import LabelStore
import Labeling
import Synchronization

/// Everything that happens to the library on disk, in strict order, on the store lane's thread.
///
/// A scan hands its turn to waiting edits after every batch of headers, so that a label is on disk
/// within a moment even while ten thousand recordings are read.
final class StoreService {
  /// What the lane is asked for.
  enum Request: Sendable {
    /// Open the library, show what is known, then scan.
    case open
    /// Something of the open library.
    case store(StoreRequest)
    /// Keep what a model says of clips.
    case keep(model: String, [StoredPrediction])
    /// Keep and show what was measured of recordings.
    case quality(QualityStep)
  }

  let setup: Setup
  private let lane: Lane<Request>
  /// Measures recordings.
  let quality: Lane<QualityService.Request>
  /// Recordings that are being measured; empty while none are.
  var waiting: [UnmeasuredRecording] = []
  /// Flaws that were found and not shown yet.
  var freshFlaws: [ID<Recording>: SoundQuality] = [:]
  private var store: LabelStore?
  private var access = LibraryAccess.folder
  private var isScanning = false
  private var isScanWanted = false
  private var isShown = false
  /// Whether all of the library was handed out once.
  private var isPosted = false
  private var watch: LibraryWatch?
  /// Where a library lies that lasts as long as the program.
  private var momentaryFolder: String?

  /// What the service works on and where answers go.
  struct Setup: Sendable {
    let location: LibraryLocation
    let labelling: ScanLabelling
    let annotator: String
    /// Whether labels are kept; if not, the library is one for the moment.
    let isKept: Bool
    let mailbox: Mailbox
    let ending: EndingFlag
    let first: FirstPicture
    let calm: CalmTimes
  }

  init(_ setup: Setup, _ lane: Lane<Request>) {
    self.setup = setup
    self.lane = lane
    quality = Lane(name: "quality") { _ in
      QualityService(
        location: setup.location, store: lane, ending: setup.ending, calm: setup.calm
      ).handle
    }
  }

  deinit {
    watch?.finish()
    quality.finish()
    try? store?.close()
    if let momentaryFolder { try? FileManager.default.removeItem(atPath: momentaryFolder) }
  }

  /// Handles one request.
  func handle(_ request: Request) {
    switch request {
    case .open: open()
    case .store(let request): perform(request)
    case .keep(let model, let predictions): keep(predictions, of: model)
    case .quality(let step):
      if let store { take(step, store) }
    }
  }

  private func keep(_ predictions: [StoredPrediction], of model: String) {
    guard let store, store.access == .write else { return }
    do {
      try store.keep(predictions, of: model)
    } catch {
      // They can be made again; a full disk is told when a label can't be written.
      guard !error.isTemporary else { return }
      setup.mailbox.post(.failed(Failure(error)))
    }
  }

  private func recall(_ model: String, from store: LabelStore) {
    var predictions: [ID<Clip>: Prediction] = [:]
    do {
      predictions = try store.predictions(of: model)
    } catch {
      setup.mailbox.post(.failed(Failure(error)))
    }
    // A key must never wait for all of a large library.
    var piece: [ID<Clip>: Prediction] = [:]
    for (clip, prediction) in predictions {
      piece[clip] = prediction
      guard piece.count == StoreService.pieceLength else { continue }
      setup.mailbox.post(.model(.recalled(model: model, piece, isLast: false)))
      piece = [:]
    }
    setup.mailbox.post(.model(.recalled(model: model, piece)))
  }

  /// Clips whose predictions come together.
  private static let pieceLength = 8192

  private func open() {
    let location = setup.location
    let wasThere = location.exists
    access = location.kind == .userData ? .userData : .folder
    store = setup.isKept ? storeToKeep(wasThere: wasThere) : wasThere ? storeToRead() : nil
    let isLibrary = store != nil
    if isLibrary {
      watch = LibraryWatch(file: location.file) { [lane] in lane.submit(.store(.lookElsewhere)) }
    }
    if store == nil { store = momentaryStore() }
    guard let store else {
      setup.mailbox.post(
        .opened(OpenedLibrary(library: Library(), undoDepth: 0, session: nil, access: access)))
      setup.mailbox.post(.scanned(ScanProgress(isOver: true)))
      return
    }
    if isLibrary, wasThere { postLibrary(store) }
    scan()
  }

  /// The library, to write if that can be; nil if it can't even be read.
  private func storeToKeep(wasThere: Bool) -> LabelStore? {
    do {
      return try labelStore(setup.location.file, .write)
    } catch {
      access = .readOnly(Failure(error))
      setup.mailbox.post(.failed(Failure(error)))
      return wasThere ? storeToRead() : nil
    }
  }

  private func storeToRead() -> LabelStore? { try? labelStore(setup.location.file, .read) }

  private func labelStore(
    _ file: String, _ access: LabelStore.Access
  ) throws(LabelStoreError) -> LabelStore {
    try LabelStore(
      path: file, author: setup.annotator, session: UUID().uuidString, access: access)
  }

  /// A library that lasts as long as the program, for sounds that can be seen but not labelled.
  private func momentaryStore() -> LabelStore? {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "earmark-" + UUID().uuidString).path
    momentaryFolder = folder
    do {
      return try labelStore(folder + "/library.sqlite", .write)
    } catch {
      setup.mailbox.post(.failed(Failure(error)))
      return nil
    }
  }

  func postLibrary(_ store: LabelStore) {
    do {
      let elsewhere = try store.changesFromElsewhere().edits
      if !elsewhere.isEmpty { setup.mailbox.post(.elsewhere(elsewhere)) }
      let library = try store.library(under: setup.location.prefixes)
      let session = LastSession.read(from: store)
      if !isPosted { try SavedFilters.adopt(session?.filters ?? [:], in: store) }
      setup.mailbox.post(
        .opened(
          OpenedLibrary(
            library: library, undoDepth: try store.depths().undo, session: session,
            access: access, review: LastReview.read(from: store),
            filters: (session?.filters ?? [:]).merging(SavedFilters.read(from: store)) { $1 })))
      isPosted = true
      if !isShown, !library.clips.isEmpty {
        isShown = true
        setup.first.wait()
      }
    } catch {
      setup.mailbox.post(.failed(Failure(error)))
    }
  }

  /// Scans; if that is asked for in the middle of a scan, another one follows it.
  private func scan() {
    isScanWanted = true
    guard let store, !isScanning else { return }
    guard store.access == .write else {
      setup.mailbox.post(.scanned(ScanProgress(isOver: true)))
      return
    }
    isScanning = true
    defer { isScanning = false }
    while isScanWanted, !setup.ending.isSet {
      isScanWanted = false
      scan(store)
    }
  }

  private func scan(_ store: LabelStore) {
    let ending = setup.ending
    do {
      let summary = try FolderScan(location: setup.location, labelling: setup.labelling)
        .run(store, report: take, isCancelled: { ending.isSet })
      setup.mailbox.post(
        .found(
          ScanFindings(
            added: summary.added, changed: summary.changed, moved: summary.moved,
            missing: summary.missing, partMoves: PartMove.sentence(summary.partMoves))))
      measureWaiting(store, isChanged: summary.added + summary.changed + summary.moved > 0)
    } catch {
      setup.mailbox.post(.failed(error))
      setup.mailbox.post(.scanned(ScanProgress(isOver: true)))
    }
  }

  private func take(_ report: ScanReport) {
    switch report {
    case .listed(let isChanged):
      // What is shown already need not be read again.
      if let store, isChanged || !isPosted { postLibrary(store) }
    case .recordings(let recordings): setup.mailbox.post(.recordings(recordings))
    case .progress(let progress): setup.mailbox.post(.scanned(progress))
    case .failed(let failure): setup.mailbox.post(.failed(failure))
    }
    while let request = lane.takeWaiting() { handle(request) }
  }

  private func perform(_ request: StoreRequest) {
    guard let store else {
      if case .adopt(let path) = request { setup.mailbox.post(.adopted(path)) }
      if case .recall(let model) = request {
        setup.mailbox.post(.model(.recalled(model: model, [:])))
      }
      return
    }
    switch request {
    case .commit(let edit): commit(edit, to: store)
    case .undo: stepBack("Nothing to undo", store.undo)
    case .redo: stepBack("Nothing to do again", store.redo)
    case .undoEdit(let number):
      stepBack("Edit \(number) is taken back already") { () throws(LabelStoreError) in
        try store.undo(number)
      }
    case .redoEdit(let number):
      stepBack("Edit \(number) is not taken back") { () throws(LabelStoreError) in
        try store.redo(number)
      }
    case .rename(let old, let new): rename(old, to: new, in: store)
    case .history(let number): readHistory(before: number, of: store)
    case .save(let session):
      remember { () throws(LabelStoreError) in
        try LastSession.write(session, to: store)
      }
    case .keepReview(let record):
      remember { () throws(LabelStoreError) in
        try LastReview.write(record, to: store)
      }
    case .keepFilter(let text, let name):
      remember { () throws(LabelStoreError) in
        try SavedFilters.keep(text, as: name, in: store)
      }
    case .lookElsewhere: lookElsewhere(store)
    case .recall(let model): recall(model, from: store)
    case .rescan: scan()
    case .adopt(let path): adopt(path, in: store)
    case .check(let path): check(path, in: store)
    }
  }

  private func commit(_ edit: LibraryEdit, to store: LabelStore) {
    do {
      let commit = try store.commit(edit)
      setup.mailbox.post(.committed(CommittedEdit(commit)))
      if !commit.isAsAsked { postLibrary(store) }
    } catch {
      setup.mailbox.post(.refused(edit, Failure(error), isTemporary: error.isTemporary))
    }
  }

  private func stepBack(_ nothing: String, _ step: () throws(LabelStoreError) -> Commit?) {
    do {
      guard let commit = try step() else {
        setup.mailbox.post(.notUndone(Failure(what: nothing + ".")))
        return
      }
      setup.mailbox.post(.committed(CommittedEdit(commit)))
    } catch {
      setup.mailbox.post(.notUndone(Failure(error)))
    }
  }

  private func remember(_ write: () throws(LabelStoreError) -> Void) {
    do {
      try write()
    } catch {
      setup.mailbox.post(.failed(Failure(error)))
    }
  }

  private func lookElsewhere(_ store: LabelStore) {
    do {
      let changes = try store.changesFromElsewhere()
      if !changes.edits.isEmpty { setup.mailbox.post(.elsewhere(changes.edits)) }
      if changes.recordingsChanged { postLibrary(store) }
    } catch {
      setup.mailbox.post(.failed(Failure(error)))
    }
  }
}

/// Whether the program is ending, for work that would take long.
final class EndingFlag: Sendable {
  private let flag = Atomic(false)

  /// Whether it was set.
  var isSet: Bool { flag.load(ordering: .relaxed) }

  /// Says that the program is ending.
  func set() { flag.store(true, ordering: .relaxed) }
}

extension CommittedEdit {
  /// Takes over what the store says of an edit.
  ///
  /// - Parameter isOfLibrary: Whether the store made it of all of the library.
  init(_ commit: Commit, isOfLibrary: Bool = false) {
    let kind = isOfLibrary ? .library : Kind(commit.kind)
    self.init(edit: commit.edit, kind: kind, undoDepth: commit.undoDepth)
  }
}

extension CommittedEdit.Kind {
  /// Takes over how an edit came about.
  init(_ kind: Commit.Kind) {
    switch kind {
    case .edit: self = .edit
    case .undo: self = .undo
    case .redo: self = .redo
    }
  }
}
