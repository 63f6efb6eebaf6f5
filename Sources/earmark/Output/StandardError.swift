import ExplorerRuntime
import Foundation
import Synchronization

private let descriptor = Atomic(STDERR_FILENO)

/// Standard error, for errors, notices and progress of the program itself.
enum StandardError {
  /// Whether it is a terminal.
  static var isTerminal: Bool { isatty(descriptor.load(ordering: .relaxed)) == 1 }

  /// Columns of the terminal; 80 where there is none.
  static var columns: Int {
    var window = winsize()
    let found = ioctl(descriptor.load(ordering: .relaxed), UInt(TIOCGWINSZ), &window)
    return found == 0 && window.ws_col > 0 ? Int(window.ws_col) : 80
  }

  /// Writes text; where nobody can read it there is nobody to tell.
  static func write(_ text: String) {
    _ = FileOutput.write(Array(text.utf8), to: descriptor.load(ordering: .relaxed))
  }

  /// Keeps out what libraries print about damaged files: it goes to a log, or nowhere.
  static func keepLibrariesOut(log: [UInt8]?) {
    let path = FilePath.terminated(log ?? Array("/dev/null".utf8))
    let target = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    guard target >= 0 else { return }
    let own = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1)
    if own >= 0 {
      descriptor.store(own, ordering: .relaxed)
      dup2(target, STDERR_FILENO)
    }
    close(target)
  }
}
