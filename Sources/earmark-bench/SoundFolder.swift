import Foundation

/// A temporary folder of one-second WAV files, each of another sound; removed at the end.
final class SoundFolder {
  /// Where the files are.
  let sounds: String
  /// A home for the program.
  let home: String
  private let path: String

  /// The folder's library.
  var library: String { sounds + "/.earmark/library.sqlite" }

  /// Writes the files, 500 in a folder if there are more, else all in one.
  ///
  /// - Parameter distinct: How many differ; the others are further names of these.
  init(count: Int, sampleRate: Int, distinct: Int = .max) throws {
    var first: [String] = []
    path = NSTemporaryDirectory() + "/earmark-bench-" + UUID().uuidString
    sounds = path + "/sounds"
    home = path + "/home"
    for folder in [sounds, home] {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
    let tone = Self.tone(sampleRate: sampleRate)
    for place in 0..<count {
      let folder = count > 500 ? sounds + "/" + String(format: "word%02d", place / 500) : sounds
      if place % 500 == 0 {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      }
      let name = folder + "/" + String(format: "clip%05d.wav", place)
      guard place < distinct else {
        guard link(first[place % distinct], name) == 0 else {
          throw BenchFailure.system(what: "link \(name)", code: errno)
        }
        continue
      }
      if distinct < count { first.append(name) }
      let turn = place * 7919 % tone.count
      let bytes = Self.header(sampleRate: sampleRate) + tone[turn...] + tone[..<turn]
      guard FileManager.default.createFile(atPath: name, contents: Data(bytes)) else {
        throw BenchFailure.system(what: "write \(name)", code: errno)
      }
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Lets a program index the folder, unless it has a library already.
  func index(with program: String) throws {
    guard access(library, F_OK) != 0 else { return }
    _ = try ChildRun(program, ["labels", "list", sounds])
  }

  /// Forgets what the program knows of the folder.
  func forget() {
    try? FileManager.default.removeItem(atPath: sounds + "/.earmark")
  }

  /// One second of sweeping tones and noise, as unsigned bytes.
  private static func tone(sampleRate: Int) -> [UInt8] {
    var noise: UInt32 = 1
    return (0..<sampleRate).map { sample in
      let time = Double(sample) / Double(sampleRate)
      noise = noise &* 1_664_525 &+ 1_013_904_223
      let hiss = (Double(noise >> 16) / 65_536 - 0.5) * (0.3 + 0.7 * time)
      let sweep = sin(2 * .pi * (300 + 900 * time) * time) + 0.5 * sin(2 * .pi * 1900 * time)
      return UInt8(128 + (60 * sweep * sin(.pi * time) + 30 * hiss).rounded())
    }
  }

  private static func header(sampleRate: Int) -> [UInt8] {
    func little(_ value: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    return Array("RIFF".utf8) + little(36 + sampleRate, 4) + Array("WAVEfmt ".utf8)
      + little(16, 4) + little(1, 2) + little(1, 2) + little(sampleRate, 4) + little(sampleRate, 4)
      + little(1, 2) + little(8, 2) + Array("data".utf8) + little(sampleRate, 4)
  }
}
