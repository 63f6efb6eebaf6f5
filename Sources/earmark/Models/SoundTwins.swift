import Explorer
import ExplorerRuntime
import LabelStore
import Labeling
import SoundFiles
import Workers

/// Which clips hold the same sound.
enum SoundTwins {
  /// Clips with the hash of what is in their files; what can't be read has none.
  ///
  /// Parts of one recording are told apart by where they are.
  static func hashed(_ data: LabeledData, _ reporter: Reporter) -> LabeledData {
    var data = data
    let paths = Array(Set(data.items.map(\.place.path)))
    var hashes: [[UInt8]: String] = [:]
    defer { reporter.finish() }
    _ = ParallelLoop.forEach(
      count: paths.count, threads: ParallelLoop.processorCount,
      isCancelled: { Interruption.isSet }
    ) { place throws(SoundFileError) in
      try ContentHash.recognition(paths[place])
    } deliver: { place, result in
      if case .success(let hash) = result { hashes[paths[place]] = hash }
      reporter.progress(place + 1, of: paths.count, "comparing")
    }
    for place in data.items.indices where data.items[place].contentHash == nil {
      let item = data.items[place].place
      guard let hash = hashes[item.path] else { continue }
      data.items[place].contentHash = item.part.map { hash + " \($0)" } ?? hash
    }
    return data
  }

  /// For each clip what it shares with those that sound nearly the same, as far as the library of
  /// the data knows them.
  static func keys(of found: LabeledData, in data: DataOptions) -> [String?] {
    var names: [ID<Clip>: String] = [:]
    for clip in known(data) {
      let recording = clip.recording
      guard let quality = recording.quality, quality.flaws.has(.nearDuplicate),
        let twin = quality.twin
      else { continue }
      names[clip.id] = "\(min(recording.id.row, twin.row))"
    }
    return found.items.map { item in item.clip.flatMap { names[$0] } }
  }

  /// The clips of the library of the data; none where there is no library.
  private static func known(_ data: DataOptions) -> [Clip] {
    do {
      let desk = try LibraryDesk([data.data], data.library)
      guard desk.location.exists else { return [] }
      let store = try desk.open(.read)
      defer { try? store.close() }
      return try store.library(under: desk.location.prefixes).clips
    } catch {
      // What is wrong with the library was told when the clips were looked for.
      return []
    }
  }
}
