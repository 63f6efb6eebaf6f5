import Foundation

/// Writing a file beside the one that it replaces.
package enum FileReplacement {
  /// Writes a file that takes the place of `path` once it is whole.
  ///
  /// Links are followed. The new file has the permissions of the old one.
  ///
  /// - Parameter body: Writes to a descriptor and closes it; returns why it couldn't.
  /// - Returns: Why it couldn't be written, nil if all went well.
  package static func write(to path: String, _ body: (_ descriptor: Int32) -> String?) -> String? {
    let target = resolved(path)
    var facts = stat()
    let isThere = stat(target, &facts) == 0
    if isThere, facts.st_mode & S_IFMT != S_IFREG {
      let descriptor = open(target, O_WRONLY | O_CLOEXEC)
      return descriptor < 0 ? systemReason() : body(descriptor)
    }
    if isThere, access(target, W_OK) != 0 { return systemReason() }
    let draft = folder(of: target) + ".earmark-" + String(UInt64.random(in: 0...(.max)), radix: 36)
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { return systemReason() }
    if isThere { fchmod(descriptor, facts.st_mode & 0o777) }
    if let reason = body(descriptor) ?? (rename(draft, target) == 0 ? nil : systemReason()) {
      unlink(draft)
      return reason
    }
    return nil
  }

  /// Where a link leads, so that it stays a link.
  private static func resolved(_ path: String) -> String {
    guard let found = realpath(path, nil) else { return path }
    defer { free(found) }
    return String(cString: found)
  }

  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  private static func systemReason() -> String { String(cString: strerror(errno)) }
}
