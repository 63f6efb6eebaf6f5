import CellCanvas

/// Curves over passes in dots of braille, with a light grid.
struct CurvePlot {
  /// A curve: values by pass, in one colour.
  struct Curve {
    let points: [(pass: Int, value: Double)]
    let slot: ThemeSlot
    /// What it is drawn with instead of dots, to tell it apart where there are no colours.
    var glyph: String?
  }

  let title: String
  /// What lies at the left, from the lowest value to the highest.
  let range: ClosedRange<Double>
  /// Values with a line of the grid, and how they are written.
  let ticks: [(value: Double, text: String)]
  let passCount: Int
  let curves: [Curve]
  /// The pass that is marked below the plot.
  var best: Int?

  private static let axisColumns = 6

  func draw(on screen: inout Screen, in rect: CellRect) {
    let plot = CellRect(
      column: rect.column + CurvePlot.axisColumns, row: rect.row + 1,
      columns: rect.columns - CurvePlot.axisColumns, rows: rect.rows - 2)
    screen.write(
      title, at: CellPoint(column: rect.column + 1, row: rect.row),
      Style(.dim, on: .ground, .bold), within: rect)
    guard plot.columns > 8, plot.rows > 1 else { return }
    for tick in ticks {
      let share = (tick.value - range.lowerBound) / (range.upperBound - range.lowerBound)
      let row = plot.endRow - 1 - Int((share * Double(plot.rows - 1)).rounded())
      guard row >= plot.row, row < plot.endRow else { continue }
      screen.write(
        String(repeating: "┈", count: plot.columns), at: CellPoint(column: plot.column, row: row),
        Style(.rule), within: plot)
      screen.write(tick.text, endingAt: plot.column - 1, row: row, Style(.dim))
    }
    for curve in curves { draw(curve, on: &screen, plot) }
    drawPasses(on: &screen, plot)
    guard let best else { return }
    screen.write(
      "▴", at: CellPoint(column: plot.column + x(best, plot) / 2, row: plot.endRow - 1),
      Style(.good, on: .ground, .bold))
  }

  private func drawPasses(on screen: inout Screen, _ plot: CellRect) {
    let step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].first { $0 * 8 >= passCount } ?? 5000
    var end = 0
    for pass in stride(from: 0, through: max(1, passCount), by: step) {
      let column = plot.column + x(pass, plot) / 2
      let text = pass == 0 ? "0" : "\(pass)"
      let start = min(column, plot.endColumn - text.count)
      guard start > end else { continue }
      end =
        screen.write(
          text, at: CellPoint(column: start, row: plot.endRow), Style(.dim)) + 1
    }
  }

  /// The column of dots of a pass.
  private func x(_ pass: Int, _ plot: CellRect) -> Int {
    let last = 2 * plot.columns - 1
    return max(0, min(last, Int(Double(pass) / Double(max(1, passCount)) * Double(last))))
  }

  private func y(_ value: Double, _ plot: CellRect) -> Int {
    let share = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
    let last = 4 * plot.rows - 1
    return last - max(0, min(last, Int((share * Double(last)).rounded())))
  }

  private func draw(_ curve: Curve, on screen: inout Screen, _ plot: CellRect) {
    var dots: [CellPoint: UInt32] = [:]
    func set(_ x: Int, _ y: Int) {
      let point = CellPoint(column: plot.column + x / 2, row: plot.row + y / 4)
      dots[point, default: 0] |= CurvePlot.dot(x % 2, y % 4)
    }
    var last: (x: Int, y: Int)?
    for point in curve.points where point.value.isFinite {
      let here = (x: x(point.pass, plot), y: y(point.value, plot))
      if let last {
        let steps = max(1, max(abs(here.x - last.x), abs(here.y - last.y)))
        for step in 0...steps {
          let share = Double(step) / Double(steps)
          set(
            last.x + Int((Double(here.x - last.x) * share).rounded()),
            last.y + Int((Double(here.y - last.y) * share).rounded()))
        }
      } else {
        set(here.x, here.y)
      }
      last = here
    }
    for (point, bits) in dots {
      guard let scalar = Unicode.Scalar(0x2800 + bits) else { continue }
      screen.write(curve.glyph ?? String(scalar), at: point, Style(curve.slot, on: .ground, .bold))
    }
  }

  /// The bit of a dot in a braille character.
  private static func dot(_ column: Int, _ row: Int) -> UInt32 {
    if row == 3 { return column == 0 ? 0x40 : 0x80 }
    return 1 << UInt32(row + 3 * column)
  }
}
