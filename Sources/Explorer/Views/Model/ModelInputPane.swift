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
          remedy: "gm loads one, gt trains one, s shows the sound")
      ).draw(on: &screen, in: layout.picture)
      return
    }
    guard let input = state.model.input?.shown, input.model == card.id else { return }
    if let failure = input.failure {
      Explanation(failure).draw(on: &screen, in: layout.picture)
      return
    }
    let fit = Fit(input, layout.picture, cursorShare: state.cursorShare)
    screen.images.append(
      PlacedImage(rect: layout.picture, cells: cells(input, layout.picture, fit)))
    drawRulers(input, fit, on: &screen, layout)
    drawCaption(card, input, fit, on: &screen, layout)
  }

  /// How an input lies on cells.
  struct Fit: Equatable {
    /// Pixels of a frame from left to right, and of a bin upwards.
    let across, up: Int
    /// The frames and bins that are shown.
    let frames, bins: Range<Int>

    init(_ input: ModelInput, _ rect: CellRect, cursorShare: Double?) {
      let rows = 2 * rect.rows
      across = max(1, rect.columns / max(1, input.frames))
      up = max(1, rows / max(1, input.bins))
      let frameCount = min(input.frames, rect.columns / across)
      let binCount = min(input.bins, rows / up)
      let middle = Int((cursorShare ?? 0.5) * Double(input.frames))
      let first = max(0, min(middle - frameCount / 2, input.frames - frameCount))
      frames = first..<(first + frameCount)
      bins = 0..<binCount
    }
  }

  private func cells(_ input: ModelInput, _ rect: CellRect, _ fit: Fit) -> [ImageCell] {
    let (low, high) = (input.values.min() ?? 0, input.values.max() ?? 0)
    let scale = Float(ColorMap.levelCount - 1) / max(1e-9, high - low)
    func level(column: Int, row: Int) -> UInt8 {
      let frame = fit.frames.lowerBound + column / fit.across
      let bin = row / fit.up
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
    _ input: ModelInput, _ fit: Fit, on screen: inout Screen, _ layout: ScreenLayout
  ) {
    let rect = layout.picture
    let step = max(1, (4 + fit.up - 1) / fit.up) > 5 ? 10 : max(5, (4 + fit.up - 1) / fit.up)
    for bin in stride(from: 0, to: fit.bins.upperBound, by: step) {
      let row = rect.endRow - 1 - bin * fit.up / 2
      screen.write("╴", at: CellPoint(column: rect.column - 1, row: row), Style(.faint))
      screen.write("\(bin)", endingAt: rect.column - 1, row: row, Style(.dim))
    }
    screen.write("bin", endingAt: rect.column, row: layout.timeRuler.row, Style(.dim))
    let frameStep =
      [5, 10, 20, 50, 100, 200, 500, 1000, 5000].first { $0 * fit.across >= 10 } ?? 10_000
    for frame in fit.frames where frame.isMultiple(of: frameStep) {
      let column = rect.column + (frame - fit.frames.lowerBound) * fit.across
      let text = frame == 0 ? "frame 0" : "\(frame)"
      guard column + 1 + text.count <= rect.endColumn else { continue }
      screen.write("╵", at: CellPoint(column: column, row: layout.timeRuler.row), Style(.faint))
      screen.write(
        text, at: CellPoint(column: column + 1, row: layout.timeRuler.row), Style(.dim))
    }
  }

  /// The waveform's rows say what the picture is.
  private func drawCaption(
    _ card: ModelCard, _ input: ModelInput, _ fit: Fit, on screen: inout Screen,
    _ layout: ScreenLayout
  ) {
    let room = layout.waveform
    guard room.rows > 0 else { return }
    screen.clear(
      CellRect(
        column: layout.axis.column + 1, row: room.row,
        columns: room.endColumn - layout.axis.column - 1, rows: room.rows), Style(.text))
    let (low, high) = (input.values.min() ?? 0, input.values.max() ?? 0)
    let range =
      "\(Format.number(Double(low), decimals: 2)) … \(Format.number(Double(high), decimals: 2))"
    let hidden =
      fit.frames.count < input.frames || fit.bins.count < input.bins
      ? ", \(fit.frames.count) × \(fit.bins.count) shown" : ""
    let windows = input.windowCount > 1 ? ", the first of \(input.windowCount) windows" : ""
    let lines = [
      ("sees", "\(input.frames) frames × \(input.bins) bins, values \(range)\(hidden)\(windows)"),
      ("of", card.frontEnd),
      (
        "model",
        "\(card.name), \(card.architecture), \(Format.count(card.parameterCount)) weights"
      ),
      ("check", "made by the code that makes what it learns from"),
    ]
    for (line, part) in lines.prefix(room.rows).enumerated() {
      let row = room.row + line
      screen.write(
        part.0, at: CellPoint(column: layout.axis.column + 1, row: row), Style(.dim))
      let rect = CellRect(
        column: layout.axis.column + 8, row: row,
        columns: room.endColumn - layout.axis.column - 8, rows: 1)
      screen.write(
        DisplayText(part.1).cutEnd(to: rect.columns),
        at: CellPoint(column: rect.column, row: row), Style(line == 0 ? .text : .dim), rect)
    }
  }
}

extension AppState {
  /// How far into the clip the cursor is, 0…1.
  var cursorShare: Double? {
    guard let sample = viewport.cursor, let clip = clipSamples, !clip.isEmpty else { return nil }
    return Double(sample - clip.lowerBound) / Double(clip.count)
  }
}
