import CellCanvas

/// The level of now as a bar, its peak as a line, and a lamp for samples at full scale.
struct LiveMeterView {
  let meter: LiveMeter
  let trigger: Float?
  let isMono: Bool

  private static let eighths = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  private static let numbers: [Float] = [0, -12, -24, -36, -48, -60]

  func draw(on screen: inout Screen, in rect: CellRect) {
    let bar = CellRect(column: rect.column, row: rect.row, columns: 2, rows: rect.rows)
    let height = share(of: meter.level) * Float(bar.rows)
    for row in 0..<bar.rows {
      let top = Float(bar.rows - row)
      let filled = max(0, min(1, height - (top - 1)))
      let slot = slot(atShare: (top - 0.5) / Float(bar.rows))
      let glyph = Self.eighths[Int((filled * 8).rounded())]
      screen.write(
        glyph + glyph, at: CellPoint(column: bar.column, row: bar.row + row),
        Style(slot, on: .raised))
    }
    if meter.peak > LiveMeter.floor {
      screen.write(
        "━━", at: CellPoint(column: bar.column, row: row(of: meter.peak, bar)),
        Style(slot(atShare: share(of: meter.peak)), on: .raised, .bold))
    }
    drawLamp(on: &screen, bar)
    guard rect.columns > 4 else { return }
    var last = -2
    for number in Self.numbers {
      let row = row(of: number, bar)
      guard row - last >= 2 else { continue }
      last = row
      screen.write(
        Format.decibels(number, decimals: 0), endingAt: rect.endColumn - 1, row: row, Style(.dim))
    }
    if let trigger {
      screen.write(
        "◂", at: CellPoint(column: bar.endColumn, row: row(of: trigger, bar)),
        Style(.cursor, on: .ground, .bold))
    }
  }

  private func drawLamp(on screen: inout Screen, _ bar: CellRect) {
    let point = CellPoint(column: bar.column, row: bar.row - 1)
    if meter.isClipping {
      let room = CellRect(column: point.column - 1, row: point.row, columns: 6, rows: 1)
      screen.clear(room, Style(.text))
      screen.write(
        "CLIP", at: CellPoint(column: room.column + 1, row: room.row),
        Style(.ink, on: .bad, [.bold, .reverseInMono]))
    }
  }

  private func share(of level: Float) -> Float {
    max(0, min(1, (level - LiveMeter.floor) / -LiveMeter.floor))
  }

  private func row(of level: Float, _ bar: CellRect) -> Int {
    bar.row + max(0, min(bar.rows - 1, Int((1 - share(of: level)) * Float(bar.rows))))
  }

  private func slot(atShare share: Float) -> ThemeSlot {
    let level = LiveMeter.floor * (1 - share)
    return level > -3 ? .bad : level > -12 ? .warn : .good
  }
}
