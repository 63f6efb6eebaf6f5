import Acoustics
import CellCanvas
import Labeling

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The lanes under the picture: what people marked as bars, what a search found as lines.
struct LanePane {
  let state: AppState

  func draw(on screen: inout Screen, _ layout: ScreenLayout) {
    let legend = LabelLegend(state.library.labels)
    let opinions = state.windowOpinions
    let shown = rows(layout)
    for (line, row) in shown.enumerated() {
      let rect = CellRect(
        column: layout.lanes.column, row: layout.lanes.row + line,
        columns: layout.lanes.columns, rows: 1)
      drawName(row.name, on: &screen, rect, layout)
      for region in row.regions { draw(region, legend, on: &screen, rect, layout) }
      drawHidden(row.hidden, on: &screen, rect, layout)
    }
    if shown.isEmpty, state.mode == .label {
      drawName(state.tiers.current ?? RegionTiers.ownName, on: &screen, layout.lanes, layout)
    }
    if let opinions {
      drawOpinions(
        opinions, on: &screen,
        CellRect(
          column: layout.lanes.column, row: layout.lanes.endRow - 1,
          columns: layout.lanes.columns, rows: 1), layout)
    }
    if state.mode == .segments {
      let rect = CellRect(
        column: layout.lanes.column, row: layout.lanes.endRow - 1,
        columns: layout.lanes.columns, rows: 1)
      drawFound(on: &screen, rect, layout)
    }
  }

  /// The rows for which there is room, with all others hidden in the last of them; the active region
  /// is never hidden.
  func rows(_ layout: ScreenLayout) -> [RegionLanes.Row] {
    let rows = state.lanes.rows
    let isShared = state.mode == .segments || state.windowOpinions != nil
    var shown = Array(rows.prefix(max(0, layout.lanes.rows - (isShared ? 1 : 0))))
    guard let last = shown.last else { return [] }
    let focused = state.mode == .label ? state.marking.region : nil
    let rest = rows.dropFirst(shown.count)
    let isThere = { (row: RegionLanes.Row) in row.regions.contains { $0.id == focused } }
    let below = rest.flatMap { $0.regions + $0.hidden }
    guard focused != nil, !shown.contains(where: isThere) else {
      shown[shown.count - 1].hidden += below
      return shown
    }
    let others = last.regions + last.hidden + below
    let kept = rest.first(where: isThere)?.regions ?? others.filter { $0.id == focused }
    guard !kept.isEmpty else {
      shown[shown.count - 1].hidden += below
      return shown
    }
    let places = Set(kept.map(\.id))
    shown[shown.count - 1] = RegionLanes.Row(
      name: last.name, regions: kept, hidden: others.filter { !places.contains($0.id) })
    return shown
  }

  private func drawName(
    _ name: String?, on screen: inout Screen, _ rect: CellRect, _ layout: ScreenLayout
  ) {
    guard let name else { return }
    let text = DisplayText(name).cutMiddle(to: ScreenLayout.axisColumns - 1)
    screen.canvas.write(
      text,
      at: CellPoint(column: layout.picture.column - 1 - text.columns, row: rect.row), Style(.dim))
  }

  /// The columns that samples take, nil if none is visible.
  private func columns(_ span: Range<Int>, _ layout: ScreenLayout) -> Range<Int>? {
    guard let visible = state.visibleSamples, !visible.isEmpty,
      span.overlaps(visible) || (span.isEmpty && visible.contains(span.lowerBound))
    else { return nil }
    let width = Double(layout.picture.columns) / Double(visible.count)
    let first = Int((Double(max(0, span.lowerBound - visible.lowerBound)) * width).rounded(.down))
    let end = Int(
      (Double(min(visible.count, span.upperBound - visible.lowerBound)) * width).rounded(.down))
    let start = min(first, layout.picture.columns - 1)
    return (layout.picture.column + start)..<(layout.picture.column + max(start + 1, end))
  }

  private func draw(
    _ region: Annotation, _ legend: LabelLegend, on screen: inout Screen, _ rect: CellRect,
    _ layout: ScreenLayout
  ) {
    guard let span = region.span, let columns = columns(span, layout) else { return }
    let color = legend.color(of: region.label)
    let isFocused = state.mode == .label && state.marking.region == region.id
    let isMono = state.colorMode == .mono
    let bar = CellRect(column: columns.lowerBound, row: rect.row, columns: columns.count, rows: 1)
    let style =
      isFocused
      ? Style(.slot(.ink), on: .label(color), [.bold, .reverseInMono])
      : Style(.label(color), on: .labelTint(color), isMono ? .underline : [])
    screen.canvas.fill(bar, style)
    let begins = span.lowerBound >= (state.visibleSamples?.lowerBound ?? 0)
    if begins {
      screen.write(
        span.isEmpty ? "◆" : "▏", at: CellPoint(column: bar.column, row: bar.row), style,
        within: bar)
    }
    guard columns.count >= 3 else { return }
    let key = legend.digit(of: region.label).map(String.init)
    let name = DisplayText(region.label)
    let long = DisplayText([key, name.text].compactMap(\.self).joined(separator: " "))
    let room = columns.count - 2
    let text = long.columns <= room ? long : DisplayText(key ?? name.cutEnd(to: room).text)
    screen.write(text, at: CellPoint(column: bar.column + 1, row: bar.row), style, bar)
  }

  /// Regions without a row: how many more are visible.
  private func drawHidden(
    _ hidden: [Annotation], on screen: inout Screen, _ rect: CellRect, _ layout: ScreenLayout
  ) {
    let count = hidden.count { region in
      region.span.flatMap { columns($0, layout) } != nil
    }
    guard count > 0 else { return }
    screen.write(
      " +\(Format.count(count))", endingAt: layout.picture.endColumn, row: rect.row,
      Style(.warn, on: .ground, .bold))
  }

  /// What the model says is a line with the name in it, and what it has not heard yet is dots.
  ///
  /// However many regions there are, each column is looked at once.
  private func drawOpinions(
    _ opinions: WindowOpinions, on screen: inout Screen, _ rect: CellRect, _ layout: ScreenLayout
  ) {
    drawName("model", on: &screen, rect, layout)
    guard let visible = state.visibleSamples, !visible.isEmpty, layout.picture.columns > 0 else {
      return
    }
    drawUnheard(opinions, visible, on: &screen, rect, layout)
    let legend = LabelLegend(state.library.labels)
    var sample = visible.lowerBound
    while let place = opinions.place(after: sample) {
      let region = opinions.region(place)
      guard let columns = columns(region.span, layout) else { break }
      draw(region, legend, columns, on: &screen, rect)
      let next = columns.upperBound - layout.picture.column
      let beyond = next * visible.count / layout.picture.columns
      sample = max(region.span.upperBound, visible.lowerBound + beyond)
    }
    if !opinions.isOver {
      screen.write(
        " …", endingAt: layout.picture.endColumn, row: rect.row, Style(.dim))
    }
  }

  private func drawUnheard(
    _ opinions: WindowOpinions, _ visible: Range<Int>, on screen: inout Screen, _ rect: CellRect,
    _ layout: ScreenLayout
  ) {
    let width = layout.picture.columns
    for column in 0..<width {
      let sample = visible.lowerBound + (2 * column + 1) * visible.count / (2 * width)
      guard opinions.grid.samples.contains(sample), !opinions.isHeard(at: sample) else { continue }
      screen.write(
        "·", at: CellPoint(column: layout.picture.column + column, row: rect.row), Style(.faint))
    }
  }

  private func draw(
    _ region: ModelRegion, _ legend: LabelLegend, _ columns: Range<Int>,
    on screen: inout Screen, _ rect: CellRect
  ) {
    let here = state.takesModelRegions && state.cursorSample.map(region.span.contains) == true
    let style = Style(.model, on: .ground, here ? .bold : [])
    let line =
      columns.count == 1
      ? "╸" : "╺" + String(repeating: "━", count: columns.count - 2) + "╸"
    screen.write(line, at: CellPoint(column: columns.lowerBound, row: rect.row), style)
    guard columns.count >= 3 else { return }
    let key = legend.digit(of: region.label).map(String.init)
    let whole = DisplayText(region.label)
    let fits = whole.columns == 1 || whole.columns <= columns.count - 4
    let room = columns.count - 2
    let text =
      fits ? whole : key.map { DisplayText($0) } ?? whole.cutMiddle(to: room >= 4 ? room : 0)
    screen.canvas.write(
      text,
      at: CellPoint(
        column: columns.lowerBound + (columns.count - text.columns) / 2, row: rect.row), style)
  }

  /// What a search found is a line: nobody said it yet.
  private func drawFound(on screen: inout Screen, _ rect: CellRect, _ layout: ScreenLayout) {
    drawName("found", on: &screen, rect, layout)
    guard let preview = state.preview else { return }
    let style = Style(preview.isOver ? .model : .dim)
    for segment in preview.found {
      guard let columns = columns(segment.span.range, layout) else { continue }
      let line =
        columns.count == 1
        ? "╸" : "╺" + String(repeating: "━", count: columns.count - 2) + "╸"
      screen.write(line, at: CellPoint(column: columns.lowerBound, row: rect.row), style)
    }
  }
}
