import Explorer
import ExplorerRuntime
import Foundation
import Recognition

/// Where a training keeps what it has learnt so far, and where its model goes at the end.
///
/// A finished model is not touched before another one can take its place: while it lies there,
/// checkpoints are kept beside it, in `M.unfinished.earmark`.
struct CheckpointPlace {
  /// The file of the finished model.
  let target: [UInt8]
  /// The file of the checkpoints, which may be the same one.
  let checkpoint: [UInt8]

  private static let ending = ModelCatalog.ending
  private static let mark = ".unfinished"

  /// Decides.
  ///
  /// - Parameter resumed: The file of the checkpoint that a training goes on from.
  init(target: [UInt8], resumed: [UInt8]?) {
    if let resumed, resumed == target {
      checkpoint = resumed
      self.target = Self.finished(resumed) ?? resumed
      return
    }
    self.target = target
    checkpoint = Self.holdsAnything(target) ? Self.unfinished(target) : target
  }

  /// Whether the model that lies at the target stays until the training is over.
  var isApart: Bool { checkpoint != target }

  /// Removes the checkpoint after the finished model was written.
  func clear() {
    if isApart { discard() }
  }

  /// Removes the checkpoint.
  func discard() { unlink(FilePath.terminated(checkpoint)) }

  /// Whether a file is there that is no checkpoint.
  private static func holdsAnything(_ path: [UInt8]) -> Bool {
    guard access(FilePath.terminated(path), F_OK) == 0 else { return false }
    do throws(Failure) {
      return try ModelCatalog().model(path).checkpoint.isEmpty
    } catch {
      return true
    }
  }

  private static func unfinished(_ path: [UInt8]) -> [UInt8] {
    let ending = Array(Self.ending.utf8)
    let stem = path.suffix(ending.count) == ending[...] ? Array(path.dropLast(ending.count)) : path
    return stem + Array(mark.utf8) + ending
  }

  /// The file that a checkpoint beside it was to become; nil for another name.
  private static func finished(_ path: [UInt8]) -> [UInt8]? {
    let ending = Array((mark + Self.ending).utf8)
    guard path.count > ending.count, path.suffix(ending.count) == ending[...] else { return nil }
    return path.dropLast(ending.count) + Array(Self.ending.utf8)
  }
}
