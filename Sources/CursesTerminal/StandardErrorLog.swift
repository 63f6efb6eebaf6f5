import CNcurses

/// Where messages on standard error go while there is a screen.
public enum StandardErrorTarget: Sendable, Hashable {
  /// They stay where they are; for screens that aren't the process's own terminal.
  case unchanged
  /// Into a file without a name; given back by `close()`, and shown after a crash.
  case temporary
  /// To the end of a file.
  case file(path: String)
}

/// Keeps standard error in a file, because text on the screen would be lost and spoil it.
final class StandardErrorLog {
  /// The log, and standard error as it was.
  let log, original: Int32
  /// Where this run's messages begin in the log.
  let start: Int

  /// Redirects standard error, or gives nil for ``StandardErrorTarget/unchanged``.
  init?(_ target: StandardErrorTarget) throws(CursesTerminalError) {
    let opened: (descriptor: Int32, path: String)
    switch target {
    case .unchanged: return nil
    case .temporary:
      opened = (em_open_temporary(), "for messages")
    case .file(let path):
      opened = (em_open_log(path), path)
    }
    guard opened.descriptor >= 0 else {
      throw .cannotOpenLog(path: opened.path, reason: String(cString: strerror(em_errno())))
    }
    log = opened.descriptor
    start = Int(lseek(log, 0, SEEK_END))
    original = dup(STDERR_FILENO)
    for descriptor in [log, original] { _ = em_close_on_exec(descriptor) }
    redirect()
  }

  /// Sends standard error to the log again, after ``pause()``.
  func redirect() { dup2(log, STDERR_FILENO) }

  /// Gives standard error back while the process is stopped.
  func pause() { dup2(original, STDERR_FILENO) }

  /// Gives standard error back for good.
  /// - Returns: The first ``mostReturned`` bytes of what was written to it meanwhile.
  func end() -> String {
    fflush(nil)
    pause()
    var text: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 4096)
    lseek(log, off_t(start), SEEK_SET)
    while text.count < Self.mostReturned {
      let count = read(log, &block, block.count)
      guard count > 0 else { break }
      text += block[..<count]
    }
    close(original)
    close(log)
    return String(decoding: text, as: UTF8.self)
  }

  private static let mostReturned = 1 << 16
}
