import Explorer
import Foundation
import Synchronization

/// A program whose standard output is listened to.
///
/// It is started without a shell and in a process group of its own, so that keys meant for the
/// screen do not reach it. What it writes to standard error goes where our messages go.
final class ListenedProgram: Sendable {
  /// How a program ended.
  struct Ending: Sendable {
    /// As a sentence.
    let failure: Failure
    /// Whether all was well.
    let isClean: Bool
  }

  /// How it ended, once that is known.
  private let ending = Mutex<Ending?>(nil)
  /// What comes from it.
  let output: Int32
  private let process: pid_t
  private let name: String

  /// Starts a program.
  ///
  /// - Throws: Why it can't be.
  init(_ words: [String]) throws(Failure) {
    name = words.first ?? ""
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw Self.refusal(name, FilePath.reason(errno)) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    for signal in [SIGPIPE, SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, signal) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    var process: pid_t = 0
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    let code = posix_spawnp(&process, name, &actions, &attributes, &arguments, environ)
    for argument in arguments { free(argument) }
    close(ends[1])
    guard code == 0 else {
      close(ends[0])
      throw Self.refusal(name, code == ENOENT ? "there is no such program" : FilePath.reason(code))
    }
    output = ends[0]
    self.process = process
  }

  /// Asks it to end.
  func interrupt() {
    ending.withLock { if $0 == nil { kill(-process, SIGTERM) } }
  }

  /// Waits until it has ended, for a moment, then makes it end.
  /// - Returns: How it ended.
  func end(patience: Double) -> Ending {
    ending.withLock { ending in
      let found = ending ?? wait(patience: patience)
      ending = found
      return found
    }
  }

  private func wait(patience: Double) -> Ending {
    let limit = Date().addingTimeInterval(patience)
    var status: Int32 = 0
    while waitpid(process, &status, WNOHANG) == 0 {
      if Date() > limit {
        kill(-process, SIGTERM)
        let last = Date().addingTimeInterval(1)
        while waitpid(process, &status, WNOHANG) == 0 {
          if Date() > last { kill(-process, SIGKILL) }
          usleep(2000)
        }
        break
      }
      usleep(2000)
    }
    close(output)
    let signal = status & 0x7F
    let code = (status >> 8) & 0xFF
    if signal == 0, code == 0 {
      return Ending(
        failure: Failure(
          what: "\(name) has ended", why: "its sound is over", remedy: "Space looks back, q leaves"),
        isClean: true)
    }
    return Ending(
      failure: Failure(
        what: "\(name) has ended",
        why: signal != 0 ? "signal \(signal) stopped it" : "it ended with status \(code)",
        remedy: "its messages are in the log"), isClean: false)
  }

  private static func refusal(_ name: String, _ why: String) -> Failure {
    Failure(what: "Cannot start \(name)", why: why, remedy: "check the command of --from")
  }
}
