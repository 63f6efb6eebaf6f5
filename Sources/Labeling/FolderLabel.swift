/// The label that the folder of a recording gives.
public enum FolderLabel {
  /// Folders that part a data set and name no class, in lower case.
  public static let splitNames: Set<String> = [
    "train", "training", "valid", "validation", "val", "dev", "test", "testing",
  ]

  /// Folders that hold recordings and name no class, in lower case.
  public static let containerNames: Set<String> = ["audio", "recordings"]

  /// The folder of noise in the Speech Commands layout, which is a class by itself.
  public static let backgroundNoise = "_background_noise_"

  /// The name of the folder that a recording lies in.
  ///
  /// Nil if that is the root, a split, `audio`, `recordings`, begins with `_` (but for
  /// `_background_noise_`), or is not UTF-8.
  ///
  /// - Parameters:
  ///   - path: Relative to the root of the library, or absolute.
  ///   - root: The folder that was opened, for a path that is not relative to it.
  public static func label(of path: RecordingPath, root: RecordingPath? = nil) -> String? {
    let below = root.flatMap { path.relative(to: $0) } ?? path
    guard let slash = below.bytes.lastIndex(of: UInt8(ascii: "/")) else { return nil }
    let folder = RecordingPath(bytes: Array(below.bytes[..<slash])).name
    let name = folder.text
    guard folder.isText, !name.isEmpty, name != ".", name != ".." else { return nil }
    if name == backgroundNoise { return name }
    let lower = name.lowercased()
    let isClass =
      !name.hasPrefix("_") && !splitNames.contains(lower) && !containerNames.contains(lower)
    return isClass ? name : nil
  }
}

extension RecordingPath {
  /// The path from a folder downwards, nil if it does not lie below that folder.
  public func relative(to folder: RecordingPath) -> RecordingPath? {
    let slash = UInt8(ascii: "/")
    let start = folder.bytes.last == slash ? folder.bytes : folder.bytes + [slash]
    guard bytes.starts(with: start), bytes.count > start.count else { return nil }
    return RecordingPath(bytes: Array(bytes[start.count...]))
  }
}
