/// Why a sound file can't be written; every case names the file by the last part of its path.
///
/// Whatever the reason, nothing is left behind, but for recordings: they keep what was written.
public enum SoundWritingError: Error, Sendable, Hashable {
  /// The source can't be read.
  case source(SoundFileError)
  /// The source was changed by somebody else while it was read.
  case sourceChanged(name: String, source: String)
  /// The source has no sample between `onset` and `offset`; it has `count`.
  case noSuchSpan(name: String, onset: Int, offset: Int, count: Int)
  /// A file of that name is there already.
  case exists(name: String)
  /// What has that name is no regular file.
  case notReplaceable(name: String, found: SoundFileError.Obstacle)
  /// It is the very file that the samples come from.
  case isSource(name: String)
  /// Another clip of the same export has the same name.
  case nameTakenTwice(name: String)
  /// The folder that it should be in is not there.
  case noFolder(name: String)
  /// The system refuses to write there; `reason` is a clause.
  case notPermitted(name: String, reason: String)
  /// No room is left on the disk or in a quota.
  case diskFull(name: String)
  /// It would be longer than its container or the file system allows.
  case tooLarge(name: String, limit: String)
  /// The system can't write; `reason` is its own text.
  case unwritable(name: String, reason: String)
  /// The container doesn't hold such samples; `reason` is a clause.
  case unsupportedFormat(name: String, reason: String, remedy: String)
  /// The name ends like a lossy format, which is not written.
  case lossyName(name: String, ending: String)
  /// The rate that is asked for can't be made.
  case resampling(name: String, ResamplerError)
  /// Not one sample came.
  case noSamples(name: String)
  /// It was stopped before its turn came.
  case canceled(name: String)
}
