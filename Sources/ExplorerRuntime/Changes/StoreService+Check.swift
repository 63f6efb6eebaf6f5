import Explorer
import LabelStore
import Labeling

extension StoreService {
  /// Takes a recording whose file changed into the library as it is now, and has it measured anew.
  ///
  /// One that is gone stays as it is: the next scan of the folder looks where it went.
  func check(_ path: RecordingPath, in store: LabelStore) {
    guard store.access == .write,
      FilePath.facts(setup.location.absolutePath(of: path)) != nil
    else { return }
    do {
      _ = try FolderScan(
        location: LibraryLocation(setup.location, only: path), labelling: setup.labelling,
        threads: 1
      ).run(
        store,
        report: { report in
          if case .recordings(let recordings) = report {
            setup.mailbox.post(.recordings(recordings))
          }
        })
      measureWaiting(store, isChanged: true)
    } catch {
      setup.mailbox.post(.failed(error))
    }
  }
}
