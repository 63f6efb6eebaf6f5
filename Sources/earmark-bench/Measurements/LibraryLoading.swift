import LabelStore

/// Reading a library of ten thousand clips, in this process.
struct LibraryLoading {
  let folder: SoundFolder
  private static let limit = 300.0

  /// Reads it several times.
  func row() throws -> Row {
    let work = try ProcessorClock.milliseconds(rounds: 7) {
      let store = try LabelStore(path: folder.library, author: "", session: "", access: .read)
      _ = try store.library()
      try store.close()
    }
    return Row(what: "library of 10,000 clips read", measured: work, unit: "ms", limit: Self.limit)
  }
}
