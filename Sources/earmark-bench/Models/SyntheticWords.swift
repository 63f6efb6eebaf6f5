import Foundation
import Labeling
import Recognition
import Workers

/// Words that synthesizers spoke, dry and in rooms that never were.
struct SyntheticWords {
  /// The folder that `synthesize-words` wrote.
  let folder: String
  /// Samples per second.
  let rate: Double

  /// The ten digits, which are not for a trunk that is to learn them later.
  static let digits: Set<String> = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
  ]
  /// Copies of a clip in rooms, beside the dry one.
  private static let rooms = 2
  /// Seconds of a room's tail that are kept.
  private static let tail = 0.15

  /// Reads the words that are wanted; each clip is there dry and in rooms.
  func read(_ isWanted: (String) -> Bool) throws -> Recordings {
    let dry = try Recordings.read(folder, rate: rate) { path in
      FolderLabel.label(of: path).flatMap {
        isWanted($0) ? Attribution(label: $0, origin: .folder) : nil
      }
    }
    let sounds = dry.samples.map(trimmed)
    var all = Recordings()
    for (clip, sound) in zip(dry.clips, sounds) { all.add(clip, sound) }
    let rate = rate
    for room in 1...SyntheticWords.rooms {
      let wet = ParallelLoop.map(count: sounds.count) { place throws(Never) in
        let seed = UInt64(place * SyntheticWords.rooms + room)
        let sound = Room().apply(sounds[place], sampleRate: rate, seed: seed)
        return Array(sound.prefix(sounds[place].count + Int(SyntheticWords.tail * rate)))
      }
      for (clip, result) in zip(dry.clips, wet) {
        if let sound = result?.get() { all.add(clip, sound) }
      }
    }
    return all
  }

  /// A clip without what is 45 dB below its loudest 10 ms at its ends.
  private func trimmed(_ sound: [Float]) -> [Float] {
    let length = Int(rate / 100)
    let levels = stride(from: 0, to: sound.count, by: length).map { start in
      sound[start..<min(sound.count, start + length)].reduce(Float(0)) { $0 + $1 * $1 }
    }
    let limit = (levels.max() ?? 0) * 3e-5
    guard let first = levels.firstIndex(where: { $0 > limit }),
      let last = levels.lastIndex(where: { $0 > limit })
    else { return sound }
    return Array(sound[(first * length)..<min(sound.count, (last + 1) * length)])
  }
}
