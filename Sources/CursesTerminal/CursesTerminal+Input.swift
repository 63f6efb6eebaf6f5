import CNcurses
import CellCanvas

extension CursesTerminal {
  /// The next input that is already there, or nil; never waits.
  public func nextInput() -> TerminalInput? {
    guard isOpen else { return nil }
    noteSignals()
    if !waiting.isEmpty { return waiting.removeFirst() }
    while let decoded = decoder.next(readCode, readSoon: readSoon) {
      switch decoded {
      case .key(let chord): return .key(chord)
      case .pointer(let input): return .pointer(input)
      case .pasted(let text): return .pasted(text)
      case .answer(let answer):
        if let input = take(answer) { return input }
      case .resized:
        invalidate()
        noteNewWindow()
        return .resized(size)
      }
    }
    return hungUp()
  }

  /// The signal that asked for the end, or nil; none if the line was closed.
  public var endingSignal: Int32? { signals?.endingSignal }

  private func noteSignals() {
    guard let notes = signals?.take() else { return }
    if notes.contains(.ended) { waiting.append(.ended) }
    if notes.contains(.stop) {
      stop()
    } else if notes.contains(.continued) {
      leaveScreen()
      returnToScreen()
    }
  }

  /// Gives the terminal back, stops, and returns to the screen when continued.
  ///
  /// ncurses could do it in its own signal handler, but not safely in the middle of a redraw.
  private func stop() {
    leaveScreen()
    signals?.stopProcess()
    returnToScreen()
  }

  private func leaveScreen() {
    // Ctrl-Z makes the line drop what was sent last, perhaps the end of a redraw.
    send(erasedPixels() + Sequences.showPicture + mouseOff + Sequences.pasteOff)
    endwin()
    log?.pause()
  }

  private func returnToScreen() {
    log?.redirect()
    reset_prog_mode()
    send(Sequences.pasteOn + mouseOn)
    invalidate()
    waiting.append(.resumed)
    var (rows, columns): (Int32, Int32) = (0, 0)
    if em_window_size(session.output, &rows, &columns) == 0, rows > 0, columns > 0,
      is_term_resized(rows, columns)
    {
      resizeterm(rows, columns)
      noteNewWindow()
      waiting.append(.resized(size))
    }
  }

  private func readCode() -> CursesCode? {
    var code: wint_t = 0
    switch wget_wch(session.keys, &code) {
    case OK: return .scalar(UInt32(code))
    case KEY_CODE_YES:
      switch Int32(bitPattern: code) {
      case KEY_RESIZE: return .resized
      case CursesSession.pasteBegin: return .pasteBegin
      case CursesSession.pasteEnd: return .pasteEnd
      case let number where number > KEY_MAX:
        return .named(keyname(number).map { String(cString: $0) } ?? "")
      case let number: return .key(number)
      }
    default: return nil
    }
  }

  /// Waits as long as ncurses does after Escape.
  private func readSoon() -> CursesCode? {
    if let code = readCode() { return code }
    var line = pollfd(fd: session.input, events: Int16(POLLIN), revents: 0)
    return poll(&line, 1, CursesSession.escapeMilliseconds) > 0 ? readCode() : nil
  }

  /// The end of input, once, when the other end of the line is gone.
  private func hungUp() -> TerminalInput? {
    var line = pollfd(fd: session.input, events: Int16(POLLIN), revents: 0)
    guard !isHungUp, poll(&line, 1, 0) > 0 else { return nil }
    isHungUp = line.revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0
    return isHungUp ? .ended : nil
  }
}
