import Acoustics
import CellCanvas
import Labeling

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Everything that can happen to the explorer.
public enum Event: Sendable {
  /// A key was pressed.
  case key(KeyChord)
  /// The mouse did something.
  case pointer(PointerInput)
  /// A command is to run, by its name.
  case command(String)
  /// Text was pasted.
  case pasted(String)
  /// The window has this size now.
  case resized(CellSize)
  /// The terminal answered about pictures in pixels; nil: it shows none.
  case pixels(PixelScreen?)
  /// It is this late now.
  case tick(Date)
  /// The screen is about to be drawn.
  case drawing
  /// An answer came back from a lane.
  case arrived(Arrival)
  /// The terminal is gone or asks the program to end.
  case ended
}

/// Answers to effects.
public enum Arrival: Sendable {
  /// The library is open, or was read again; the scan goes on.
  case opened(OpenedLibrary)
  /// More is known of some recordings.
  case recordings([Recording])
  /// The scan went on, or is over.
  case scanned(ScanProgress)
  /// What a scan that is over found.
  case found(ScanFindings)
  /// Something is known of the sound of recordings.
  case quality(QualityNews)
  /// The file of a recording that is open became another one.
  case changed(ChangedRecording)
  /// A picture was made or can't be.
  case picture(PictureKey, RecentPictures.Entry)
  /// Small pictures were made or can't be.
  case thumbnails(ThumbnailBatch)
  /// An edit is on disk.
  case committed(CommittedEdit)
  /// An edit is not on disk; when `isTemporary`, the same edit may succeed later.
  case refused(LibraryEdit, Failure, isTemporary: Bool)
  /// There was nothing to take back or to do again, or it can't be.
  case notUndone(Failure)
  /// A piece of the history, the newest first.
  case history([HistoryLine], isLast: Bool)
  /// Another program changed labels in the same library.
  case elsewhere([LibraryEdit])
  /// What is heard went on, or there is no sound.
  case sound(SoundReport)
  /// What a search for sounds found so far.
  case segments(FoundSegments)
  /// What was measured of what is marked.
  case measured(MeasureRequest, SoundMeasures)
  /// What came of a search for a moment.
  case place(PlaceRequest, FoundPlace)
  /// The place was found that an edge snaps to; nil: there is none.
  case snapped(SnapRequest, Result<Int?, Failure>)
  /// The library knows a sound that was kept; or can't take it.
  case adopted(RecordingPath)
  /// Something of the sound that is listened to.
  case live(LiveArrival)
  /// Something came of models.
  case model(ModelArrival)
  /// Something came of an export.
  case exported(ViewExportAnswer)
  /// Something else went wrong.
  case failed(Failure)
}

/// A library as it was opened.
public struct OpenedLibrary: Sendable {
  /// Its clips and classes.
  public let library: Library
  /// Edits that can be taken back.
  public let undoDepth: Int
  /// Where the last session stopped, as `Session` wrote it.
  public let session: Session?
  /// Whether labels can be saved, and where they go.
  public let access: LibraryAccess
  /// The review that was left.
  public let review: ReviewRecord?
  /// Filters by the names that they were saved under.
  public let filters: [String: String]

  /// Makes the answer.
  public init(
    library: Library, undoDepth: Int, session: Session?, access: LibraryAccess,
    review: ReviewRecord? = nil, filters: [String: String] = [:]
  ) {
    self.review = review
    self.filters = filters
    self.library = library
    self.undoDepth = undoDepth
    self.session = session
    self.access = access
  }
}

/// Whether labels can be saved, and where.
public enum LibraryAccess: Sendable, Equatable {
  /// In the folder itself.
  case folder
  /// In the user's data folder, because this one is read-only.
  case userData
  /// Nowhere; the failure says why.
  case readOnly(Failure)
}

/// How far the scan of the folder is.
public struct ScanProgress: Sendable, Equatable {
  /// Recordings whose headers were read in this scan.
  public var done: Int
  /// Recordings to read in this scan.
  public var total: Int
  /// Files that are no sound and were passed over.
  public var passedOver: Int
  /// Whether the scan is over.
  public var isOver: Bool

  /// Makes a report.
  public init(done: Int = 0, total: Int = 0, passedOver: Int = 0, isOver: Bool = false) {
    self.done = done
    self.total = total
    self.passedOver = passedOver
    self.isOver = isOver
  }
}

/// What a scan changed in the list.
public struct ScanFindings: Sendable, Equatable {
  /// Recordings that are new.
  public let added: Int
  /// Recordings whose contents are others.
  public let changed: Int
  /// Recordings that lie elsewhere now.
  public let moved: Int
  /// Recordings that are not there.
  public let missing: Int
  /// What is to be said of new names that move recordings to another part; nil for nothing.
  public let partMoves: String?

  /// Makes a report.
  public init(
    added: Int, changed: Int, moved: Int, missing: Int, partMoves: String? = nil
  ) {
    self.partMoves = partMoves
    self.added = added
    self.changed = changed
    self.moved = moved
    self.missing = missing
  }

  /// The counts that are not zero: `2 new, 1 missing`.
  var sentence: String {
    let parts = [(added, "new"), (changed, "changed"), (moved, "moved"), (missing, "missing")]
      .filter { $0.0 > 0 }.map { "\(Format.count($0.0)) \($0.1)" }
    return parts.isEmpty ? "Nothing changed." : parts.joined(separator: ", ") + "."
  }
}

/// An edit that is on disk.
public struct CommittedEdit: Sendable, Equatable {
  /// Why it was made.
  public enum Kind: Sendable, Equatable {
    /// A key of the user.
    case edit
    /// The edit takes another one back.
    case undo
    /// The edit does a taken-back one again.
    case redo
    /// The store made it of all of the library, at the user's wish.
    case library
  }

  /// The edit as it was applied.
  public let edit: LibraryEdit
  /// Why it was made.
  public let kind: Kind
  /// Edits that can be taken back now.
  public let undoDepth: Int

  /// Makes the answer.
  public init(edit: LibraryEdit, kind: Kind, undoDepth: Int) {
    self.edit = edit
    self.kind = kind
    self.undoDepth = undoDepth
  }
}
