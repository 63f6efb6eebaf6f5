#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The signals that tests send to their own process.
enum OwnSignal {
  case terminate, hangUp, interrupt, windowChange, stop

  var number: Int32 {
    switch self {
    case .terminate: SIGTERM
    case .hangUp: SIGHUP
    case .interrupt: SIGINT
    case .windowChange: SIGWINCH
    case .stop: SIGTSTP
    }
  }
}

func raiseSignal(_ signal: OwnSignal) { kill(getpid(), signal.number) }

/// Whether `poll` would return at once, or within a second.
func isReadable(_ descriptor: Int32, milliseconds: Int32 = 1000) -> Bool {
  var line = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
  return poll(&line, 1, milliseconds) > 0
}

func setVariable(_ name: String, _ value: String?) {
  if let value { setenv(name, value, 1) } else { unsetenv(name) }
}

/// Seconds that this thread has computed.
func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// A pipe's ends.
func makePipe() -> (read: Int32, write: Int32)? {
  var ends: [Int32] = [-1, -1]
  return pipe(&ends) == 0 ? (ends[0], ends[1]) : nil
}

/// Opens a terminal without making it the process's own.
func openTerminal(_ path: String) -> Int32 { open(path, O_RDWR | O_NOCTTY) }

func writeStandardError(_ text: String) { write(STDERR_FILENO, text, text.utf8.count) }

/// The addresses of the handlers of the signals that a terminal watches.
func handlers() -> [Int] {
  [SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGCONT, SIGWINCH, SIGSEGV, SIGILL, SIGTRAP, SIGABRT, SIGQUIT]
    .map { number in
      var action = sigaction()
      sigaction(number, nil, &action)
      return withUnsafeBytes(of: action) { $0.load(as: Int.self) }
    }
}

let abortSignal = SIGABRT

func abortProcess() -> Never { abort() }

/// Ends this process at once, without what tests print at their end.
func exitProcess(_ status: Int32) -> Never { _exit(status) }

/// The variables that a program in a test's terminal gets.
func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

func canRun(_ path: String) -> Bool { access(path, X_OK) == 0 }

/// Waits until a descriptor is ready, or a signal came.
func wait(_ descriptor: Int32) {
  var line = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
  poll(&line, 1, 10_000)
}

/// The flags of a line on which a shell reads commands.
let linesAndEcho = UInt32(ICANON | ECHO)
