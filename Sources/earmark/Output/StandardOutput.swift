import Explorer
import ExplorerRuntime
import Foundation

/// Standard output, for results only.
enum StandardOutput {
  /// Whether it is a terminal.
  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Writes text at once.
  ///
  /// - Throws: Why it can't be written.
  static func write(_ text: String) throws(Failure) {
    guard let code = FileOutput.write(Array(text.utf8), to: STDOUT_FILENO) else { return }
    throw Failure(
      what: "Cannot write to standard output", why: FilePath.reason(code),
      remedy: "check where it goes")
  }

  /// Writes text and returns the status to end with.
  static func printed(_ text: String) -> Int32 {
    do {
      try write(text)
      return 0
    } catch {
      StandardError.write(ErrorLine.text(error))
      return ExitStatus.failed
    }
  }
}
