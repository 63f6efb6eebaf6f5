import Acoustics
import EarmarkTestSupport
import ExplorerRuntime
import Foundation
import SoundFiles

/// The explorer on one recording of 24 hours: first picture, complete overview, and what keys take.
struct LongPicture {
  let program: String
  private static let rate = 16_000
  private static let hours = 24
  private static let firstLimit = 150.0
  private static let completeLimit = 30.0
  private static let memoryLimit = 250.0

  /// Measures a day, and pan and zoom in an hour.
  func rows(of sounds: BenchSounds, in home: String) throws -> [Row] {
    let day = home + "/day.flac"
    let hour = home + "/hour.flac"
    defer {
      unlink(day)
      unlink(hour)
    }
    let samples = try Self.material(sounds)
    try Self.write(day, samples, seconds: Self.hours * 3600)
    try Self.write(hour, samples, seconds: 3600)
    return try dayRows(day, home) + LongKeys(program: program).rows(day: day, hour: hour, home)
  }

  private func dayRows(_ day: String, _ home: String) throws -> [Row] {
    let run = try ProgramRun(program, [day], home: home)
    let first = try run.wait(for: "the first picture", ProgramRun.showsPicture)
    let complete = try run.wait(for: "the whole day", seconds: 600) {
      ProgramRun.showsPicture($0) && !$0.text.contains(" preview ")
    }
    let memory = run.peakMegabytes
    run.quit()
    let again = try ProgramRun(program, [day], home: home)
    let known = try again.wait(for: "the whole day again") {
      ProgramRun.showsPicture($0) && !$0.text.contains(" preview ")
    }
    again.quit()
    return [
      Row(
        what: "24 h of FLAC: first picture", measured: first.work * 1000, unit: "ms",
        limit: Self.firstLimit, wall: Spread([first.wall])),
      Row(
        what: "24 h of FLAC: complete overview", measured: complete.work, unit: "s",
        limit: Self.completeLimit, wall: Spread([complete.wall])),
      Row(
        what: "24 h of FLAC: peak memory", measured: memory, unit: "MB", limit: Self.memoryLimit),
      Row(
        what: "24 h of FLAC: overview kept before", measured: known.work * 1000, unit: "ms",
        limit: Self.firstLimit, wall: Spread([known.wall])),
    ]
  }

  /// A minute or more of sound at the rate of the day.
  private static func material(_ sounds: BenchSounds) throws -> [Float] {
    var samples: [Float] = []
    for path in sounds.spread(100) where samples.count < 120 * rate {
      let file = try SoundFile(Array(path.utf8))
      guard Int(file.facts.sampleRate) == rate else { continue }
      samples += try file.read(
        SampleRange(0..<min(file.facts.sampleCount, 60 * rate)), .mix)
    }
    guard !samples.isEmpty else {
      // No recording has that rate: a sweep will do.
      return (0..<60 * rate).map { 0.3 * Float(sin(Double($0) * Double($0) * 1e-6)) }
    }
    return samples
  }

  private static func write(_ path: String, _ samples: [Float], seconds: Int) throws {
    unlink(path)
    let writer = try SoundFileWriter(
      Array(path.utf8), SoundFormat(.flac, .pcm16, sampleRate: rate, channelCount: 1))
    var left = seconds * rate
    while left > 0 {
      let count = min(left, samples.count)
      try writer.append(Array(samples.prefix(count)))
      left -= count
    }
    try writer.finish()
  }
}
