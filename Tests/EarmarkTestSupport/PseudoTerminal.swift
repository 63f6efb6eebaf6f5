import CNcurses
import CellCanvas

/// A terminal line with a model of its screen, for programs or for this process to draw on.
public final class PseudoTerminal {
  /// Why there is none.
  public enum Failure: Error, Sendable, Hashable {
    /// The system gave no terminal line.
    case noLine
    /// The program didn't start; the number is the system's error.
    case notStarted(Int32)
  }

  /// Our end: what the program writes is read here; -1 once it is closed.
  public private(set) var master: Int32
  /// The program's end, -1 once a program has it.
  public private(set) var slave: Int32
  /// The path of the program's end.
  public let name: String
  /// What the screen shows.
  public private(set) var model: VTModel
  /// The program, or nil if there is none or it was reaped.
  public private(set) var process: pid_t?
  /// Called whenever bytes came, before the model takes them: measurements look at clocks here.
  public var noteRead: (() -> Void)?
  private var reader: LineReader?
  /// What was typed and not yet taken by the line.
  private var typed: [UInt8] = []

  /// Opens a line of that size.
  /// - Parameter readsAlways: Whether a thread reads the line all the time: needed where this
  ///   process itself draws on it.
  public init(size: CellSize, readsAlways: Bool = false) throws(Failure) {
    var (near, far): (Int32, Int32) = (-1, -1)
    var path = [CChar](repeating: 0, count: 128)
    var window = winsize(
      ws_row: UInt16(size.rows), ws_col: UInt16(size.columns), ws_xpixel: 0, ws_ypixel: 0)
    guard openpty(&near, &far, &path, nil, &window) == 0 else { throw .noLine }
    (master, slave) = (near, far)
    name = path.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    model = VTModel(size: size)
    _ = em_close_on_exec(master)
    _ = em_close_on_exec(slave)
    _ = em_no_waiting(master)
    if readsAlways { reader = LineReader(master) }
  }

  deinit {
    finish()
    hangUp()
    if slave >= 0 { close(slave) }
  }

  /// Closes our end, as a terminal window does.
  public func hangUp() {
    reader?.stop()
    readAvailable()
    reader = nil
    if master >= 0 { close(master) }
    master = -1
  }

  /// Waits until the model has everything that was written to ``slave``, for a program in this
  /// process.
  /// - Returns: What was written since the model was fed last.
  @discardableResult
  public func settle() -> [UInt8] {
    let before = model.bytes.count
    let mark = Array("\u{1b}[?12h".utf8)
    let end = Array("\u{1b}[?12l".utf8)
    write(slave, mark, mark.count)
    pump { $0.modes.contains(12) }
    let written = Array(model.bytes[before...].dropLast(mark.count))
    write(slave, end, end.count)
    pump { !$0.modes.contains(12) }
    return written
  }

  /// Starts a program on the line, in a session of its own whose terminal it is.
  /// - Parameters:
  ///   - arguments: The path of the program and its arguments.
  ///   - environment: All its variables; pin `TERM` and `LC_ALL`.
  public func start(_ arguments: [String], environment: [String: String]) throws(Failure) {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    // Opened after setsid, so that it becomes the controlling terminal: signals need that.
    posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigdefault(&attributes, &all)
    sigemptyset(&all)
    posix_spawnattr_setsigmask(&attributes, &all)
    posix_spawnattr_setflags(&attributes, em_spawn_flags())

    let words = arguments.map { strdup($0) } + [nil]
    let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (words + variables).forEach { free($0) } }
    var pid: pid_t = 0
    let error = posix_spawn(&pid, arguments[0], &actions, &attributes, words, variables)
    guard error == 0 else { throw .notStarted(error) }
    process = pid
    close(slave)
    slave = -1
  }

  /// Types bytes; what the line can't take at once follows with the next ``readAvailable()``.
  public func type(_ text: String) {
    typed += text.utf8
    sendTyped()
  }

  private func sendTyped() {
    while master >= 0, !typed.isEmpty {
      let count = typed.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
      guard count > 0 || em_errno() == EINTR else { return }
      typed.removeFirst(max(0, count))
    }
  }

  /// Changes the size of the window, which signals the program.
  public func resize(to size: CellSize) {
    _ = em_set_window_size(master, Int32(size.rows), Int32(size.columns))
    model.resize(to: size)
  }

  /// Feeds the model with what has been written and gives that.
  @discardableResult
  public func readAvailable() -> [UInt8] {
    let all = taken()
    model.feed(all)
    return all
  }

  /// What has been written since the last time.
  private func taken() -> [UInt8] {
    sendTyped()
    var all = reader?.take() ?? []
    var block = [UInt8](repeating: 0, count: 65536)
    while reader == nil, master >= 0 {
      let count = read(master, &block, block.count)
      guard count > 0 else { break }
      all += block[..<count]
    }
    if !all.isEmpty { noteRead?() }
    return all
  }

  /// Feeds the model redraw by redraw: what one shows may be gone with the next, and half of
  /// one may show a new count beside an old state.
  ///
  /// - Returns: Whether the condition was met after any of them.
  private func feed(until condition: (VTModel) -> Bool) -> Bool {
    let end = Array("\u{1b}[?2026l".utf8)
    var rest = taken()[...]
    var isMet = false
    while let range = rest.firstRange(of: end) {
      model.feed(Array(rest[..<range.upperBound]))
      rest = rest[range.upperBound...]
      isMet = isMet || condition(model)
    }
    model.feed(Array(rest))
    return isMet || !model.isSynchronizing && condition(model)
  }

  /// Reads until the model is, or was for a redraw, as wanted.
  /// - Parameters:
  ///   - condition: What is waited for.
  ///   - timeout: Seconds until it gives up; generous, because it is only reached in failure.
  /// - Returns: Whether the condition was met.
  @discardableResult
  public func pump(until condition: (VTModel) -> Bool, timeout: Double = 10) -> Bool {
    let clock = ContinuousClock()
    let end = clock.now + .seconds(timeout)
    while true {
      if feed(until: condition) { return true }
      if clock.now >= end { return false }
      if reader == nil { wait(milliseconds: 50) } else { poll(nil, 0, 1) }
    }
  }

  /// The flags of the line, to see whether echo and lines are back.
  public var localModes: tcflag_t {
    var modes = termios()
    return tcgetattr(master, &modes) == 0 ? modes.c_lflag : 0
  }

  /// Sends a signal to the program.
  public func send(signal: Int32) {
    if let process { kill(process, signal) }
  }

  /// Waits for the program's end, and kills it if it doesn't come.
  /// - Returns: The exit status, 128 plus the signal that ended it, or nil if there is no program.
  @discardableResult
  public func finish(timeout: Double = 2) -> Int32? {
    guard let pid = process else { return nil }
    let clock = ContinuousClock()
    let end = clock.now + .seconds(timeout)
    var status: Int32 = 0
    while waitpid(pid, &status, WNOHANG) == 0 {
      readAvailable()
      if clock.now >= end { kill(pid, SIGKILL) }
      poll(nil, 0, 5)
    }
    readAvailable()
    process = nil
    let signal = status & 0x7f
    return signal == 0 ? (status >> 8) & 0xff : 128 + signal
  }

  private func wait(milliseconds: Int32) {
    var line = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    // A line that nobody has open is always ready; then only time can pass.
    if poll(&line, 1, milliseconds) > 0, line.revents & Int16(POLLIN) == 0 {
      poll(nil, 0, milliseconds)
    }
  }
}
