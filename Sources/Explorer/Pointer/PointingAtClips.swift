import Acoustics
import CellCanvas
import Labeling

extension AppState {
  /// Rows that the wheel moves through a list.
  private static let wheelRows = 3
  /// How much less or more one step of the wheel shows.
  private static let wheelZoom = 1.25

  /// Takes what the mouse did on a screen with a clip.
  mutating func pointAtClips(_ input: PointerInput) -> [Effect] {
    let layout = layout
    switch input.action {
    case .press: return settleMove() + press(input, layout)
    case .drag:
      pull(to: input.point, layout)
      return []
    case .release:
      pull(to: input.point, layout)
      defer { pointing.pull = nil }
      guard case .mark(let start, _)? = pointing.pull, start != input.point,
        let span = selection?.span
      else { return [] }
      return wishToSnap(.onset, at: span.lowerBound, .nearest)
        + wishToSnap(.offset, at: span.upperBound, .nearest)
    case .wheelUp, .wheelDown: return settleMove() + turnWheel(input, layout)
    }
  }

  private mutating func press(_ input: PointerInput, _ layout: ScreenLayout) -> [Effect] {
    let point = input.point
    if layout.list.holds(point) {
      let row = browser.top + point.row - layout.list.row - 1
      guard point.row > layout.list.row, browser.order.indices.contains(row) else { return [] }
      // The first press may have scrolled: the second one is for the clip that it chose.
      return pointing.isSecondPress(at: point, now) ? run("open-clip") : moveThroughList(to: row)
    }
    if layout.overview.holds(point) {
      pointing.pull = .overview
      showPart(around: point, layout)
      return []
    }
    if layout.regions.holds(point), mode == .label {
      if let id = RegionList(state: self).region(at: point, layout.regions),
        let region = current?.regions.first(where: { $0.id == id })
      {
        selection = nil
        focus(on: region)
      }
      return []
    }
    if layout.lanes.holds(point), mode == .label {
      if let region = laneRegion(at: point, layout) {
        selection = nil
        focus(on: region)
      }
      return []
    }
    // Frames of what a model sees are not the times of the clip.
    guard viewport.view != .input, isOnTime(point, layout), let clip = clipSamples,
      let visible = visibleSamples
    else {
      return []
    }
    let isOnPicture = layout.picture.holds(point)
    let wasBox = selection?.hertz != nil
    if selection != nil {
      selection = nil
      marking = Marking()
    }
    moveCursor(to: sample(visible, layout, column: point.column, share: 0.5), in: clip)
    if isOnPicture, mode != .browse, viewport.view.hasFrequencies,
      let hertz = pictureAxis?.hertz(atPlace: place(layout, row: point.row, share: 0.5))
    {
      viewport.cursorHertz = hertz
    }
    pointing.pull = .mark(
      from: point,
      isBox: isOnPicture && viewport.view.hasFrequencies && (input.control || input.alt || wasBox))
    return []
  }

  private mutating func pull(to point: CellPoint, _ layout: ScreenLayout) {
    switch pointing.pull {
    case .overview: showPart(around: point, layout)
    case .mark(let start, let isBox): mark(from: start, to: point, isBox: isBox, layout)
    case nil: break
    }
  }

  /// Marks the columns from one cell to another, and the rows too where it is a box.
  private mutating func mark(
    from start: CellPoint, to end: CellPoint, isBox: Bool, _ layout: ScreenLayout
  ) {
    guard mode != .segments, let visible = visibleSamples, let clip = clipSamples, start != end
    else { return }
    let picture = layout.picture
    let columns = [start.column, end.column].map {
      max(picture.column, min($0, picture.endColumn - 1))
    }.sorted()
    // A hand is never quite still; a pull of one column marks nothing in time.
    guard columns[0] != columns[1] || isBox && start.row != end.row else { return }
    let first = sample(visible, layout, column: columns[0], share: 0)
    let last = sample(visible, layout, column: columns[1], share: 1)
    let span = (first..<max(first + 1, last)).clamped(to: clip)
    guard !span.isEmpty else { return }
    let rows = [start.row, end.row].map { max(picture.row, min($0, picture.endRow - 1)) }.sorted()
    let high = place(layout, row: rows[0], share: 0)
    let low = place(layout, row: rows[1], share: 1)
    let hertz = pictureAxis.flatMap { axis in
      axis.hertz(atPlace: low).flatMap { low in axis.hertz(atPlace: high).map { low...max(low, $0) }
      }
    }
    selection = Selection(span: span, hertz: isBox ? hertz : nil)
    marking.region = nil
    marking.isStretching = false
    marking.edge = end.column < start.column ? .onset : .offset
    moveCursor(
      to: end.column < start.column ? span.lowerBound : span.upperBound - 1, in: clip)
  }

  private mutating func turnWheel(_ input: PointerInput, _ layout: ScreenLayout) -> [Effect] {
    let point = input.point
    let isUp = input.action == .wheelUp
    if layout.list.holds(point) {
      return moveThroughList(to: browser.cursor + (isUp ? -1 : 1) * Self.wheelRows)
    }
    if layout.regions.holds(point), mode == .label { return moveToRegion(step: isUp ? -1 : 1) }
    let factor = isUp ? Self.wheelZoom : 1 / Self.wheelZoom
    if layout.axis.holds(point) || input.control && layout.picture.holds(point) {
      guard viewport.view.hasFrequencies, !layout.picture.isEmpty else { return [] }
      let place = place(layout, row: point.row, share: 0.5)
      zoomFrequency(by: factor, around: pictureAxis?.hertz(atPlace: place))
      return []
    }
    guard isOnTime(point, layout) || layout.overview.holds(point), viewport.view != .input else {
      return []
    }
    if input.alt || input.shift {
      pan(by: isUp ? -0.1 : 0.1)
    } else if let visible = visibleSamples, layout.overview.holds(point) {
      zoom(by: factor, keeping: visible.lowerBound + visible.count / 2)
    } else if let visible = visibleSamples {
      zoom(by: factor, keeping: sample(visible, layout, column: point.column, share: 0.5))
    }
    return []
  }

  /// Shows the part around a column of the overview; the cursor goes to its middle.
  private mutating func showPart(around point: CellPoint, _ layout: ScreenLayout) {
    guard let clip = clipSamples, let visible = visibleSamples, layout.overview.columns > 0 else {
      return
    }
    let column = max(0, min(point.column - layout.overview.column, layout.overview.columns - 1))
    let share = (Double(column) + 0.5) / Double(layout.overview.columns)
    let middle = clip.lowerBound + Int(share * Double(clip.count))
    show(middle - visible.count / 2, count: visible.count, in: clip)
    moveCursor(to: middle, in: clip)
  }

  private func laneRegion(at point: CellPoint, _ layout: ScreenLayout) -> Annotation? {
    let line = point.row - layout.lanes.row
    let rows = LanePane(state: self).rows(layout)
    guard let visible = visibleSamples, rows.indices.contains(line) else { return nil }
    let column = point.column
    let first = sample(visible, layout, column: column, share: 0)
    let end = max(first + 1, sample(visible, layout, column: column, share: 1))
    return rows[line].regions.first { region in
      region.span.map { span in
        span.isEmpty ? (first..<end).contains(span.lowerBound) : span.overlaps(first..<end)
      } ?? false
    }
  }

  /// Whether a cell lies in the columns that show time.
  private func isOnTime(_ point: CellPoint, _ layout: ScreenLayout) -> Bool {
    (layout.picture.column..<layout.picture.endColumn).contains(point.column)
      && [layout.picture, layout.waveform, layout.timeRuler, layout.bracket].contains {
        $0.holds(point)
      }
  }

  /// The first sample at or behind a share of a column.
  private func sample(
    _ visible: Range<Int>, _ layout: ScreenLayout, column: Int, share: Double
  ) -> Int {
    let place = Double(column - layout.picture.column) + share
    let samples = place * Double(visible.count) / Double(max(1, layout.picture.columns))
    return visible.lowerBound + Int(samples.rounded(.up))
  }

  /// The place on the frequency axis at a share of a row, from above.
  private func place(_ layout: ScreenLayout, row: Int, share: Double) -> Double {
    1 - (Double(row - layout.picture.row) + share) / Double(max(1, layout.picture.rows))
  }
}

extension CellRect {
  /// Whether a cell lies in it.
  fileprivate func holds(_ point: CellPoint) -> Bool {
    contains(column: point.column, row: point.row)
  }
}
