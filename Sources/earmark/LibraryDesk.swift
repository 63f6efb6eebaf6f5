import Explorer
import ExplorerRuntime
import Foundation
import LabelStore
import Labeling

/// The library of some folders, as commands work on it.
struct LibraryDesk {
  /// Where it lies.
  let location: LibraryLocation

  /// Finds the library.
  init(_ paths: [String], _ options: LibraryOptions) throws(Failure) {
    location = try LibraryLocation(RawArguments.bytes(of: paths), library: options.bytes)
  }

  /// Opens it; `.write` makes it where it is not there.
  func open(_ access: LabelStore.Access) throws(Failure) -> LabelStore {
    do {
      return try LabelStore(
        path: location.file, author: UserName.current, session: UUID().uuidString, access: access)
    } catch {
      throw Failure(error)
    }
  }

  /// Reads what was asked for; where there is no library yet, the folders are scanned first.
  func library(_ reporter: Reporter) throws(Failure) -> Library {
    let store = try open(location.exists ? .read : .write)
    if store.access == .write { try scan(store, reporter) }
    do {
      let library = try store.library(under: location.prefixes)
      try store.close()
      return library
    } catch {
      throw Failure(error)
    }
  }

  /// The names of all attributes that labels have; none where there is no library yet.
  var attributeNames: Set<String> {
    guard location.exists, let store = try? open(.read) else { return [] }
    let library = try? store.library(under: location.prefixes)
    try? store.close()
    return library?.attributeNames ?? []
  }

  /// Filters that have names; those that an earlier version kept with the own session too.
  var savedFilters: [String: String] {
    guard location.exists, let store = try? open(.read) else { return [:] }
    let own = LastSession.read(from: store)?.filters ?? [:]
    let filters = own.merging(SavedFilters.read(from: store)) { _, kept in kept }
    try? store.close()
    return filters
  }

  /// Takes files into the library that came since the last scan, or says why it can't.
  ///
  /// What can't be read is told where it is used.
  func refresh(_ reporter: Reporter) {
    do throws(Failure) {
      let store = try open(.write)
      try scan(store, reporter, tellsUnreadable: false)
      do { try store.close() } catch { throw Failure(error) }
    } catch {
      reporter.note(
        "files that are new since the last scan are not used: "
          + (error.why.isEmpty ? error.what : error.why))
    }
  }

  /// Makes the library agree with the folders.
  @discardableResult
  func scan(
    _ store: LabelStore, _ reporter: Reporter, labelling: ScanLabelling = .folders,
    threads: Int? = nil, tellsUnreadable: Bool = true
  ) throws(Failure) -> ScanSummary {
    let scan =
      threads.map { FolderScan(location: location, labelling: labelling, threads: $0) }
      ?? FolderScan(location: location, labelling: labelling)
    defer { reporter.finish() }
    return try scan.run(
      store,
      report: { report in
        switch report {
        case .listed: break
        case .failed(let failure): reporter.tell(failure)
        case .progress(let progress):
          reporter.progress(progress.done, of: progress.total, "reading")
        case .recordings(let recordings):
          for recording in recordings where tellsUnreadable {
            guard case .unreadable(let sentence) = recording.state else { continue }
            reporter.tell(Failure(what: sentence).about(location.shownPath(of: recording.path)))
          }
        }
      }, isCancelled: { Interruption.isSet })
  }

  /// A library with the paths that people and programs are given.
  func shown(_ library: Library) -> Library {
    guard location.base != location.root else { return library }
    let clips = library.clips.map { clip in
      var clip = clip
      clip.recording.path = location.shownPath(of: clip.recording.path)
      return clip
    }
    return Library(clips: clips, labels: library.labels)
  }

  /// The clip that a path names, from the folder, the library's root, or the current folder.
  ///
  /// - Parameter seconds: A moment in the recording that chooses between its clips.
  func clip(_ path: [UInt8], at seconds: Double? = nil, in library: Library) -> Clip? {
    let candidates = [
      location.recordingPath(ofAbsolute: FilePath.absolute(FilePath.join(location.base, path))),
      location.recordingPath(ofAbsolute: FilePath.absolute(FilePath.join(location.paths[0], path))),
      location.recordingPath(ofAbsolute: FilePath.absolute(path)),
      RecordingPath(bytes: path),
    ]
    for candidate in candidates {
      let clips = library.clips.filter { $0.recording.path == candidate }
      let holding = clips.first { clip in
        seconds.flatMap { Seconds.sample(ofSeconds: $0, sampleRate: clip.recording.sampleRate) }
          .map(clip.samples.contains) ?? false
      }
      if let clip = holding ?? clips.first(where: { $0.span == nil }) ?? clips.first {
        return clip
      }
    }
    return nil
  }
}
