import CNcurses
import CellCanvas

extension CursesTerminal {
  /// Asks whether pictures can be shown in pixels, which a `.pixels` input answers; `off` ends them.
  ///
  /// A terminal that is known to answer nothing is not asked. One that does not answer is shown
  /// blocks: what comes later than anybody waits for is given up by asking for `off`.
  public func showPixels(_ choice: PixelChoice) {
    question = nil
    send(erasedPixels())
    pixels = nil
    guard isOpen, choice != .off else { return }
    guard !Self.silent.contains(session.term) else {
      waiting.append(.pixels(nil))
      return
    }
    question = PixelQuestion(
      choice, mayUseKitty: pictureEncoder != nil && !isBehindAnother, window: windowCell)
    send(PixelQuestion.first)
  }

  /// Takes an answer of the terminal, if one was asked for.
  func take(_ answer: TerminalAnswer) -> TerminalInput? {
    guard var asked = question else {
      guard case .cell(let width, let height) = answer else { return nil }
      return takeCellSize((width, height))
    }
    switch asked.take(answer) {
    case .waiting: question = asked
    case .ask(let bytes):
      question = asked
      send(bytes)
    case .over(let display):
      question = nil
      pixels = display.flatMap { PixelPainter($0, encoder: pictureEncoder) }
      return .pixels(pixels?.display.screen)
    }
    return nil
  }

  /// Finds out how large cells are, after a change of the window.
  func noteNewWindow() {
    guard let display = pixels?.display else { return }
    if display.isCellAnswered {
      send(PixelQuestion.cellSize)
    } else if let cell = windowCell, let input = takeCellSize(cell) {
      waiting.append(input)
    }
  }

  /// What takes pictures in pixels off the screen; they are shown again with the next redraw.
  func erasedPixels() -> [UInt8] {
    guard let bytes = pixels?.erasing() else { return [] }
    pixels?.invalidate()
    return bytes
  }

  /// The Linux console shows what it does not know, and `dumb` shows everything.
  private static let silent: Set<String> = ["linux", "dumb"]

  /// Whether tmux or screen stand between this program and the terminal of the user.
  private var isBehindAnother: Bool {
    ["TMUX", "STY"].contains { environment[$0]?.isEmpty == false }
      || ["tmux", "screen"].contains { session.term.hasPrefix($0) }
  }

  /// Pixels of a cell by the size of the window, where the terminal told it.
  private var windowCell: (width: Int, height: Int)? {
    var (high, wide): (Int32, Int32) = (0, 0)
    guard em_window_pixels(session.output, &high, &wide) == 0, high > 0, wide > 0,
      size.columns > 0, size.rows > 0
    else { return nil }
    return (Int(wide) / size.columns, Int(high) / size.rows)
  }

  /// Takes a new size of cells: letters were made larger or smaller.
  private func takeCellSize(_ cell: (width: Int, height: Int)) -> TerminalInput? {
    guard let old = pixels?.display, let display = old.resized(cell), display != old else {
      return nil
    }
    send(erasedPixels())
    pixels = PixelPainter(display, encoder: pictureEncoder)
    invalidate()
    return .pixels(display.screen)
  }
}
