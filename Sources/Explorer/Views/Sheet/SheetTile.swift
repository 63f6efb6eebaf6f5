import CellCanvas
import Labeling

/// A tile of the contact sheet: caption, edges, picture, and the frame of the cursor.
struct SheetTile {
  let state: AppState
  let clip: Clip
  let legend: LabelLegend
  let style: ThumbnailStyle
  let isCursor: Bool
  let isPicked: Bool

  func draw(on screen: inout Screen, in tile: CellRect) {
    let picture = tile.inset(left: 2, top: 1, right: 2, bottom: 1)
    if isCursor { drawFrame(on: &screen, tile) }
    drawEdges(on: &screen, picture)
    TileCaption(state: state, clip: clip, legend: legend, isCursor: isCursor).draw(
      on: &screen,
      in: CellRect(column: picture.column, row: tile.row, columns: picture.columns, rows: 1))
    if isPicked {
      screen.write(
        "◆", at: CellPoint(column: tile.column + 1, row: tile.row),
        Style(.cursor, on: .ground, .bold))
    }
    drawPicture(on: &screen, picture)
    drawPlayhead(on: &screen, picture)
  }

  private func drawFrame(on screen: inout Screen, _ tile: CellRect) {
    let style = Style(.accent, on: .ground, .bold)
    let (right, bottom) = (tile.endColumn - 1, tile.endRow - 1)
    screen.write("┏━", at: CellPoint(column: tile.column, row: tile.row), style)
    screen.write("━┓", at: CellPoint(column: right - 1, row: tile.row), style)
    for row in tile.row + 1..<bottom {
      screen.write("┃", at: CellPoint(column: tile.column, row: row), style)
      screen.write("┃", at: CellPoint(column: right, row: row), style)
    }
    screen.write(
      "┗" + String(repeating: "━", count: tile.columns - 2) + "┛",
      at: CellPoint(column: tile.column, row: bottom), style)
  }

  /// The left edge is what a person said, the right one is there only where the model differs.
  private func drawEdges(on screen: inout Screen, _ picture: CellRect) {
    let left: Paint = clip.label.map { .label(legend.color(of: $0)) } ?? .slot(.faint)
    let differs = state.model.verdict(on: clip) == .differs
    for row in picture.row..<picture.endRow {
      screen.write(
        "▐", at: CellPoint(column: picture.column - 1, row: row), Style(left, on: .slot(.ground)))
      guard differs else { continue }
      screen.write("▌", at: CellPoint(column: picture.endColumn, row: row), Style(.model))
    }
  }

  private func drawPicture(on screen: inout Screen, _ rect: CellRect) {
    let name = clip.recording.path.name.text
    switch clip.recording.state {
    case .missing: write("missing: its labels are kept", .warn, "?", on: &screen, rect)
    case .unreadable(let sentence):
      // The name is in the status line.
      let reason = sentence.replacing("Cannot read \(name): ", with: "")
      write(reason, .bad, "✗", on: &screen, rect)
    case .waiting, .ready:
      switch state.thumbnails.nearest(to: ThumbnailSubject(clip), style) {
      case .picture(let cells, let isDiverging, let isRough):
        guard cells.count == rect.columns * rect.rows else { return }
        screen.images.append(PlacedImage(rect: rect, cells: cells, isDiverging: isDiverging))
        if isRough { drawRough(on: &screen, rect) }
      case .silence: write("all samples are zero", .dim, "·", on: &screen, rect)
      case .failed(let failure):
        write(failure.why.isEmpty ? failure.what : failure.why, .bad, "✗", on: &screen, rect)
      case nil: break
      }
    }
  }

  /// Why there is no picture, as far as it has room.
  private func write(
    _ reason: String, _ slot: ThemeSlot, _ sign: String, on screen: inout Screen, _ rect: CellRect
  ) {
    let text = rect.inset(left: 2, right: 1)
    let all = WrappedText(reason, columns: text.columns).lines
    var lines = Array(all.prefix(rect.rows))
    if all.count > rect.rows, let last = lines.popLast() {
      lines.append(DisplayText(last.cutEnd(to: text.columns - 1).text + "…"))
    }
    let top = rect.row + max(0, (rect.rows - lines.count) / 2)
    screen.write(
      sign, at: CellPoint(column: rect.column, row: top), Style(slot, on: .ground, .bold))
    for (place, line) in lines.enumerated() {
      screen.write(line, at: CellPoint(column: text.column, row: top + place), Style(.dim), rect)
    }
  }

  /// A long recording is looked at here and there alone.
  private func drawRough(on screen: inout Screen, _ rect: CellRect) {
    let mark = CellRect(
      column: rect.endColumn - 7, row: rect.endRow - 1, columns: 7, rows: 1)
    let style = Style(.dim, on: .raised)
    screen.clear(mark, style)
    screen.write(" rough ", at: CellPoint(column: mark.column, row: mark.row), style)
  }

  private func drawPlayhead(on screen: inout Screen, _ rect: CellRect) {
    guard isCursor, let playing = state.audition.playing, playing.clip == clip.id,
      let playhead = playing.playhead, let samples = state.clipSamples, samples.contains(playhead)
    else { return }
    let column = rect.column + (playhead - samples.lowerBound) * rect.columns / samples.count
    for row in rect.row..<rect.endRow { screen.overlay("┆", column: column, row: row, .cursor) }
  }
}
