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

/// What the C library says about the columns of characters.
struct CharacterWidths {
  private typealias Function = @convention(c) (Int32) -> Int32
  private let wcwidth: Function

  /// Nil where there is no UTF-8, or another version of Unicode than the program measures with.
  init?() {
    // Headers only show it to X/Open programs.
    guard setlocale(LC_CTYPE, "C.UTF-8") != nil,
      let symbol = dlsym(dlopen(nil, RTLD_NOW), "wcwidth")
    else { return nil }
    wcwidth = unsafeBitCast(symbol, to: Function.self)
    // Assigned in Unicode 14 and 15.
    guard width(of: "\u{1fae7}") == 2, width(of: "\u{1fae8}") == -1 else { return nil }
  }

  func width(of scalar: Unicode.Scalar) -> Int { Int(wcwidth(Int32(bitPattern: scalar.value))) }
}
