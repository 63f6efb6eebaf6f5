/// Files that appear whole or not at all.
public enum WholeFile {
  /// Writes a file in place of one of its name; its bytes are on the disk before it has the name.
  ///
  /// - Parameter path: The path as the file system's bytes; links are followed.
  /// - Throws: What keeps it from being written; then the file of its name is as it was.
  public static func replace(_ path: [UInt8], with bytes: [UInt8]) throws(SoundWritingError) {
    let file = try PendingFile(path, existing: .replace)
    try file.write(bytes, at: 0)
    try file.synchronize()
    try file.publish()
    file.folder.synchronize()
  }
}
