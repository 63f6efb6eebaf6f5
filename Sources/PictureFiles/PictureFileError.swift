/// What keeps a picture from being written.
public struct PictureFileError: Error, Sendable, Hashable {
  /// The file as it was named.
  public let path: String
  /// What the picture library or the system says.
  public let reason: String

  /// What happened, why, and what to do.
  public var sentence: (what: String, why: String, remedy: String) {
    ("Cannot write \(path)", reason, "check the folder and the free space")
  }
}
