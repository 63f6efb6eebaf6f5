import CellCanvas
import CursesTerminal
import EarmarkTestSupport
import Testing

extension TerminalSuites {
  @Suite(.serialized) @MainActor struct ImageTests {
    private func stage(
      _ mode: ColorMode, columns: Int = 40, rows: Int = 10,
      painting: CursesTerminal.ImagePainting = .automatic
    ) throws -> Stage {
      try Stage(
        columns: columns, rows: rows,
        options: .init(
          color: .fixed(mode), painting: painting, standardError: .unchanged,
          handlesSignals: false))
    }

    @Test(arguments: ColorMode.allCases) func everyCellIsAsThePaletteSays(_ mode: ColorMode) throws
    {
      let stage = try stage(mode)
      defer { stage.close() }
      var canvas = stage.canvas()
      for row in 0..<10 {
        canvas.write("row \(row) ─────", at: CellPoint(column: 0, row: row), Style(.dim))
      }
      let images = [
        ramp(CellRect(column: 5, row: 1, columns: 30, rows: 6)),
        ramp(CellRect(column: 30, row: 5, columns: 20, rows: 9), offset: 9, glyph: 0x2584),
      ]
      stage.show(canvas, images: images)
      stage.expect(canvas, images, stage.palette)
    }

    /// ncurses would move the lines in the terminal, and the images with them.
    @Test(arguments: ColorMode.allCases) func textThatMovesLeavesImagesInTheirPlace(
      _ mode: ColorMode
    ) throws {
      let stage = try stage(mode, columns: 60, rows: 40)
      defer { stage.close() }
      let images = [ramp(CellRect(column: 30, row: 4, columns: 20, rows: 20))]
      for shift in [0, 9, 18, 3] {
        var canvas = stage.canvas()
        for row in 0..<40 {
          canvas.write(
            "this is line number \(row + shift)", at: CellPoint(column: 0, row: row), Style(.text))
        }
        stage.show(canvas, images: images)
        stage.expect(canvas, images, stage.palette)
      }
    }

    @Test(arguments: ColorMode.allCases) func randomScreensComeOutRight(_ mode: ColorMode) throws {
      let stage = try stage(mode)
      defer { stage.close() }
      var random = Steps(state: 7)
      for round in 0..<12 {
        var canvas = stage.canvas()
        for _ in 0..<random.next(8) {
          let point = CellPoint(column: random.next(36), row: random.next(10))
          canvas.write("日 a\(round) —", at: point, Style(.text, on: .raised))
        }
        let images = (0..<random.next(3)).map { _ in
          ramp(
            CellRect(
              column: random.next(30), row: random.next(8), columns: random.next(20),
              rows: random.next(6)), offset: random.next(60))
        }
        // No character may be cut by an image: the palette alone can't say what is left of it.
        for image in images { canvas.fill(image.rect, Style()) }
        for image in images where image.rect.column > 0 {
          canvas.fill(
            CellRect(
              column: image.rect.column - 1, row: image.rect.row,
              columns: image.rect.columns + 2, rows: image.rect.rows), Style())
        }
        stage.show(canvas, images: images)
        stage.expect(canvas, images, stage.palette)
      }
    }

    @Test(arguments: [ColorMode.truecolor, .colors256])
    func onlyChangedCellsOfAnImageAreSent(_ mode: ColorMode) throws {
      let stage = try stage(mode)
      defer { stage.close() }
      let canvas = stage.canvas()
      var image = ramp(CellRect(column: 0, row: 0, columns: 40, rows: 10))
      let first = stage.show(canvas, images: [image])
      image[column: 20, row: 5] = ImageCell(glyph: 0x2588, foreground: 5, background: 0)
      let second = stage.show(canvas, images: [image])
      #expect(first.count > 4000)
      #expect(second.count < 80)
      #expect(stage.model[column: 20, row: 5].text == "█")
      stage.expect(canvas, [image], stage.palette)
    }

    @Test(arguments: [ColorMode.truecolor, .colors256])
    func aDialogCoversAndUncovers(_ mode: ColorMode) throws {
      let stage = try stage(mode)
      defer { stage.close() }
      var canvas = stage.canvas()
      var image = ramp(CellRect(column: 0, row: 1, columns: 40, rows: 8))
      stage.show(canvas, images: [image])
      let whole = image
      let dialog = CellRect(column: 10, row: 3, columns: 12, rows: 3)
      for row in dialog.row..<dialog.endRow {
        for column in dialog.column..<dialog.endColumn { image[column: column, row: row] = .clear }
      }
      canvas.fill(dialog, Style(.text, on: .raised))
      canvas.write("Delete? y", at: CellPoint(column: 11, row: 4), Style(.text, on: .raised))
      stage.show(canvas, images: [image])
      stage.expect(canvas, [image], stage.palette)
      #expect(stage.model.line(4).contains("Delete? y"))
      let bytes = stage.show(stage.canvas(), images: [whole])
      stage.expect(stage.canvas(), [whole], stage.palette)
      #expect(bytes.count < 2600)
      stage.show(stage.canvas())
      stage.expect(stage.canvas(), [], stage.palette)
    }

    @Test func anotherColourMapRepaints() throws {
      let stage = try stage(.truecolor)
      defer { stage.close() }
      var image = ramp(CellRect(column: 0, row: 1, columns: 40, rows: 8))
      stage.show(stage.canvas(), images: [image])
      var palette = stage.palette
      palette.colorMap = palette.theme.diverging
      stage.show(stage.canvas(), images: [image], palette: palette)
      stage.expect(stage.canvas(), [image], palette)
      image.isDiverging = true
      stage.show(stage.canvas(), images: [image])
      stage.expect(stage.canvas(), [image], stage.palette)
    }

    @Test func cursesAndThePainterShowTheSame() throws {
      var shown: [[VTCell]] = []
      for painting in [CursesTerminal.ImagePainting.automatic, .curses] {
        let stage = try stage(.truecolor, painting: painting)
        defer { stage.close() }
        for offset in [0, 5] {
          stage.show(
            stage.canvas(),
            images: [
              ramp(CellRect(column: 2, row: 2, columns: 30, rows: 5), offset: offset)
            ])
        }
        shown.append(stage.model.cells)
      }
      #expect(shown[0] == shown[1])
    }

    @Test func colourPairsMayRunOut() throws {
      let stage = try stage(.truecolor, columns: 120, rows: 40, painting: .curses)
      defer { stage.close() }
      let cells = (0..<4800).map { index in
        ImageCell(
          glyph: 0x2580, foreground: UInt8(index % 64), background: UInt8(index / 64 % 64))
      }
      let image = PlacedImage(
        rect: CellRect(column: 0, row: 0, columns: 120, rows: 40), cells: cells)
      // Each map needs 64 x 64 pairs; the fifth finds none left.
      var palette = stage.palette
      for round in 0..<UInt8(5) {
        palette.colorMap = ColorMap(
          name: "test",
          stops: [RGB(red: 0, green: round, blue: 0), RGB(red: 255, green: 255, blue: round)],
          path256: [16, 231])
        stage.show(stage.canvas(), images: [image], palette: palette)
      }
      stage.expect(stage.canvas(), [image], palette)
    }
  }
}

/// Numbers that look random and are the same every time.
struct Steps {
  var state: UInt64

  mutating func next(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % limit
  }
}
