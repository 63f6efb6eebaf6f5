import CellCanvas
import CursesTerminal
import EarmarkTestSupport
import Testing

extension TerminalSuites {
  @Suite(.serialized) @MainActor struct SpeedTests {
    /// Far above what it takes even without optimization, but below what ncurses alone needs then.
    private static let mostMilliseconds = 40.0

    @Test(arguments: [ColorMode.truecolor, .colors256])
    func aWholePictureTakesFewMilliseconds(_ mode: ColorMode) throws {
      let stage = try Stage(
        columns: 120, rows: 40,
        options: .init(color: .fixed(mode), standardError: .unchanged, handlesSignals: false))
      defer { stage.close() }
      var canvas = stage.canvas()
      for row in 0..<40 {
        canvas.write("row \(row) ── text", at: CellPoint(column: 0, row: row), Style(.dim))
      }
      let glyphs: [UInt32] = [0x2580, 0x2584, 0x258c, 0x2596, 0x2582]
      let images = (0..<8).map { round in
        let cells = (0..<4800).map { index in
          ImageCell(
            glyph: glyphs[(index / 3 + round) % glyphs.count],
            foreground: UInt8((index * 7 + round * 3) % 64),
            background: UInt8((index * 3 + round) % 64))
        }
        return PlacedImage(
          rect: CellRect(column: 0, row: 0, columns: 120, rows: 40), cells: cells)
      }
      let palette = stage.palette
      stage.terminal.present(canvas, images: [images[0]], palette: palette)
      let start = processorSeconds()
      for image in images[1...] {
        stage.terminal.present(canvas, images: [image], palette: palette)
      }
      let spent = (processorSeconds() - start) * 1000 / Double(images.count - 1)
      let same = processorSeconds()
      for _ in 0..<10 {
        stage.terminal.present(canvas, images: [images[7]], palette: palette)
      }
      let idle = (processorSeconds() - same) * 100
      let bytes = stage.line.settle().count
      print("\(mode): \(spent) ms a changed picture of \(bytes / images.count) bytes")
      print("\(mode): \(idle) ms the same picture")
      #expect(spent < Self.mostMilliseconds)
    }
  }
}
