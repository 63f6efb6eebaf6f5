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
    fileprivate let stamp: FileStamp?
  }

  /// How many are kept; each holds a descriptor and a decoder.
  private static let limit = 4

  private var sounds: [Sound] = []

  /// Opens a recording, unless it is open and still the same.
  ///
  /// - Throws: Why it can't be read.
  mutating func open(_ path: [UInt8]) throws(Failure) -> Sound {
    let stamp = FileStamp(path)
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
    guard let stamp = FileStamp(sound.path) else {
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
