import Foundation

/// Features of a recording of 24 hours: how much memory they take.
struct LongRecording {
  let program: String
  private static let limit = 200.0
  private static let rate = 16_000
  private static let hours = 24

  /// Peak memory and time of a feature that needs the whole clip, and so two passes.
  func rows(in home: String) throws -> [Row] {
    let sound = home + "/day.wav"
    let output = home + "/day.npy"
    try write(sound)
    defer {
      unlink(sound)
      unlink(output)
    }
    let run = try ChildRun(
      program,
      ["features", sound, "--feature", "mfcc", "--preset", "librosa", "-o", output, "--quiet"])
    return [
      Row(
        what: "24 h at 16 kHz, librosa's MFCC: peak memory",
        measured: run.peakMegabytes, unit: "MB", limit: Self.limit),
      Row(
        what: "24 h at 16 kHz, librosa's MFCC", measured: run.work, unit: "s", limit: nil,
        wall: Spread([run.wall])),
    ]
  }

  /// Writes a header and a hole: silence that takes no space.
  private func write(_ path: String) throws {
    func little(_ value: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    let bytes = Self.hours * 3600 * Self.rate * 2
    let header =
      Array("RIFF".utf8) + little(36 + bytes, 4) + Array("WAVEfmt ".utf8) + little(16, 4)
      + little(1, 2) + little(1, 2) + little(Self.rate, 4) + little(2 * Self.rate, 4)
      + little(2, 2) + little(16, 2) + Array("data".utf8) + little(bytes, 4)
    guard FileManager.default.createFile(atPath: path, contents: Data(header)),
      truncate(path, off_t(header.count + bytes)) == 0
    else { throw BenchFailure.system(what: "write \(path)", code: errno) }
  }
}
