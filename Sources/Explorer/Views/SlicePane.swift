import Acoustics
import CellCanvas

/// The levels of all visible frequencies at the cursor, on the rows of the picture and on the
/// lowest color of its map.
struct SlicePane {
  let state: AppState
  let axis: PictureAxis

  /// Rows of pixels of a cell.
  private static let halves = 2

  func draw(_ feature: FeaturePicture, on screen: inout Screen, _ layout: ScreenLayout) {
    let rect = layout.slice
    guard rect.rows > 0, rect.columns > 0, let column = state.cursorColumn(of: feature) else {
      return
    }
    drawHeading(on: &screen, rect, layout)
    let bins = feature.binAxis.count
    let values = Array(feature.values[column * bins..<(column + 1) * bins])
    let shares = shares(values, rows: rect.rows * Self.halves)
    var cells = [ImageCell](repeating: .clear, count: rect.rows * rect.columns)
    for row in 0..<rect.rows {
      for place in 0..<rect.columns {
        let (upper, lower) = (shares[2 * row], shares[2 * row + 1])
        let edge = (Float(place) + 0.5) / Float(rect.columns)
        cells[row * rect.columns + place] = cell(
          upper: upper >= edge ? upper : nil, lower: lower >= edge ? lower : nil)
      }
    }
    screen.images.append(PlacedImage(rect: rect, cells: cells))
    drawScale(on: &screen, layout.sliceFacts)
    drawCursor(shares, on: &screen, rect)
  }

  /// How far the bar of each row of pixels reaches, 0 to 1.
  private func shares(_ values: [Float], rows: Int) -> [Float] {
    let levels = state.decibels
    let width = max(1, levels.upperBound - levels.lowerBound)
    return axis.rows(rows, isExact: false).map { row in
      let value: Float
      if let share = row.share, values[row.first] > -.infinity, values[row.last] > -.infinity {
        value = values[row.first] * (1 - share) + values[row.last] * share
      } else {
        value = values[row.first...row.last].max() ?? levels.lowerBound
      }
      return max(0, min(1, (value - levels.lowerBound) / width))
    }
  }

  /// The least share that a bar is colored by: with few colors low levels are the ground, and
  /// without any its length alone tells the level.
  private var leastShare: Float {
    switch state.colorMode {
    case .truecolor, .colors256: 0
    case .colors16, .colors8: 1 / 3
    case .mono: 1
    }
  }

  private func cell(upper: Float?, lower: Float?) -> ImageCell {
    let top = Float(ColorMap.levelCount - 1)
    let least = leastShare
    func level(_ share: Float) -> UInt8 { UInt8((max(share, least) * top).rounded()) }
    switch (upper, lower) {
    case (let upper?, let lower?) where level(upper) == level(lower):
      return ImageCell(glyph: 0x20, foreground: 0, background: level(upper))
    case (let upper?, let lower?):
      return ImageCell(glyph: 0x2580, foreground: level(upper), background: level(lower))
    case (let upper?, nil):
      return ImageCell(glyph: 0x2580, foreground: level(upper), background: 0)
    case (nil, let lower?):
      return ImageCell(glyph: 0x2584, foreground: level(lower), background: 0)
    case (nil, nil): return ImageCell(glyph: 0x20, foreground: 0, background: 0)
    }
  }

  private func drawHeading(on screen: inout Screen, _ rect: CellRect, _ layout: ScreenLayout) {
    let row = rect.row - 1
    screen.write(
      "slice", at: CellPoint(column: rect.column, row: row), Style(.dim, on: .ground, .bold))
    guard let sample = state.cursorSample, let rate = state.sampleRate,
      let visible = state.visibleSamples
    else { return }
    let perColumn = Double(visible.count) / rate / Double(max(1, layout.picture.columns))
    let time = "at " + CursorReadout.time(Double(sample) / rate, perColumn: perColumn)
    if time.count + 6 <= rect.columns {
      screen.write(time, endingAt: rect.endColumn, row: row, Style(.dim))
    }
  }

  private func drawScale(on screen: inout Screen, _ rect: CellRect) {
    guard rect.rows > 0 else { return }
    let low = Format.decibels(state.decibels.lowerBound, decimals: 0)
    let high =
      state.viewport.treatment == .normalized
      ? Format.decibels(state.decibels.upperBound)
      : Format.decibels(state.decibels.upperBound, decimals: 0) + " dB"
    screen.write(low, at: CellPoint(column: rect.column, row: rect.row), Style(.dim))
    screen.write(high, endingAt: rect.endColumn, row: rect.row, Style(.dim))
  }

  /// The line of the cursor goes on from the end of its bar.
  private func drawCursor(_ shares: [Float], on screen: inout Screen, _ rect: CellRect) {
    guard let crosshair = state.crosshair else { return }
    let row = axis.row(ofHertz: crosshair.hertz, rows: rect.rows)
    guard row >= 0, row < rect.rows else { return }
    let reach = max(shares[2 * row], shares[2 * row + 1])
    let start = rect.column + Int((reach * Float(rect.columns)).rounded(.up))
    for column in min(start, rect.endColumn)..<rect.endColumn {
      screen.overlay("─", column: column, row: rect.row + row, .cursor)
    }
  }
}
