import CellCanvas
import Labeling

/// The list of clips: mark, pick, name, seconds, label, and what the model says.
struct ClipListPane {
  let state: AppState

  /// Columns of a list that has room for the class that the model says.
  static let leastForClasses = 30

  private struct Columns {
    /// Columns of a list that has room for parts, and those that they take.
    private static let (roomForParts, partColumns) = (52, 5)

    let name: CellRect
    let secondsEnd: Int?
    let label: CellRect
    /// The sign, the class and the score of the model; nil without one.
    var model: ModelColumn?
    /// The part of the data set; nil where there is no room or none is known.
    var part: CellRect?

    /// Beside a model: what is left of the list after the columns of the model.
    init(_ list: CellRect, row: Int, labelColumns: Int, hasScore: Bool, hasParts: Bool) {
      let isNarrow = list.columns < ClipListPane.leastForClasses
      let hasAll = list.columns >= 44
      let hasSeconds = list.columns >= 52
      let wanted = isNarrow ? 6 : max(5, min(labelColumns, hasAll ? 9 : 6))
      let room = CellRect(column: list.column, row: row, columns: list.columns, rows: 1)
      let model = ModelColumn(
        room, classColumns: isNarrow ? 0 : wanted, hasScore: hasAll && hasScore)
      // On a narrow list the sign stands before the label.
      label =
        isNarrow
        ? CellRect(
          column: list.endColumn - wanted - 1, row: row, columns: wanted, rows: 1)
        : CellRect(
          column: model.sign - 1 - wanted, row: row, columns: wanted, rows: 1)
      let nameStart = list.column + (hasAll ? 4 : 3)
      secondsEnd = hasSeconds ? label.column - 2 : nil
      var nameEnd = isNarrow ? model.sign - 1 : label.column - (hasSeconds ? 8 : hasAll ? 2 : 1)
      if hasParts, list.columns >= Self.roomForParts {
        part = Self.part(before: &nameEnd, row: row)
      }
      name = CellRect(
        column: nameStart, row: row, columns: max(0, nameEnd - nameStart), rows: 1)
      self.model = model
    }

    /// Without a model.
    ///
    /// - Parameter hasParts: Whether the part of the data set is shown where there is room.
    init(_ list: CellRect, row: Int, hasParts: Bool) {
      let hasSeconds = list.columns >= 44
      let labelColumns = list.columns >= 44 ? 14 : list.columns >= 30 ? 11 : 8
      let nameStart = list.column + (list.columns >= 44 ? 4 : 3)
      label = CellRect(
        column: list.endColumn - labelColumns, row: row, columns: labelColumns - 1, rows: 1)
      let secondsColumns = hasSeconds ? 8 : 0
      secondsEnd = hasSeconds ? label.column - 2 : nil
      var nameEnd = label.column - secondsColumns - 1
      if hasParts, hasSeconds, list.columns >= Self.roomForParts {
        part = Self.part(before: &nameEnd, row: row)
      }
      name = CellRect(
        column: nameStart, row: row, columns: nameEnd - nameStart, rows: 1)
    }

    /// Takes room for the part from the end of the name.
    private static func part(before nameEnd: inout Int, row: Int) -> CellRect {
      nameEnd -= partColumns + 1
      return CellRect(column: nameEnd + 1, row: row, columns: partColumns, rows: 1)
    }
  }

  func draw(on screen: inout Screen, _ layout: ScreenLayout) {
    drawHeading(on: &screen, layout.list)
    let legend = LabelLegend(state.library.labels)
    let pending = Set((state.saving.waiting + state.saving.unsaved).flatMap(\.clips))
    let rows = layout.list.rows - 1
    let range = state.browser.range
    for line in 0..<max(0, rows) {
      let row = state.browser.top + line
      guard state.browser.order.indices.contains(row) else { break }
      let clip = state.library.clips[state.browser.order[row]]
      drawRow(
        clip, state.shownName(of: clip, row: row), state.shownWhole(clip, atRow: row),
        state.reviewMark(row: row),
        isCursor: row == state.browser.cursor, isPending: pending.contains(clip.id),
        isPicked: state.browser.picks.contains(clip.id) || range?.contains(row) == true,
        legend, on: &screen, layout.list, at: layout.list.row + 1 + line)
    }
    drawRule(on: &screen, layout)
  }

  /// The columns of a row.
  private func columns(_ list: CellRect, row: Int) -> Columns {
    guard state.model.card != nil || state.browser.scope?.isOfDoubts == true else {
      return Columns(list, row: row, hasParts: hasParts)
    }
    return Columns(
      list, row: row, labelColumns: labelColumns,
      hasScore: state.browser.scope?.isOfDoubts == true || state.model.card?.isCalibrated == true,
      hasParts: hasParts)
  }

  /// Whether a part of the data set is known of the clips; the first ones tell.
  private var hasParts: Bool {
    state.library.clips.prefix(100).contains { $0.recording.part != nil }
  }

  /// Columns that the widest of the labels takes.
  private var labelColumns: Int {
    state.library.labels.names.prefix(40).map { DisplayText($0).columns }.max() ?? 0
  }

  private func drawHeading(on screen: inout Screen, _ list: CellRect) {
    let columns = columns(list, row: list.row)
    let dim = Style(.dim)
    screen.write("▌", at: CellPoint(column: list.column, row: list.row), Style(.accent))
    let bright = Style(.bright, on: .ground, .bold)
    let sort = state.browser.sort
    let sorted: (ClipOrder) -> String = { sort == $0 ? "▴ " : "" }
    if let scope = state.browser.scope {
      let room = CellRect(
        column: list.column + 1, row: list.row,
        columns: (columns.secondsEnd.map { $0 - 5 } ?? columns.label.column - 2) - list.column,
        rows: 1)
      screen.write(
        DisplayText(scope.title).cutMiddle(to: room.columns),
        at: CellPoint(column: room.column, row: room.row), bright, room)
    } else {
      screen.write("clips", at: CellPoint(column: list.column + 1, row: list.row), bright)
    }
    if list.columns >= 44, state.browser.scope == nil {
      screen.write(
        sorted(.name) + "name", at: CellPoint(column: columns.name.column + 5, row: list.row), dim)
    }
    if sort == .random, state.browser.scope == nil {
      screen.write("shuffled", at: CellPoint(column: list.column + 9, row: list.row), dim)
    }
    if let part = columns.part {
      screen.write("split", at: CellPoint(column: part.column, row: part.row), dim)
    }
    if let end = columns.secondsEnd {
      screen.write(sorted(.duration) + "s", endingAt: end, row: list.row, dim)
    }
    let isOfDoubts = columns.model?.isSignAlone == true && state.browser.scope?.kind == .doubts
    screen.write(
      (isOfDoubts ? "to" : "label") + (sort == .label ? " ▴" : ""),
      at: CellPoint(column: columns.label.column, row: list.row), dim)
    columns.model?.drawHeading(on: &screen, state)
  }

  private func drawRow(
    _ clip: Clip, _ shownName: String, _ whole: Annotation?, _ reviewed: ReviewMark?,
    isCursor: Bool, isPending: Bool, isPicked: Bool, _ legend: LabelLegend,
    on screen: inout Screen, _ list: CellRect, at row: Int
  ) {
    let ground: ThemeSlot = isCursor ? .select : .ground
    let attributes: TextAttributes = isCursor ? .reverseInMono : []
    let line = CellRect(column: list.column, row: row, columns: list.columns, rows: 1)
    screen.canvas.fill(line, Style(.text, on: ground, attributes))
    if isCursor {
      screen.write(
        "▌", at: CellPoint(column: list.column, row: row), Style(.accent, on: ground, attributes))
    }
    let columns = columns(list, row: row)
    let mark = Mark(clip, whole, reviewed, isPending: isPending, legend)
    screen.write(
      mark.glyph, at: CellPoint(column: list.column + 1, row: row),
      Style(mark.paint, on: .slot(ground), attributes))
    if isPicked {
      screen.write(
        "◆", at: CellPoint(column: list.column + 2, row: row),
        Style(.cursor, on: ground, attributes))
    }
    if let quality = clip.recording.quality, !isPicked {
      screen.write(
        quality.sign, at: CellPoint(column: list.column + 2, row: row),
        Style(.warn, on: ground, attributes))
    }
    let isAbsent = clip.recording.state == .missing
    let part = part(of: clip)
    let name = DisplayText(shownName)
      .cutMiddle(to: columns.name.columns - part.count)
    let end = screen.canvas.write(
      name, at: CellPoint(column: columns.name.column, row: row),
      Style(
        isCursor ? .bright : isAbsent ? .dim : .text, on: ground,
        isCursor ? attributes.union(.bold) : attributes),
      within: columns.name)
    let dim = Style(.dim, on: ground, attributes)
    screen.write(part, at: CellPoint(column: end, row: row), dim, within: columns.name)
    if let rect = columns.part, let part = clip.recording.part {
      screen.write(
        part.short, at: CellPoint(column: rect.column, row: row),
        part == .testing ? Style(.warn, on: ground, attributes) : dim, within: rect)
    }
    if let end = columns.secondsEnd, let seconds = clip.duration {
      screen.write(Format.shortTime(seconds), endingAt: end, row: row, dim)
    }
    if let model = columns.model, model.isSignAlone, let doubt = doubt(about: clip) {
      screen.write(
        DisplayText(doubt.suggested).cutMiddle(to: columns.label.columns),
        at: CellPoint(column: columns.label.column, row: row),
        Style(.model, on: ground, attributes), columns.label)
    } else {
      drawLabel(clip, whole, legend, on: &screen, columns.label, ground, attributes)
    }
    columns.model?.draw(clip, state, on: &screen, ground, attributes)
  }

  /// What is suggested for a clip in the list of doubted labels.
  private func doubt(about clip: Clip) -> LabelDoubts.Doubt? {
    state.browser.scope?.kind == .doubts ? state.model.doubts.about(clip.id) : nil
  }

  /// Where a part of a recording begins, which tells it from the other parts: ` @1.20`.
  private func part(of clip: Clip) -> String {
    guard let span = clip.span, clip.recording.sampleRate > 0 else { return "" }
    return " @" + Format.shortTime(Double(span.lowerBound) / clip.recording.sampleRate)
  }

  private func drawLabel(
    _ clip: Clip, _ whole: Annotation?, _ legend: LabelLegend, on screen: inout Screen,
    _ rect: CellRect,
    _ ground: ThemeSlot, _ attributes: TextAttributes
  ) {
    let point = CellPoint(column: rect.column, row: rect.row)
    let dim = Style(.dim, on: ground, attributes)
    if let annotation = whole {
      let paint: Paint =
        annotation.origin == .folder ? .slot(.dim) : .label(legend.color(of: annotation.label))
      screen.write(
        DisplayText(state.labelText(of: clip, annotation)).cutMiddle(to: rect.columns), at: point,
        Style(paint, on: .slot(ground), attributes), rect)
      return
    }
    switch clip.recording.state {
    case .missing: screen.write("missing", at: point, dim, within: rect)
    case .unreadable:
      screen.write(
        DisplayText("unreadable").cutEnd(to: rect.columns), at: point,
        Style(.bad, on: ground, attributes), rect)
    case .waiting, .ready:
      let flag = clip.flags.last?.label
      screen.write(DisplayText(flag ?? "·").cutEnd(to: rect.columns), at: point, dim, rect)
    }
  }

  private func drawRule(on screen: inout Screen, _ layout: ScreenLayout) {
    let rule = layout.rule
    let count = state.browser.order.count
    let rows = layout.list.rows - 1
    for line in 0..<rule.rows {
      let first = line * count / max(1, rows)
      let last = (line + 1) * count / max(1, rows)
      let isVisible =
        count > rows && last > state.browser.top && first < state.browser.top + rows
      screen.write(
        isVisible ? "┃" : "│", at: CellPoint(column: rule.column, row: rule.row + line),
        Style(isVisible ? .faint : .rule))
    }
  }
}

/// The sign before a name: labelled, not, flagged, deferred, on its way to disk, unreadable,
/// missing.
struct Mark {
  let glyph: String
  let paint: Paint

  init(
    _ clip: Clip, _ whole: Annotation?, _ reviewed: ReviewMark?, isPending: Bool,
    _ legend: LabelLegend
  ) {
    if isPending {
      (glyph, paint) = ("◌", .slot(.warn))
      return
    }
    switch clip.recording.state {
    case .unreadable: (glyph, paint) = ("!", .slot(.bad))
    case .missing: (glyph, paint) = ("?", .slot(.warn))
    case .waiting where reviewed == .deferred, .ready where reviewed == .deferred:
      (glyph, paint) = ("↷", .slot(.warn))
    case .waiting where clip.isFlagged && reviewed == nil,
      .ready where clip.isFlagged && reviewed == nil:
      (glyph, paint) = ("×", .slot(.warn))
    case .waiting, .ready:
      guard let annotation = whole else {
        (glyph, paint) = ("○", .slot(.dim))
        return
      }
      glyph = reviewed == .judged ? "✓" : "●"
      paint =
        annotation.origin == .folder ? .slot(.dim) : .label(legend.color(of: annotation.label))
    }
  }
}
