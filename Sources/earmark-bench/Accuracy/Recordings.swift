import Acoustics
import Foundation
import Labeling
import Recognition
import SoundFiles

/// Labelled recordings in memory, at one rate.
struct Recordings {
  /// What they are.
  private(set) var clips: [LabeledClip] = []
  /// Their samples.
  private(set) var samples: [[Float]] = []

  /// Adds a recording.
  mutating func add(_ clip: LabeledClip, _ sound: [Float]) {
    clips.append(clip)
    samples.append(sound)
  }

  /// Adds others.
  mutating func add(_ others: Recordings) {
    clips += others.clips
    samples += others.samples
  }

  /// Those at places.
  func chosen(_ places: [Int]) -> Recordings {
    var chosen = Recordings()
    for place in places { chosen.add(clips[place], samples[place]) }
    return chosen
  }

  /// Those that fit.
  func filtered(_ fits: (LabeledClip) -> Bool) -> Recordings {
    chosen(clips.indices.filter { fits(clips[$0]) })
  }

  /// Reads all sounds below a folder, in the order of their paths.
  ///
  /// - Parameters:
  ///   - rate: Samples per second that they are converted to.
  ///   - label: What a recording is; those that it says nothing of are left out.
  static func read(
    _ folder: String, rate: Double, label: (RecordingPath) -> Attribution?
  ) throws -> Recordings {
    guard let names = FileManager.default.enumerator(atPath: folder) else {
      throw BenchFailure.noData(path: folder)
    }
    let paths = names.compactMap { $0 as? String }
      .filter { $0.hasSuffix(".wav") || $0.hasSuffix(".flac") }.sorted()
    var recordings = Recordings()
    for path in paths {
      let place = RecordingPath(path)
      guard let found = label(place), let name = found.label else { continue }
      recordings.add(
        LabeledClip(path: place, label: name, group: found.group, split: found.split),
        try sound("\(folder)/\(path)", rate: rate))
    }
    guard !recordings.clips.isEmpty else { throw BenchFailure.noData(path: folder) }
    return recordings
  }

  /// The samples of a file at a rate.
  static func sound(_ path: String, rate: Double) throws -> [Float] {
    let file = try SoundFile(Array(path.utf8))
    let samples = try file.read(SampleRange(0..<file.facts.sampleCount), .mix)
    let own = file.facts.sampleRate
    return own == rate ? samples : try Resampler.resample(samples, from: own, to: rate)
  }
}
