import Explorer
import Foundation
import Labeling
import SoundFiles
import Synchronization

/// Looks every second whether the files of the recordings that are open are still the same.
///
/// A file that is being written is told when it rests, or every few seconds.
final class RecordingWatch: Sendable {
  private struct Wish {
    var paths: [RecordingPath] = []
    var isClosed = false
  }

  private let wish = Mutex(Wish())
  private let changed = DispatchSemaphore(value: 0)
  private let ended = DispatchSemaphore(value: 0)

  /// Seconds between two looks.
  private static let interval = 1.0

  /// Starts the thread.
  ///
  /// - Parameters:
  ///   - drop: Told, before anybody else, of a file of which nothing that was made holds any more.
  ///   - check: Told to take the file into the library as it is now.
  init(
    location: LibraryLocation, mailbox: Mailbox, drop: @escaping @Sendable ([UInt8]) -> Void,
    check: @escaping @Sendable (RecordingPath) -> Void
  ) {
    let thread = Thread { [self] in
      var looks = FileLooks()
      while let paths = next() {
        for path in paths {
          let file = location.absolutePath(of: path)
          guard looks.isAnother(path, FileStamp(file), at: Date()) else { continue }
          drop(file)
          mailbox.post(.changed(ChangedRecording(path: path, contents: Self.contents(of: file))))
          check(path)
        }
      }
      ended.signal()
    }
    thread.name = "recordings"
    thread.start()
  }

  /// Looks after other recordings than before.
  func want(_ paths: [RecordingPath]) {
    let isNew = wish.withLock { wish in
      defer { wish.paths = paths }
      return wish.paths != paths
    }
    if isNew { changed.signal() }
  }

  /// Ends the thread.
  func finish() {
    wish.withLock { $0.isClosed = true }
    changed.signal()
    ended.wait()
  }

  /// The recordings to look after, at once or after a while; nil at the end.
  private func next() -> [RecordingPath]? {
    let isEmpty = wish.withLock { $0.paths.isEmpty && !$0.isClosed }
    if isEmpty { changed.wait() } else { _ = changed.wait(timeout: .now() + Self.interval) }
    return wish.withLock { $0.isClosed ? nil : $0.paths }
  }

  private static func contents(of file: [UInt8]) -> ChangedRecording.Contents {
    guard FilePath.facts(file) != nil else { return .gone }
    do throws(SoundFileError) {
      let facts = try SoundFile.probe(file)
      return .sound(
        sampleCount: facts.sampleCount, sampleRate: facts.sampleRate,
        channelCount: facts.channelCount)
    } catch {
      let failure = Failure(error)
      return .unreadable(failure.why.isEmpty ? failure.what : failure.why)
    }
  }
}

/// What files were like when they were looked at last, and which of them are others now.
package struct FileLooks {
  private struct Look {
    var told: FileStamp?
    var seen: FileStamp?
    var since: Date?
    var age: Int
  }

  /// Seconds after which a file that goes on changing is told.
  private static let patience: TimeInterval = 4
  /// Files that are remembered.
  private static let limit = 64

  private var looks: [RecordingPath: Look] = [:]
  private var count = 0

  /// Begins with no file.
  package init() {}

  /// Takes what a file is like now.
  ///
  /// - Returns: Whether it is another one than when it was told last, and rests or went on changing
  ///   for long; the first look is what all others are compared with.
  package mutating func isAnother(
    _ path: RecordingPath, _ facts: FileStamp?, at now: Date
  ) -> Bool {
    count += 1
    guard var look = looks[path] else {
      looks[path] = Look(told: facts, seen: facts, since: nil, age: count)
      if looks.count > Self.limit, let oldest = looks.min(by: { $0.value.age < $1.value.age }) {
        looks[oldest.key] = nil
      }
      return false
    }
    defer { looks[path] = look }
    look.age = count
    let isResting = look.seen == facts
    look.seen = facts
    guard facts != look.told else {
      look.since = nil
      return false
    }
    let since = look.since ?? now
    look.since = since
    guard isResting || now.timeIntervalSince(since) >= Self.patience else { return false }
    (look.told, look.since) = (facts, nil)
    return true
  }
}
