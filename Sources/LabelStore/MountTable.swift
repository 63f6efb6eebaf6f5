import Foundation

/// The file systems of this computer, by the folders that they are mounted on.
package struct MountTable: Sendable {
  private let mounts: [(folder: String, kind: String)]

  /// Reads the text of `/proc/self/mountinfo`.
  ///
  /// - Source: proc(5): field 5 is the folder, the field after the lone `-` the kind.
  package init(mountInfo text: String) {
    mounts = text.split(separator: "\n").compactMap { line in
      let fields = line.split(separator: " ")
      guard fields.count > 6, let dash = fields.firstIndex(of: "-"), dash + 1 < fields.count
      else { return nil }
      return (Self.unescaped(fields[4]), String(fields[dash + 1]))
    }
  }

  /// The kind of the file system that an absolute path without links lies on: `ext4`.
  package func kind(of path: String) -> String? {
    var best: (length: Int, kind: String)?
    for (folder, kind) in mounts {
      let isAbove = folder == "/" || path == folder || path.hasPrefix(folder + "/")
      if isAbove, folder.utf8.count >= best?.length ?? 0 { best = (folder.utf8.count, kind) }
    }
    return best?.kind
  }

  /// Whether files of a kind lie on another computer.
  package static func isNetwork(_ kind: String) -> Bool {
    let kinds: Set<String> = [
      "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "9p", "afs", "afpfs", "webdav",
      "ceph", "coda", "glusterfs", "lustre", "ncpfs", "davfs", "fuse.sshfs", "fuse.davfs2",
      "fuse.glusterfs", "fuse.rclone", "fuse.s3fs", "fuse.gvfsd-fuse", "fuse.cephfs",
      "fuse.curlftpfs", "fuse.smbnetfs",
    ]
    return kinds.contains(kind)
  }

  /// The kind of the file system that holds an existing path, if it is another computer's.
  static func networkKind(of path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    let kind = currentKind(of: String(cString: real))
    return kind.flatMap { isNetwork($0) ? $0 : nil }
  }

  #if canImport(Darwin)
    private static func currentKind(of path: String) -> String? {
      var facts = statfs()
      guard statfs(path, &facts) == 0 else { return nil }
      return withUnsafeBytes(of: facts.f_fstypename) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
    }
  #else
    private static func currentKind(of path: String) -> String? {
      guard let data = FileManager.default.contents(atPath: "/proc/self/mountinfo") else {
        return nil
      }
      return MountTable(mountInfo: String(decoding: data, as: UTF8.self)).kind(of: path)
    }
  #endif

  private static func unescaped(_ field: Substring) -> String {
    let pairs = [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")]
    return pairs.reduce(String(field)) { text, pair in
      text.replacingOccurrences(of: pair.0, with: pair.1)
    }
  }
}
