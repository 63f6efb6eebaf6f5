/// Why a sound file can't be read; every case names the file by the last part of its path.
public enum SoundFileError: Error, Sendable, Hashable {
  /// What lies at a path instead of a file with bytes in it.
  public enum Obstacle: String, Sendable, Hashable {
    case folder = "a folder"
    case pipe = "a pipe"
    case socket = "a socket"
    case device = "a device"
    case other = "not a regular file"
  }

  /// Nothing is there (any more).
  case missing(name: String)
  /// The system refuses to open it.
  case notPermitted(name: String)
  /// The system can't open or read it; `reason` is its own text.
  case unreadable(name: String, reason: String)
  /// It is no regular file.
  case notRegular(name: String, found: Obstacle)
  /// It has 0 bytes.
  case empty(name: String)
  /// Its header is whole and honest, and no sample follows.
  case noSamples(name: String)
  /// It ends before its first sample; both counts are bytes from the start of the file.
  case endsEarly(name: String, bytes: Int, promised: UInt64)
  /// It is something else than sound, such as a picture.
  case notSound(name: String, looksLike: String, remedy: String)
  /// It is sound that libsndfile does not decode.
  case unsupportedFormat(name: String, format: String)
  /// It is sound that only a newer libsndfile decodes.
  case libraryTooOld(name: String, format: String, needed: String, found: String)
  /// No header of any known format is in it.
  case unrecognized(name: String)
  /// Its header says 0 channels.
  case noChannels(name: String)
  /// It has more channels than earmark takes.
  case tooManyChannels(name: String, found: Int, limit: Int)
  /// Its sample rate is 0 or beyond reason, in hertz.
  case implausibleRate(name: String, found: UInt64, limit: Int)
  /// Its header contradicts itself or is cut; the reason is a clause.
  case damagedHeader(name: String, reason: String)
  /// Decoding stops at a sample; the reason is a clause.
  case damagedSound(name: String, sample: Int, reason: String)
  /// A channel is asked for that it does not have; the first is 0.
  case noSuchChannel(name: String, channel: Int, count: Int)
}
