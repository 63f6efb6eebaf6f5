/// What the end of a file's name says about the kind of file.
enum FileEnding {
  private static let containers: [String: SoundFormat.Container] = [
    "wav": .wav, "wave": .wav, "bwf": .wav, "rf64": .wav, "flac": .flac, "aif": .aiff,
    "aiff": .aiff, "aifc": .aiff, "caf": .caf,
  ]
  private static let lossy: Set<String> = [
    "mp3", "mp2", "ogg", "oga", "opus", "m4a", "aac", "wma", "mp4", "webm", "spx", "ac3",
  ]

  /// What follows the last dot of a path, in small letters.
  static func of(_ path: [UInt8]) -> String {
    let base = path.split(separator: UInt8(ascii: "/")).last ?? []
    guard let dot = base.lastIndex(of: UInt8(ascii: ".")), dot > base.startIndex else { return "" }
    return String(decoding: base[(dot + 1)...], as: UTF8.self).lowercased()
  }

  /// The container that an ending stands for, nil for others.
  static func container(_ ending: String) -> SoundFormat.Container? { containers[ending] }

  /// Whether an ending promises a lossy format.
  static func isLossy(_ ending: String) -> Bool { lossy.contains(ending) }
}
