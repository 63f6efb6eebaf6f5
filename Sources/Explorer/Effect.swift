import CellCanvas
import Labeling

/// Everything the explorer can ask of the world.
public enum Effect: Sendable, Equatable {
  /// Something of the library on disk, strictly in order.
  case store(StoreRequest)
  /// The pictures that are wanted now, most wanted first; earlier wishes are void.
  case pictures([PictureKey])
  /// The small pictures that are wanted now; earlier wishes are void.
  case thumbnails(ThumbnailRequest)
  /// Something to be heard.
  case sound(SoundRequest)
  /// Look for the sounds of a clip; an earlier search is void. Nil: give up looking.
  case segment(SegmentRequest?)
  /// Measure what is marked; an earlier request that is not begun is void.
  case measure(MeasureRequest)
  /// Find a moment by its sound; an earlier search is void.
  case seek(PlaceRequest)
  /// Look for the place that an edge snaps to.
  case snap(SnapRequest)
  /// Something of live sound.
  case live(LiveRequest)
  /// Something of models.
  case model(ModelRequest)
  /// Take something into the clipboard.
  case copy(Copied)
  /// Write the view to a file.
  case export(ViewExport)
  /// Ask the terminal whether it shows pictures in pixels; `off` ends them.
  case pixels(PixelChoice)
  /// Draw the whole screen anew.
  case repaint
  /// The program ends when everything asked of the store is done.
  case quit
}

/// What can be asked of the library on disk.
public enum StoreRequest: Sendable, Equatable {
  /// Write an edit and its inverse.
  case commit(LibraryEdit)
  /// Take back the newest own edit.
  case undo
  /// Do again what was taken back last.
  case redo
  /// Take back any one edit, by its number.
  case undoEdit(Int64)
  /// Do any one edit again that is taken back, by its number.
  case redoEdit(Int64)
  /// Give a label another name in the whole library.
  case rename(String, to: String)
  /// Read a piece of the history: what is older than a number, or the newest.
  case history(before: Int64?)
  /// Remember where the session is.
  case save(Session)
  /// Keep a review, to go on with it later; nil: there is none.
  case keepReview(ReviewRecord?)
  /// Keep a filter under a name for everybody; nil: forget it.
  case keepFilter(String?, as: String)
  /// See whether another program changed something.
  case lookElsewhere
  /// Take one new recording into the library.
  case adopt(RecordingPath)
  /// Take a recording into the library whose file became another one.
  case check(RecordingPath)
  /// Read what is kept of a model's opinions, by the model's identity.
  case recall(model: String)
  /// Scan the folder again.
  case rescan
}
