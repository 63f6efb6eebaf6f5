import CellCanvas

extension AppState {
  /// What the view shows now, for a file: heading with the legend of levels, axes, picture, what is
  /// marked, and the regions in their lanes.
  ///
  /// A file has all colors and the finest blocks, whatever the terminal has; text has those of the
  /// terminal.
  func exportedScreen(_ kind: ViewExport.Kind) -> Screen {
    if !exportsPicture { return wholeScreen(kind) }
    var state = self
    switch kind {
    case .png, .svg:
      state.colorMode = .truecolor
      if state.blocks == BestOfBlocks.id || state.blocks == FineBlocks.id {
        state.blocks = FinestBlocks.id
      }
    case .txt: state.colorMode = .mono
    case .ansi, .csv: break
    }
    let regions = state.exportedLanes
    let layout = ScreenLayout(
      exporting: state.layout, laneRows: regions, hasMark: state.marked != nil)
    var screen = Screen(size: layout.whole)
    PicturePane(state: state, showsCursor: false).draw(on: &screen, layout)
    PaneStackView(state: state).draw(on: &screen, layout)
    SelectionMarks(state, layout)?.draw(on: &screen)
    if regions > 0 { LanePane(state: state).draw(on: &screen, layout) }
    return screen
  }

  /// Whether the view is a picture of one clip; else all of the screen is written.
  var exportsPicture: Bool {
    Mode.withPicture.contains(mode) && viewport.view != .input && otherClip == nil
  }

  /// The screen as it is, without what lies over it and the rows that change with every key.
  private func wholeScreen(_ kind: ViewExport.Kind) -> Screen {
    var state = self
    (state.prompt, state.overlay, state.notice, state.tour) = (nil, nil, nil, nil)
    state.pendingKeys = []
    switch kind {
    case .png, .svg: state.colorMode = .truecolor
    case .txt: state.colorMode = .mono
    case .ansi, .csv: break
    }
    let whole = screen(for: state)
    let rows = state.layout.status.row
    var part = Screen(size: CellSize(columns: size.columns, rows: rows))
    part.canvas = whole.canvas.top(rows)
    part.images = whole.images.filter { $0.rect.endRow <= rows }
    return part
  }

  /// Rows of lanes: every row that the regions need.
  private var exportedLanes: Int {
    let rows = current?.regions.isEmpty == false ? lanes.rows.count : 0
    return rows + (windowOpinions == nil ? 0 : 1) + (mode == .segments ? 1 : 0)
  }
}

extension ScreenLayout {
  /// The size of a screen that holds everything up to the lanes.
  fileprivate var whole: CellSize {
    CellSize(columns: picture.endColumn + 1, rows: max(lanes.endRow, waveform.endRow))
  }

  /// The picture of a window with its axes, moved to the upper left corner; as large as it was, so
  /// that the columns are those that were looked at.
  init(exporting window: ScreenLayout, laneRows: Int, hasMark: Bool) {
    let empty = CellRect(column: 0, row: 0, columns: 0, rows: 0)
    (place, list, rule, label, legend, status, keys) = (
      empty, empty, empty, empty, empty, empty, empty
    )
    (overview, slice, sliceFacts, regions, opinion) = (empty, empty, empty, empty, empty)
    other = empty
    let left = ScreenLayout.axisColumns
    let columns = window.picture.columns
    heading = CellRect(column: 1, row: 0, columns: left + columns - 1, rows: 1)
    bracket = CellRect(column: left, row: 1, columns: columns, rows: hasMark ? 1 : 0)
    axis = CellRect(column: 0, row: bracket.endRow, columns: left, rows: window.picture.rows)
    picture = CellRect(column: left, row: axis.row, columns: columns, rows: axis.rows)
    timeRuler = CellRect(column: 0, row: picture.endRow, columns: left + columns, rows: 1)
    let (ruler, shift) = (timeRuler, left - window.picture.column)
    panes = window.panes.map { pane in
      CellRect(
        column: pane.column + shift, row: ruler.endRow + pane.row - window.timeRuler.endRow,
        columns: pane.columns, rows: pane.rows)
    }
    waveform = CellRect(
      column: left, row: panes.last?.endRow ?? timeRuler.endRow, columns: columns,
      rows: window.waveform.rows)
    lanes = CellRect(
      column: 0, row: waveform.endRow, columns: left + columns, rows: laneRows)
  }
}
