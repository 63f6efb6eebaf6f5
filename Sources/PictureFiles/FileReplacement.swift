import Foundation

/// Writing a file beside the one that it replaces.
///
/// The rules are those of the drafts of `FeatureFiles`: links are followed, permissions are kept,
/// and what is no regular file, such as a folder or a pipe, is refused. Neither target may import
/// the other: a picture is written at once, a feature file grows and is patched.
package enum FileReplacement {
  /// Writes a file that takes the place of `path` once it is whole.
  ///
  /// - Parameters:
  ///   - mayReplace: Whether a file that is there gives way; else it stays, and that is the reason.
  ///   - body: Writes to a descriptor and closes it; returns why it couldn't.
  /// - Returns: Why it couldn't be written, nil if all went well.
  package static func write(
    to path: String, mayReplace: Bool = true, _ body: (_ descriptor: Int32) -> String?
  ) -> String? {
    var facts = stat()
    let isThere = stat(path, &facts) == 0
    if !isThere, errno != ENOENT { return systemReason() }
    var target = path
    if isThere {
      guard facts.st_mode & S_IFMT == S_IFREG else {
        return "something that is no regular file has this name"
      }
      guard mayReplace else { return "a file of this name is there" }
      guard access(path, W_OK) == 0, let found = realpath(path, nil) else {
        return systemReason()
      }
      defer { free(found) }
      target = String(cString: found)
    }
    let draft = folder(of: target) + ".earmark-" + String(UInt64.random(in: 0...(.max)), radix: 16)
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { return systemReason() }
    if isThere { fchmod(descriptor, facts.st_mode & 0o777) }
    if let reason = body(descriptor) ?? place(draft, target, mayReplace: mayReplace) {
      unlink(draft)
      return reason
    }
    return nil
  }

  /// Gives a draft its name; nil if that went well.
  private static func place(_ draft: String, _ target: String, mayReplace: Bool) -> String? {
    // A link fails where a file came meanwhile; file systems without links take a new name.
    if !mayReplace {
      if link(draft, target) == 0 {
        unlink(draft)
        return nil
      }
      if errno == EEXIST { return systemReason() }
    }
    return rename(draft, target) == 0 ? nil : systemReason()
  }

  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  private static func systemReason() -> String { String(cString: strerror(errno)) }
}
