import Explorer
import Foundation
import Labeling
import SoundFiles

/// The recordings played last, kept open: what is played again begins at once.
struct OpenSounds {
  /// An open recording.
  struct Sound {
    /// What plays it.
    let source: FileSource
    /// Its path, as the file system's bytes.
    let path: [UInt8]
    fileprivate let stamp: Stamp?
  }

  /// What tells one state of a file from another.
  fileprivate struct Stamp: Equatable {
    let device: UInt64
    let inode: UInt64
    let size: Int
    let seconds: Int
    let nanoseconds: Int

    /// What a path has now; nil if nothing is there.
    init?(_ path: [UInt8]) {
      guard let facts = FilePath.facts(path) else { return nil }
      (device, inode) = (UInt64(facts.st_dev), UInt64(facts.st_ino))
      size = Int(facts.st_size)
      #if canImport(Darwin)
        (seconds, nanoseconds) = (facts.st_mtimespec.tv_sec, facts.st_mtimespec.tv_nsec)
      #else
        (seconds, nanoseconds) = (facts.st_mtim.tv_sec, facts.st_mtim.tv_nsec)
      #endif
    }
  }

  /// How many are kept; each holds a descriptor and a decoder.
  private static let limit = 4

  private var sounds: [Sound] = []

  /// Opens a recording, unless it is open and still the same.
  ///
  /// - Throws: Why it can't be read.
  mutating func open(_ path: [UInt8]) throws(Failure) -> Sound {
    let stamp = Stamp(path)
    if let place = sounds.lastIndex(where: { $0.path == path }) {
      let sound = sounds.remove(at: place)
      if sound.stamp == stamp {
        sounds.append(sound)
        return sound
      }
    }
    do {
      let sound = Sound(source: FileSource(try SoundReader(path)), path: path, stamp: stamp)
      sounds = sounds.suffix(Self.limit - 1) + [sound]
      return sound
    } catch {
      throw Failure(error)
    }
  }

  /// What happened to the file of an open recording; nil if nothing did.
  func change(of sound: Sound) -> Failure? {
    let name = RecordingPath(bytes: sound.path).name.text
    guard let stamp = Stamp(sound.path) else {
      return Failure(
        what: "\(name) is gone", why: "it was taken away while it plays",
        remedy: "what was open plays on")
    }
    guard stamp != sound.stamp else { return nil }
    return Failure(
      what: "\(name) changed", why: "somebody wrote it while it plays",
      remedy: "play it again to hear what is new")
  }
}
