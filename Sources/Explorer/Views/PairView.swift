import Acoustics
import CellCanvas
import Labeling

/// The clip beside the one under the cursor: on the same scales, with the same seconds.
struct PairView {
  let state: AppState

  func draw(on screen: inout Screen, _ layout: ScreenLayout) {
    guard let other = state.otherClip, !layout.other.isEmpty else { return }
    let rect = layout.other
    let rule = max(rect.column, layout.picture.column) - 1
    for row in rect.row..<max(rect.endRow, layout.waveform.endRow) {
      screen.write("│", at: CellPoint(column: rule, row: row), Style(.rule))
    }
    if let clip = state.current {
      let own = CellRect(
        column: layout.heading.column, row: layout.heading.row, columns: rect.columns, rows: 1)
      drawHeading(clip, isCurrent: true, on: &screen, own)
    }
    drawHeading(
      other, isCurrent: false, on: &screen,
      CellRect(column: rect.column, row: layout.heading.row, columns: rect.columns, rows: 1))
    switch other.recording.state {
    case .missing: explain("missing: its labels are kept", on: &screen, rect)
    case .unreadable(let sentence): explain(sentence, on: &screen, rect)
    case .waiting, .ready: drawPicture(on: &screen, layout)
    }
  }

  private func drawHeading(
    _ clip: Clip, isCurrent: Bool, on screen: inout Screen, _ rect: CellRect
  ) {
    if isCurrent {
      screen.write("▌", at: CellPoint(column: rect.column - 1, row: rect.row), Style(.accent))
    }
    let legend = LabelLegend(state.library.labels)
    let label = DisplayText(clip.label ?? "·").cutMiddle(to: 14)
    let paint: Paint = clip.label.map { .label(legend.color(of: $0)) } ?? .slot(.dim)
    let seconds = clip.duration.map { "  " + Format.time($0) } ?? ""
    let room = rect.columns - label.columns - 2
    let shown = room - seconds.count >= 12 ? seconds : ""
    let name = DisplayText(state.shownName(of: clip)).cutMiddle(to: room - shown.count)
    let column = screen.canvas.write(
      name, at: CellPoint(column: rect.column, row: rect.row),
      isCurrent ? Style(.bright, on: .ground, .bold) : Style(.dim), within: rect)
    let end = screen.canvas.write(
      label, at: CellPoint(column: column + 2, row: rect.row),
      Style(paint, on: .slot(.ground), isCurrent ? .bold : []), within: rect)
    screen.write(shown, at: CellPoint(column: end, row: rect.row), Style(.dim), within: rect)
  }

  private func drawPicture(on screen: inout Screen, _ layout: ScreenLayout) {
    let rect = layout.other
    guard let part = state.otherPart else {
      explain("It ends before what is shown.", on: &screen, rect)
      return
    }
    guard let key = state.otherKey, let entry = state.pictures[key] else { return }
    switch entry {
    case .failed(let failure): explain(failure.sentence, on: &screen, rect)
    case .ready(let picture):
      let columns = CellRect(
        column: rect.column, row: rect.row, columns: part.columns, rows: rect.rows)
      draw(picture, on: &screen, columns, layout)
      drawCursor(on: &screen, columns, layout)
    }
  }

  private func draw(
    _ picture: ClipPicture, on screen: inout Screen, _ rect: CellRect, _ layout: ScreenLayout
  ) {
    let isMono = state.colorMode == .mono
    if let feature = picture.feature {
      if picture.waveform.peak == 0 {
        explain("All samples are zero.", on: &screen, rect)
      } else if let type = BlitterRegistry.blitter(state.blocks(of: feature.unit)), rect.rows > 0 {
        let raster = PictureRaster(
          state.drawnOther(feature), columns: rect.columns, rows: rect.rows,
          axis: PictureAxis(
            feature.binAxis, hertz: state.visibleHertz, scale: state.viewport.scale),
          decibels: state.decibels, blitter: type.init(), screen: state.pixels.screen)
        screen.images.append(
          PlacedImage(
            rect: rect, cells: raster.cells, isDiverging: feature.unit == .coefficient,
            pixels: raster.pixels))
      }
    } else {
      Waveform(picture.waveform, isMono: isMono, least: state.pairPeak).draw(on: &screen, in: rect)
    }
    if layout.waveform.rows > 0 {
      Waveform(picture.waveform, isMono: isMono, least: state.pairPeak).draw(
        on: &screen,
        in: CellRect(
          column: rect.column, row: layout.waveform.row, columns: rect.columns,
          rows: layout.waveform.rows))
    }
    TimeRuler(span: picture.span, sampleRate: picture.sampleRate, origin: 0).draw(
      on: &screen,
      in: CellRect(
        column: rect.column, row: layout.timeRuler.row, columns: layout.other.columns, rows: 1),
      picture: rect, cursor: nil)
  }

  /// Where the cursor would be: as far from the start of this clip.
  private func drawCursor(on screen: inout Screen, _ rect: CellRect, _ layout: ScreenLayout) {
    guard let place = state.otherCursorColumn else { return }
    let column = rect.column + place
    for row in rect.row..<rect.endRow {
      if screen.images.contains(where: { $0.rect.contains(column: column, row: row) }) {
        screen.overlay("┆", column: column, row: row, .cursor)
      } else {
        screen.write("┆", at: CellPoint(column: column, row: row), Style(.cursor))
      }
    }
    for row in layout.waveform.row..<max(layout.waveform.row, layout.waveform.endRow) {
      screen.write("┆", at: CellPoint(column: column, row: row), Style(.cursor))
    }
  }

  private func explain(_ reason: String, on screen: inout Screen, _ rect: CellRect) {
    let lines = WrappedText(reason, columns: max(1, rect.columns - 2)).lines
    let top = rect.row + max(0, (rect.rows - lines.count) / 2)
    for (place, line) in lines.prefix(rect.rows).enumerated() {
      screen.write(
        line, at: CellPoint(column: rect.column + 1, row: top + place), Style(.dim), rect)
    }
  }
}
