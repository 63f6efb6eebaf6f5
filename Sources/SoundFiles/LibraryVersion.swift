import CSndfile

/// libsndfile's version, and what older ones lack.
enum LibraryVersion {
  /// The version that runs, such as `1.2.0`.
  static var current: String {
    let text = String(cString: sf_version_string())
    return text.split(separator: "-").dropFirst().first.map(String.init) ?? text
  }

  /// The error for a format that came with a later version than the one given, else nil.
  static func error(for file: RegularFile, running version: String = current) -> SoundFileError? {
    let needed: (format: String, version: String)
    if file.head.has("OggS"), OggHeader(file)?.codec == "Opus" {
      needed = ("Opus", "1.0.29")
    } else if MPEGStream(file, from: ID3Tag.end(in: file), window: 4096) != nil {
      needed = ("MP3", "1.1.0")
    } else {
      return nil
    }
    guard parts(version).lexicographicallyPrecedes(parts(needed.version)) else { return nil }
    return .libraryTooOld(
      name: file.name, format: needed.format, needed: needed.version, found: version)
  }

  private static func parts(_ version: String) -> [Int] {
    version.split(separator: ".").map { Int($0.prefix { $0.isNumber }) ?? 0 }
  }
}
