import CellCanvas

/// The only thing shown in a window that is too small to work in.
struct TooSmall {
  func draw(on screen: inout Screen) {
    let size = screen.canvas.size
    let least = ScreenLayout.smallest
    let text =
      "earmark needs \(least.columns)x\(least.rows), this is \(size.columns)x\(size.rows): "
      + "enlarge the window or use a smaller font."
    for (row, line) in WrappedText(text, columns: size.columns).lines.enumerated()
    where row < size.rows {
      screen.canvas.write(line, at: CellPoint(column: 0, row: row), Style(.text))
    }
  }
}
