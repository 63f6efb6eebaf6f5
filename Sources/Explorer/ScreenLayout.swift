import CellCanvas

/// Where everything lies on a screen of a given size.
///
/// When room is short, parts leave whole and in a fixed order: seconds in the list, the label row,
/// the waveform. Ruler, label keys and save state stay to the last.
public struct ScreenLayout: Sendable, Equatable {
  /// The smallest window the explorer works in.
  public static let smallest = CellSize(columns: 60, rows: 16)

  /// The first row: place and progress.
  public let place: CellRect
  /// The list with its heading; empty in the modes without one.
  public let list: CellRect
  /// The rule between list and picture; empty without a list.
  public let rule: CellRect
  /// Name and facts of the clip, and the legend of levels.
  public let heading: CellRect
  /// The whole clip in small over a line with the visible part; empty where there is no room.
  public let overview: CellRect
  /// The levels of all frequencies at the cursor; empty where there is no room.
  public let slice: CellRect
  /// Facts of the slice and of what is marked, under the slice; empty where there is none.
  public let sliceFacts: CellRect
  /// The frequency ruler, left of the picture.
  public let axis: CellRect
  /// The picture.
  public let picture: CellRect
  /// The time ruler, under the picture, its unit under the axis.
  public let timeRuler: CellRect
  /// The bracket over what is marked; empty but in label mode.
  public let bracket: CellRect
  /// The list of regions, right of the picture; empty where there is no room.
  public let regions: CellRect
  /// The picture of the clip beside the one under the cursor; empty without one.
  public let other: CellRect
  /// Panes under the time ruler, each with its heading; those that have no room are left out.
  public let panes: [CellRect]
  /// The waveform strip; empty where there is no room.
  public let waveform: CellRect
  /// Lanes of regions, their names in the columns of the axis; empty without regions.
  public let lanes: CellRect
  /// The label of the clip with a rule above; empty where there is no room.
  public let label: CellRect
  /// What the model says, from the row of the label on; empty without a model or room.
  public let opinion: CellRect
  /// Which key is which label.
  public let legend: CellRect
  /// Mode, position, messages, save state.
  public let status: CellRect
  /// What the keys do now.
  public let keys: CellRect

  /// Columns of the frequency ruler, its tick included.
  static let axisColumns = 6

  /// Columns of the time at which a clip ends, with a blank before it.
  private static let endTimeColumns = 9

  /// Whether a window is too small to work in.
  public static func isTooSmall(_ size: CellSize) -> Bool {
    size.columns < smallest.columns || size.rows < smallest.rows
  }

  /// The most rows that lanes take in a window.
  static func laneLimit(_ size: CellSize) -> Int { size.rows < 20 ? 1 : size.rows < 30 ? 3 : 6 }

  /// Lays out a window.
  ///
  /// - Parameters:
  ///   - view: Decides whether a waveform strip is wanted.
  ///   - laneRows: Rows of lanes of regions.
  ///   - hasModel: Whether there is something that a model says.
  ///   - kinds: What is shown under the picture, where it is alone.
  public init(
    size: CellSize, mode: Mode, view: ClipView, laneRows: Int = 0, hasModel: Bool = false,
    panes kinds: [PaneKind] = []
  ) {
    self.init(
      size: size, mode: mode, view: view, laneRows: laneRows, hasModel: hasModel, panes: kinds,
      half: nil)
  }

  /// Lays out a window in which the clip under the cursor may have a half.
  init(
    size: CellSize, mode: Mode, view: ClipView, laneRows: Int, hasModel: Bool,
    panes kinds: [PaneKind], half: ClipPair.Half?, hasOpinions: Bool = false
  ) {
    let columns = size.columns
    let rows = size.rows
    place = CellRect(column: 0, row: 0, columns: columns, rows: 1)
    status = CellRect(column: 0, row: rows - 2, columns: columns, rows: 1)
    keys = CellRect(column: 0, row: rows - 1, columns: columns, rows: 1)

    let listColumns = mode == .browse ? ScreenLayout.listColumns(columns) : 0
    let left = mode == .browse ? listColumns + 1 : 0
    let paneRows = rows - 3
    list = CellRect(column: 0, row: 1, columns: listColumns, rows: paneRows)
    rule = CellRect(
      column: listColumns, row: 2, columns: mode == .browse ? 1 : 0, rows: paneRows - 1)
    let isRegional = mode == .label || mode == .segments
    let regionColumns = isRegional && columns >= 110 ? ScreenLayout.regionColumns : 0
    let sliceColumns =
      mode == .spectrogram && view.hasLevels && half == nil
      ? ScreenLayout.sliceColumns(size) : 0
    let right = columns - 1 - regionColumns - (sliceColumns > 0 ? sliceColumns + 1 : 0)
    regions = CellRect(
      column: columns - regionColumns, row: 1, columns: regionColumns, rows: paneRows)

    let isTall = rows >= 30
    let isNarrow = columns < 70
    let legendRows = columns < 80 && mode == .browse ? 3 : 2
    let opinionRows = isTall && hasModel && !isRegional ? 2 : 0
    let labelRows = (isTall || hasOpinions ? 2 : 0) + opinionRows
    let kinds = mode == .spectrogram && view != .input && half == nil ? kinds : []
    // A pane is worth more than the strip where there is no room for both.
    let hasOwnWaveform = !kinds.isEmpty && (!isTall || kinds.contains(.waveform))
    let waveformRows =
      view == .waveform || (isNarrow && mode == .browse) || rows < 18 || hasOwnWaveform
      ? 0
      : !isTall
        ? (isRegional ? 2 : 3)
        : mode == .browse || isRegional && view == .input
          ? 5 : isRegional ? 4 : kinds.isEmpty || rows >= 48 ? 7 : 3
    let bracketRows = isRegional || mode == .spectrogram && isTall ? 1 : 0
    let overviewRows = half == nil ? ScreenLayout.overviewRows(size, mode, view) : 0
    let paneLeft = left + ScreenLayout.axisColumns
    let top = 2 + overviewRows + bracketRows
    let available =
      paneRows - 1 - 1 - overviewRows - bracketRows - waveformRows - laneRows - labelRows
      - legendRows
    let stacked = PaneStack.rows(of: kinds, available: available, least: isTall ? 8 : 5)
    let pictureRows = available - stacked.reduce(0, +)
    // Two clips have a column between them.
    let paneColumns = half == nil ? right - paneLeft : (right - paneLeft - 1) / 2
    let pictureLeft = paneLeft + (half?.isRight == true ? paneColumns + 1 : 0)
    let pictureColumns =
      half.map { max(1, Int((Double(paneColumns) * $0.share).rounded())) } ?? paneColumns
    axis = CellRect(
      column: left, row: top, columns: ScreenLayout.axisColumns, rows: pictureRows)
    // Without a slice beside it, its end time takes columns of its own.
    overview = CellRect(
      column: pictureLeft, row: 2,
      columns: pictureColumns - (sliceColumns > 0 ? 0 : ScreenLayout.endTimeColumns),
      rows: overviewRows)
    bracket = CellRect(
      column: pictureLeft, row: overview.endRow, columns: pictureColumns, rows: bracketRows)
    picture = CellRect(
      column: pictureLeft, row: top, columns: pictureColumns, rows: pictureRows)
    other = CellRect(
      column: half?.isRight == true ? paneLeft : paneLeft + paneColumns + 1, row: top,
      columns: half == nil ? 0 : paneColumns, rows: pictureRows)
    heading =
      half == nil
      ? CellRect(column: left + 1, row: 1, columns: right - left - 1, rows: 1)
      : CellRect(column: pictureLeft, row: 1, columns: paneColumns, rows: 1)
    timeRuler = CellRect(
      column: half == nil ? left : pictureLeft, row: picture.endRow,
      columns: half == nil ? right - left : paneColumns, rows: 1)
    var below = timeRuler.endRow
    panes = stacked.map { rows in
      defer { below += rows }
      return CellRect(column: pictureLeft, row: below, columns: pictureColumns, rows: rows)
    }
    waveform = CellRect(
      column: pictureLeft, row: below, columns: pictureColumns, rows: waveformRows)
    slice = CellRect(
      column: right + 1, row: picture.row, columns: sliceColumns,
      rows: sliceColumns > 0 ? pictureRows : 0)
    sliceFacts = CellRect(
      column: slice.column, row: timeRuler.row, columns: sliceColumns,
      rows: sliceColumns > 0 ? waveform.endRow - timeRuler.row : 0)
    lanes = CellRect(
      column: left, row: waveform.endRow, columns: right - left, rows: laneRows)
    label = CellRect(
      column: left + 1, row: lanes.endRow, columns: right - left - 1,
      rows: labelRows)
    opinion = CellRect(
      column: left + 1, row: label.row + 1, columns: right - left - 1,
      rows: opinionRows > 0 ? opinionRows + 1 : 0)
    legend = CellRect(
      column: left + 1, row: label.endRow, columns: right - left - 1, rows: legendRows)
  }

  /// Lays out a picture alone, without list, labels and keys.
  init(still size: CellSize, view: ClipView) {
    let empty = CellRect(column: 0, row: 0, columns: 0, rows: 0)
    (place, list, rule, label, legend, status, keys) = (
      empty, empty, empty, empty, empty, empty, empty
    )
    (bracket, regions, lanes, opinion) = (empty, empty, empty, empty)
    (overview, slice, sliceFacts) = (empty, empty, empty)
    panes = []
    other = empty
    let left = ScreenLayout.axisColumns
    let columns = max(0, size.columns - left)
    let waveformRows = view == .waveform || size.rows < 12 ? 0 : size.rows < 24 ? 3 : 5
    let pictureRows = max(0, size.rows - 2 - waveformRows)
    heading = CellRect(column: 1, row: 0, columns: size.columns - 1, rows: 1)
    axis = CellRect(column: 0, row: 1, columns: left, rows: pictureRows)
    picture = CellRect(column: left, row: 1, columns: columns, rows: pictureRows)
    timeRuler = CellRect(column: 0, row: picture.endRow, columns: size.columns, rows: 1)
    waveform = CellRect(
      column: left, row: timeRuler.endRow, columns: columns, rows: waveformRows)
  }

  /// What lies under the picture on its columns, without headings.
  var strips: [CellRect] { panes.map { $0.inset(top: 1) } + (waveform.isEmpty ? [] : [waveform]) }

  /// Rows of the overview, its line among them.
  private static func overviewRows(_ size: CellSize, _ mode: Mode, _ view: ClipView) -> Int {
    guard [.spectrogram, .label, .segments].contains(mode), view != .input, size.columns >= 70,
      size.rows >= 22
    else { return 0 }
    return size.rows >= 36 ? 4 : 3
  }

  /// Columns of the slice.
  private static func sliceColumns(_ size: CellSize) -> Int {
    guard size.columns >= 76, size.rows >= 18 else { return 0 }
    return size.columns >= 110 ? 22 : 13
  }

  /// Columns of the list of regions, with the rule before it.
  private static let regionColumns = 35

  private static func listColumns(_ columns: Int) -> Int {
    if columns >= 160 { return 56 }
    if columns >= 110 { return 46 }
    if columns >= 70 { return min(40, 35 + (columns - 80) / 5) }
    return 25
  }
}

extension AppState {
  /// The layout of the window as it is now.
  public var layout: ScreenLayout {
    ScreenLayout(
      size: size, mode: mode, view: viewport.view, laneRows: laneRows,
      hasModel: model.card != nil || browser.scope?.isOfDoubts == true, panes: panes.kinds,
      half: pairHalf, hasOpinions: isReviewing && review.session?.isDecision == true)
  }

  /// Rows of clips that the list shows.
  var listRows: Int {
    ScreenLayout(size: size, mode: .browse, view: viewport.view).list.rows - 1
  }
}
