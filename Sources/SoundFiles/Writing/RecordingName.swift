#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Names recordings by the local time at which they began: `20260131_235959.wav`.
public enum RecordingName {
  /// How many recordings may begin in one second.
  private static let limit = 100

  /// The time as it stands in names.
  ///
  /// - Parameter seconds: Since the beginning of 1970, UTC.
  public static func stamp(_ seconds: Int) -> String {
    var (time, parts) = (time_t(seconds), tm())
    guard localtime_r(&time, &parts) != nil else { return String(seconds) }
    func digits(_ number: CInt, _ width: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, width - text.count)) + text
    }
    return digits(parts.tm_year + 1900, 4) + digits(parts.tm_mon + 1, 2)
      + digits(parts.tm_mday, 2) + "_" + digits(parts.tm_hour, 2) + digits(parts.tm_min, 2)
      + digits(parts.tm_sec, 2)
  }

  /// Names to be tried one after the other.
  static func candidates(_ seconds: Int, prefix: String, ending: String) -> [[UInt8]] {
    let start = prefix + stamp(seconds)
    return (1...limit).map { Array("\(start)\($0 == 1 ? "" : "-\($0)").\(ending)".utf8) }
  }
}

extension SoundFileWriter {
  /// Begins a recording in a folder, named by the time, written so that a crash costs little.
  ///
  /// - Parameters:
  ///   - folder: The path of the folder, as the file system's bytes.
  ///   - seconds: When it begins, since the beginning of 1970, UTC.
  ///   - prefix: What names begin with.
  /// - Throws: Why it can't be, like ``init(_:_:_:)``.
  public static func recording(
    in folder: [UInt8], at seconds: Int, _ format: SoundFormat, prefix: String = ""
  ) throws(SoundWritingError) -> SoundFileWriter {
    var names = RecordingName.candidates(
      seconds, prefix: prefix, ending: format.container.fileExtension)[...]
    while let name = names.popFirst() {
      do {
        return try SoundFileWriter(
          folder + [UInt8(ascii: "/")] + name, format, .flushed, otherNames: Array(names),
          limit: ChunkedFile.sizeLimit)
      } catch SoundWritingError.exists where !names.isEmpty {
        continue
      }
    }
    throw .exists(name: prefix + RecordingName.stamp(seconds))
  }
}
