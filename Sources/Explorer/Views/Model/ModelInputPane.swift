import CellCanvas
import Labeling

/// What the model sees of the clip under the cursor: one half block or more for each value, at a
/// whole scale; it is scrolled where it does not fit, never resampled.
struct ModelInputPane {
  let state: AppState

  /// Draws into the picture's place, with bins at the left and frames below.
  func draw(on screen: inout Screen, _ layout: ScreenLayout) {
    guard let card = state.model.card else {
      Explanation(
        Failure(
          what: "There is no model", why: "so nothing can be shown of what it sees",
          remedy: state.withKeys(
            "{load-model} loads one, {go-training} trains one, {next-view} shows the sound"))
      ).draw(on: &screen, in: layout.picture)
      return
    }
    guard let input = state.model.input?.shown, input.model == card.id else { return }
    if let failure = input.failure {
      Explanation(failure).draw(on: &screen, in: layout.picture)
      return
    }
    let fit = InputFit(
      input, layout.picture, frame: state.inputFrame(of: input), bin: state.model.lowestBin)
    screen.images.append(
      PlacedImage(rect: layout.picture, cells: cells(input, layout.picture, fit)))
    drawRulers(input, fit, on: &screen, layout)
    drawCursor(input, fit, on: &screen, layout)
    InputCaption(state: state, card: card, input: input, fit: fit).draw(on: &screen, layout)
  }

  private func cells(_ input: ModelInput, _ rect: CellRect, _ fit: InputFit) -> [ImageCell] {
    let (low, high) = (input.values.min() ?? 0, input.values.max() ?? 0)
    let scale = Float(ColorMap.levelCount - 1) / max(1e-9, high - low)
    func level(column: Int, row: Int) -> UInt8 {
      let frame = fit.frames.lowerBound + column / fit.across
      let bin = fit.bins.lowerBound + row / fit.up
      guard frame < fit.frames.upperBound, bin < fit.bins.upperBound else { return 0 }
      let value = (input.values[frame * input.bins + bin] - low) * scale
      return value.isFinite
        ? UInt8(max(0, min(Float(ColorMap.levelCount - 1), value.rounded()))) : 0
    }
    var cells = [ImageCell](repeating: .clear, count: rect.columns * rect.rows)
    let width = fit.frames.count * fit.across
    let top = fit.bins.count * fit.up
    for row in 0..<rect.rows {
      // Rows of pixels are counted from below.
      let lower = 2 * (rect.rows - 1 - row)
      guard lower < top else { continue }
      for column in 0..<min(width, rect.columns) {
        let below = level(column: column, row: lower)
        let above = lower + 1 < top ? level(column: column, row: lower + 1) : 0
        cells[row * rect.columns + column] = ImageCell(
          glyph: 0x2580, foreground: above, background: below)
      }
    }
    return cells
  }

  private func drawRulers(
    _ input: ModelInput, _ fit: InputFit, on screen: inout Screen, _ layout: ScreenLayout
  ) {
    let rect = layout.picture
    // Two rows of cells at least between ticks.
    let step = [1, 2, 5, 10, 20, 50, 100].first { $0 * fit.up >= 4 } ?? 200
    for bin in fit.bins where bin.isMultiple(of: step) {
      let row = rect.endRow - 1 - (bin - fit.bins.lowerBound) * fit.up / 2
      screen.write("╴", at: CellPoint(column: rect.column - 1, row: row), Style(.faint))
      screen.write("\(bin)", endingAt: rect.column - 1, row: row, Style(.dim))
    }
    screen.write("bin", endingAt: rect.column, row: layout.timeRuler.row, Style(.dim))
    let cursor = cursorColumn(input, fit, rect)
    let frameStep =
      [5, 10, 20, 50, 100, 200, 500, 1000, 5000].first { $0 * fit.across >= 10 } ?? 10_000
    // The unit stands once, at the first number.
    var hasUnit = false
    for frame in fit.frames where frame.isMultiple(of: frameStep) {
      let column = rect.column + (frame - fit.frames.lowerBound) * fit.across
      let text = hasUnit ? "\(frame)" : "frame \(frame)"
      guard column + 1 + text.count <= rect.endColumn else { continue }
      screen.write("╵", at: CellPoint(column: column, row: layout.timeRuler.row), Style(.faint))
      // A text that the cursor would touch leaves whole.
      if let cursor, (column + 1...column + text.count).contains(cursor) { continue }
      screen.write(
        text, at: CellPoint(column: column + 1, row: layout.timeRuler.row), Style(.dim))
      hasUnit = true
    }
  }

  /// The column of the cursor; nil where its frame is not shown.
  private func cursorColumn(_ input: ModelInput, _ fit: InputFit, _ rect: CellRect) -> Int? {
    guard let frame = state.inputFrame(of: input), fit.frames.contains(frame) else { return nil }
    return rect.column + (frame - fit.frames.lowerBound) * fit.across + (fit.across - 1) / 2
  }

  private func drawCursor(
    _ input: ModelInput, _ fit: InputFit, on screen: inout Screen, _ layout: ScreenLayout
  ) {
    let rect = layout.picture
    guard let column = cursorColumn(input, fit, rect) else { return }
    let height = (fit.bins.count * fit.up + 1) / 2
    for row in max(rect.row, rect.endRow - height)..<rect.endRow {
      screen.overlay("│", column: column, row: row, .cursor)
    }
    screen.write(
      "▴", at: CellPoint(column: column, row: layout.timeRuler.row),
      Style(.cursor, on: .ground, .bold))
    guard let cursor = state.inputCursor(in: input), fit.bins.contains(cursor.bin) else { return }
    let row = rect.endRow - 1 - (cursor.bin - fit.bins.lowerBound) * fit.up / 2
    // The value shows between the strokes.
    if column > rect.column { screen.overlay("─", column: column - 1, row: row, .cursor) }
    if column + 1 < rect.endColumn { screen.overlay("─", column: column + 1, row: row, .cursor) }
    let axis = CellRect(
      column: rect.column - ScreenLayout.axisColumns, row: row,
      columns: ScreenLayout.axisColumns, rows: 1)
    screen.canvas.fill(axis, Style(.text))
    screen.write(
      "\(cursor.bin)", endingAt: rect.column - 1, row: row, Style(.cursor, on: .ground, .bold))
  }
}

/// How an input lies on cells.
struct InputFit: Equatable {
  /// Pixels of a frame from left to right, and of a bin upwards.
  let across, up: Int
  /// The frames and bins that are shown.
  let frames, bins: Range<Int>

  /// - Parameters:
  ///   - frame: The frame that must be seen; nil shows the middle.
  ///   - bin: The lowest bin that is wanted.
  init(_ input: ModelInput, _ rect: CellRect, frame: Int?, bin: Int) {
    let rows = 2 * rect.rows
    across = max(1, rect.columns / max(1, input.frames))
    up = max(1, rows / max(1, input.bins))
    let frameCount = min(input.frames, rect.columns / across)
    let binCount = min(input.bins, rows / up)
    let middle = frame ?? input.frames / 2
    let first = max(0, min(middle - frameCount / 2, input.frames - frameCount))
    frames = first..<(first + frameCount)
    let lowest = max(0, min(bin, input.bins - binCount))
    bins = lowest..<(lowest + binCount)
  }
}
