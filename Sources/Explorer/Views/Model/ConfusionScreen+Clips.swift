import Acoustics
import CellCanvas
import Labeling

extension ConfusionScreen {
  /// Rows of a picture, and with its caption and a blank.
  static let pictureRows = 4
  private static let tileRows = 6
  /// Rows of the side pane that pictures leave to the words above and the worst pairs below.
  private static let otherRows = 13
  /// Names that are shown where there is no room for pictures, at least and at most.
  private static let names = 3...12

  /// Pictures that a side pane has room for.
  static func pictureCount(rows: Int) -> Int { max(0, min(3, (rows - otherRows) / tileRows)) }

  /// The clips of a cell: the first ones with their pictures, or by their names alone.
  /// - Returns: The row after them.
  func drawClips(
    _ table: ConfusionTable, _ cell: ConfusionTable.Cell, on screen: inout Screen,
    _ room: CellRect, _ row: Int
  ) -> Int {
    let all = table.clips(cell)
    let pictured = ConfusionScreen.pictureCount(rows: room.rows)
    let (least, most) = (ConfusionScreen.names.lowerBound, ConfusionScreen.names.upperBound)
    let shown = state.cellClips(
      all, count: pictured > 0 ? pictured : max(least, min(most, room.rows - 20)))
    var row = row
    for clip in shown {
      if pictured > 0 {
        drawPicture(
          of: clip, on: &screen,
          CellRect(
            column: room.column, row: row, columns: room.columns, rows: ConfusionScreen.pictureRows)
        )
        row += ConfusionScreen.pictureRows
      }
      drawName(of: clip, on: &screen, room, row)
      row += pictured > 0 ? 2 : 1
    }
    guard all.count > shown.count else { return pictured > 0 ? row - 1 : row }
    screen.write(
      "and \(Format.count(all.count - shown.count)) more",
      at: CellPoint(column: room.column, row: pictured > 0 ? row - 1 : row), Style(.dim),
      within: room)
    return pictured > 0 ? row : row + 1
  }

  private func drawName(of clip: Clip, on screen: inout Screen, _ room: CellRect, _ row: Int) {
    let isOfModel = state.model.matrix.source == .model && state.model.card?.isCalibrated == true
    let score = isOfModel ? state.model.best(of: clip)?.score : nil
    let figure = score.map { Format.score(Double($0)) } ?? ""
    var column = room.column
    let isPlaying = state.audition.playing?.clip == clip.id
    if isPlaying {
      column = screen.write(
        "♪ ", at: CellPoint(column: column, row: row), Style(.cursor, on: .ground, .bold),
        within: room)
    }
    screen.canvas.write(
      DisplayText(clip.recording.path.stem)
        .cutMiddle(to: max(0, room.endColumn - column - figure.count - 1)),
      at: CellPoint(column: column, row: row),
      isPlaying ? Style(.bright, on: .ground, .bold) : Style(.text), within: room)
    screen.write(figure, endingAt: room.endColumn, row: row, Style(.dim))
  }

  private func drawPicture(of clip: Clip, on screen: inout Screen, _ rect: CellRect) {
    guard let key = state.cellPictureKey(of: clip, columns: rect.columns) else { return }
    let middle = CellPoint(column: rect.column, row: rect.row + rect.rows / 2)
    switch state.pictures[key] {
    case .ready(let picture):
      guard picture.waveform.peak > 0, let feature = picture.feature,
        let type = BlitterRegistry.blitter(state.blocks)
      else {
        screen.write("silence", at: middle, Style(.dim), within: rect)
        return
      }
      let raster = PictureRaster(
        feature, columns: rect.columns, rows: rect.rows,
        axis: PictureAxis(feature.binAxis, hertz: nil, scale: state.viewport.scale),
        decibels: AutomaticLevels.levels(peak: state.pictures.peak(of: key)), blitter: type.init())
      screen.images.append(PlacedImage(rect: rect, cells: raster.cells))
    case .failed(let failure):
      screen.write(
        DisplayText(failure.why.isEmpty ? failure.what : failure.why).cutEnd(to: rect.columns),
        at: middle, Style(.bad), rect)
    case nil: break
    }
  }
}
