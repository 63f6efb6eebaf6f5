import Acoustics
import CellCanvas
import Labeling

/// The whole clip in small, and which part of it is visible.
struct OverviewPane {
  let state: AppState

  func draw(on screen: inout Screen, _ layout: ScreenLayout) {
    let rect = layout.overview
    guard rect.rows > 1, rect.columns > 0 else { return }
    let image = CellRect(
      column: rect.column, row: rect.row, columns: rect.columns, rows: rect.rows - 1)
    screen.write("all", endingAt: rect.column - 1, row: rect.row, Style(.dim))
    if let picture = state.overviewPicture {
      draw(picture, on: &screen, image, layout)
      drawLine(picture, on: &screen, rect, layout)
    }
  }

  private func draw(
    _ picture: ClipPicture, on screen: inout Screen, _ rect: CellRect, _ layout: ScreenLayout
  ) {
    guard let feature = picture.feature else {
      Waveform(picture.waveform, isMono: state.colorMode == .mono).draw(on: &screen, in: rect)
      return
    }
    guard let raster = state.overviewRaster(layout.overview) else { return }
    screen.images.append(
      PlacedImage(
        rect: rect, cells: raster.cells, isDiverging: feature.unit == .coefficient,
        pixels: raster.pixels))
  }

  /// The line under it: heavy where the clip is visible, with a stroke at each end.
  private func drawLine(
    _ picture: ClipPicture, on screen: inout Screen, _ rect: CellRect, _ layout: ScreenLayout
  ) {
    let row = rect.endRow - 1
    let line = String(repeating: "─", count: rect.columns)
    screen.write(line, at: CellPoint(column: rect.column, row: row), Style(.rule))
    let clip = picture.clipSamples
    let origin = Double(clip.lowerBound) / picture.sampleRate
    let start = OverviewPane.short(origin)
    screen.write(
      start.count < rect.column ? start : String(start.prefix { $0 != " " }),
      endingAt: rect.column - 1, row: row, Style(.dim))
    let end = OverviewPane.short(Double(clip.upperBound) / picture.sampleRate)
    let room =
      layout.slice.columns == 0
      ? layout.picture.endColumn - rect.endColumn
      : layout.bracket.rows > 0 ? layout.slice.columns : 0
    if room > end.count {
      screen.write(end, at: CellPoint(column: rect.endColumn + 1, row: row), Style(.dim))
    }
    drawRegions(clip, on: &screen, rect)
    guard let visible = state.visibleSamples?.clamped(to: clip), !visible.isEmpty else { return }
    let columns = columns(visible, of: clip, rect)
    for column in columns {
      screen.write("━", at: CellPoint(column: column, row: row), Style(.cursor))
    }
    guard columns.count < rect.columns else { return }
    for image in rect.row..<row {
      screen.overlay("▌", column: columns.lowerBound, row: image, .cursor)
      if columns.count > 1 {
        screen.overlay("▐", column: columns.upperBound - 1, row: image, .cursor)
      }
    }
  }

  /// Strokes of the line in the colors of the regions' labels.
  private func drawRegions(_ clip: Range<Int>, on screen: inout Screen, _ rect: CellRect) {
    let legend = LabelLegend(state.library.labels)
    for region in state.current?.regions ?? [] {
      guard let span = region.span?.clamped(to: clip) else { continue }
      for column in columns(span, of: clip, rect) {
        screen.write(
          "▀", at: CellPoint(column: column, row: rect.endRow - 1),
          Style(.label(legend.color(of: region.label)), on: .slot(.ground)))
      }
    }
  }

  /// The columns of samples, at least one.
  private func columns(_ span: Range<Int>, of clip: Range<Int>, _ rect: CellRect) -> Range<Int> {
    let scale = Double(rect.columns) / Double(max(1, clip.count))
    let first = Int(Double(span.lowerBound - clip.lowerBound) * scale)
    let last = Int((Double(span.upperBound - clip.lowerBound) * scale).rounded(.up))
    let start = min(rect.columns - 1, first)
    return (rect.column + start)..<(rect.column + max(start + 1, min(rect.columns, last)))
  }

  /// A time in few columns: seconds, or a clock without decimals from a minute on.
  private static func short(_ seconds: Double) -> String {
    seconds == 0
      ? "0" : seconds < 60 ? Format.time(seconds) : Format.clock(seconds, decimals: 0)
  }
}
