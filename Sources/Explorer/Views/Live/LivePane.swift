import Acoustics
import CellCanvas

/// The picture of live sound with its rulers, marks and cursor.
struct LivePane {
  let state: AppState
  let session: LiveSession
  let history: LiveHistory

  func draw(on screen: inout Screen, _ layout: LiveLayout) {
    drawHeading(on: &screen, layout.heading)
    guard layout.picture.rows > 0, layout.picture.columns > 0 else { return }
    if case .view(.waveform) = session.feature, session.style != .waterfall {
      drawWaveform(on: &screen, layout)
    } else if let type = BlitterRegistry.blitter(state.blocks(of: history.picture.unit)) {
      drawPicture(on: &screen, layout, type.init())
    }
    let time = LiveTime(session, history, layout)
    time.drawRuler(on: &screen, layout)
    time.drawHeard(on: &screen, layout)
    time.drawMarks(on: &screen, layout)
    time.drawCursor(on: &screen, layout)
  }

  private func drawPicture(
    on screen: inout Screen, _ layout: LiveLayout, _ blitter: any Blitter
  ) {
    let rect = layout.picture
    let cells = LiveTime(session, history, layout).cells
    let columns = LiveRasterColumns(history, cells: cells, perCell: session.columnsPerCell)
    let raster = PictureRaster(
      columns.picture, columns: rect.columns, rows: rect.rows,
      axis: PictureAxis(columns.picture.binAxis, hertz: state.visibleHertz),
      decibels: columns.levels ?? state.decibels, blitter: blitter,
      coefficientBound: columns.coefficientBound, isWaterfall: session.style == .waterfall)
    screen.images.append(
      PlacedImage(
        rect: rect, cells: raster.cells, isDiverging: history.picture.unit == .coefficient))
    if session.style == .waterfall {
      LevelRuler(axis: raster.axis).draw(on: &screen, layout)
    } else if let lane = columns.lane {
      drawLane(lane, on: &screen, layout.axis)
    } else {
      FrequencyRuler(axis: raster.axis, showsNotes: state.viewport.showsNotes)
        .draw(on: &screen, in: layout.axis)
    }
  }

  private func drawWaveform(on screen: inout Screen, _ layout: LiveLayout) {
    let cells = LiveTime(session, history, layout).cells
    let extents = history.extents(ofCells: cells, perCell: session.columnsPerCell)
    let places = stride(from: 0, to: extents.count, by: 3)
    let picture = WaveformPicture(
      grid: ColumnGrid(span: SampleRange(0..<cells.count), count: cells.count),
      minima: places.map { extents[$0] }, maxima: places.map { extents[$0 + 1] },
      rms: places.map { extents[$0 + 2] })
    Waveform(picture, isMono: state.colorMode == .mono)
      .draw(on: &screen, in: layout.picture, axis: layout.axis)
  }

  private func drawLane(_ range: ClosedRange<Float>, on screen: inout Screen, _ axis: CellRect) {
    for (row, value) in [(axis.row, range.upperBound), (axis.endRow - 1, range.lowerBound)] {
      let decimals = range.upperBound < 10 ? 2 : 0
      screen.write(
        Format.number(Double(value), decimals: decimals), endingAt: axis.endColumn - 1, row: row,
        Style(.dim))
    }
  }

  private func drawHeading(on screen: inout Screen, _ rect: CellRect) {
    var right = rect.endColumn
    if history.picture.unit == .decibels, session.feature != .view(.waveform) {
      right =
        LevelLegend(decibels: state.decibels).draw(on: &screen, endingAt: right, row: rect.row) - 2
    }
    let room = CellRect(
      column: rect.column, row: rect.row, columns: max(0, right - rect.column), rows: 1)
    let title = session.feature == .view(.waveform) ? "waveform" : history.picture.title
    let column = screen.write(
      title, at: CellPoint(column: rect.column, row: rect.row),
      Style(.bright, on: .ground, .bold), within: room)
    screen.write(
      "  " + session.style.rawValue, at: CellPoint(column: column, row: rect.row), Style(.dim),
      within: room)
  }
}
