import CNcurses

/// Notes the signals that the loop has to handle, and wakes it through a pipe.
///
/// Handlers only set bits and write a byte. One can be active at a time.
@MainActor
final class SignalWatch {
  /// What happened since the last look.
  struct Notes: OptionSet {
    let rawValue: Int32
    /// SIGINT, SIGTERM or SIGHUP.
    static let ended = Notes(rawValue: Int32(EM_ENDED))
    /// Ctrl-Z.
    static let stop = Notes(rawValue: Int32(EM_STOP))
    /// Stopped and continued by somebody else.
    static let continued = Notes(rawValue: Int32(EM_CONTINUED))
  }

  /// Readable when a signal came.
  let wakeDescriptor: Int32
  private let writeDescriptor: Int32

  /// Remembers the handlers there are and takes Ctrl-Z; call before ncurses installs its own.
  init?() {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    (wakeDescriptor, writeDescriptor) = (ends[0], ends[1])
    for end in ends {
      _ = em_close_on_exec(end)
      _ = em_no_waiting(end)
    }
    em_remember_signals(writeDescriptor)
  }

  /// Installs the handlers; that of ncurses for changes of size is called too.
  func start() { em_watch_signals() }

  /// Takes what was noted and empties the pipe.
  func take() -> Notes {
    var bytes = [UInt8](repeating: 0, count: 64)
    while read(wakeDescriptor, &bytes, bytes.count) > 0 {}
    return Notes(rawValue: em_take_signals())
  }

  /// Stops the process as Ctrl-Z does, and returns when it goes on.
  func stopProcess() { em_stop_process() }

  /// The signal that asked for the end, or nil.
  var endingSignal: Int32? {
    let signal = em_ending_signal()
    return signal == 0 ? nil : signal
  }

  /// Brings back the handlers of before.
  func end() {
    em_unwatch_signals()
    close(wakeDescriptor)
    close(writeDescriptor)
  }
}
