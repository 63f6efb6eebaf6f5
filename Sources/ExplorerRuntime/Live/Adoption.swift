import Explorer
import LabelStore
import Labeling

extension LibraryLocation {
  /// The same library, asked for one of its recordings.
  init(_ location: LibraryLocation, only path: RecordingPath) {
    file = location.file
    kind = location.kind
    root = location.root
    base = location.base
    labelRoots = location.labelRoots
    paths = [location.absolutePath(of: path)]
    prefixes = [path]
  }
}

extension StoreService {
  /// Takes a new recording into the library and tells what the library is then.
  func adopt(_ path: RecordingPath, in store: LabelStore) {
    do {
      if store.access == .write {
        _ = try FolderScan(
          location: LibraryLocation(setup.location, only: path), labelling: setup.labelling,
          threads: 1
        ).run(store, report: { _ in })
      }
      postLibrary(store)
    } catch {
      setup.mailbox.post(.failed(error))
    }
    setup.mailbox.post(.adopted(path))
  }
}
