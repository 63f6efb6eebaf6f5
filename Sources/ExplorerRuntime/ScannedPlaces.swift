import Foundation
import LabelStore
import Labeling

/// What a walk found, as the library names it, and looks at places that it did not come by.
struct ScannedPlaces {
  /// What the walk found.
  let found: [FoundRecording]
  private let location: LibraryLocation
  private let walk: FolderWalk

  init(_ location: LibraryLocation, _ walk: FolderWalk) {
    self.location = location
    self.walk = walk
    found = walk.found.map { Self.recording($0, location) }
  }

  /// Looks for the file of a recording: its name may be none that a walk takes, or it lies in a
  /// folder that can't be listed.
  func look(_ path: RecordingPath) -> Presence {
    let absolute = location.absolutePath(of: path)
    var entry = stat()
    guard lstat(FilePath.terminated(absolute), &entry) == 0 else {
      return errno == ENOENT || errno == ENOTDIR ? .gone : .unknown
    }
    guard let facts = FilePath.facts(absolute), let real = FilePath.resolved(absolute) else {
      return .unknown
    }
    // A file that was reached by another way is not there twice.
    let isElsewhere = real != absolute && walk.found.contains { $0.path == real }
    guard facts.st_mode & S_IFMT != S_IFDIR, !isElsewhere else { return .gone }
    return .found(Self.recording(FoundFile(absolute, facts), location))
  }

  private static func recording(
    _ file: FoundFile, _ location: LibraryLocation
  ) -> FoundRecording {
    FoundRecording(
      path: location.recordingPath(ofAbsolute: file.path), byteCount: file.byteCount,
      modified: file.modified)
  }
}
