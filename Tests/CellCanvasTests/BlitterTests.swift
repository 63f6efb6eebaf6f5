import CellCanvas
import Testing

@Suite struct BlitterTests {
  static let ids = [
    "best", "fine", "finest", "half", "quadrant", "sextant", "braille", "shade", "ascii",
  ]

  private static func blitter(_ id: String) throws -> any Blitter {
    try #require(BlitterRegistry.blitter(id)).init()
  }

  /// One cell from a drawing: `#` is bright, anything else dark.
  private static func cell(_ id: String, _ drawing: [String], low: Float = 0, high: Float = 1)
    throws -> ImageCell
  {
    let levels = drawing.joined().map { $0 == "#" ? high : low }
    return try #require(blitter(id).blit(levels: levels, columns: 1, rows: 1).first)
  }

  private static func glyphs(_ cells: [ImageCell]) -> String {
    cells.reduce(into: "") { text, cell in
      text += Unicode.Scalar(cell.glyph).map { String(Character($0)) } ?? "?"
    }
  }

  @Test func theRegistryHasEveryOneOnce() {
    #expect(BlitterRegistry.all.map { $0.id } == Self.ids)
    #expect(BlitterRegistry.all.allSatisfy { !$0.summary.isEmpty })
    #expect(BlitterRegistry.blitter("octant") == nil)
  }

  @Test(arguments: ids) func shapeRangeAndOrder(id: String) throws {
    let blitter = try Self.blitter(id)
    let (wide, high) = blitter.pixelsPerCell
    #expect(blitter.blit(levels: [], columns: 0, rows: 3).isEmpty)
    // Columns from 0 to 1, so that means must rise from cell to cell.
    let (columns, rows) = (20, 2)
    let row = (0..<columns * wide).map { Float($0 / wide) / Float(columns - 1) }
    let levels = (0..<rows * high).flatMap { _ in row }
    let cells = blitter.blit(levels: levels, columns: columns, rows: rows)
    #expect(cells.count == columns * rows)
    #expect(cells.allSatisfy { $0.foreground < 64 && $0.background < 64 })
    let means = cells.prefix(columns).map(\.meanLevel)
    #expect(zip(means, means.dropFirst()).allSatisfy { $0 <= $1 + 1e-9 || id == "braille" })
    #expect(cells.prefix(columns) == cells.suffix(columns))
  }

  @Test(arguments: ids) func badNumbersAreHarmless(id: String) throws {
    let blitter = try Self.blitter(id)
    let count = blitter.pixelsPerCell.columns * blitter.pixelsPerCell.rows
    for value in [Float.nan, -Float.infinity, -1] {
      let cells = blitter.blit(
        levels: Array(repeating: value, count: count), columns: 1, rows: 1)
      #expect(cells == [ImageCell(glyph: 0x20, foreground: 0, background: 0)])
    }
    let bright = blitter.blit(
      levels: Array(repeating: Float.infinity, count: count), columns: 1, rows: 1)
    #expect(bright.allSatisfy { $0.foreground == 63 })
  }

  @Test(arguments: ["best", "fine", "finest", "half", "quadrant", "sextant", "shade"])
  func aFlatCellIsBlankInItsLevel(id: String) throws {
    let blitter = try Self.blitter(id)
    let count = blitter.pixelsPerCell.columns * blitter.pixelsPerCell.rows
    for level in [Float(0), 0.25, 0.5, 1] {
      let cells = blitter.blit(
        levels: Array(repeating: level, count: count), columns: 1, rows: 1)
      let expected = ColorMap.level(level)
      #expect(cells == [ImageCell(glyph: 0x20, foreground: expected, background: expected)])
    }
  }

  @Test(arguments: [
    ("▃", 5...7, 0...3), ("▆", 2...7, 0...3), ("▀", 0...3, 0...3), ("▄", 4...7, 0...3),
    ("▎", 0...7, 0...0), ("▌", 0...7, 0...1), ("▊", 0...7, 0...2), ("▐", 0...7, 2...3),
    ("▘", 0...3, 0...1), ("▝", 0...3, 2...3), ("▖", 4...7, 0...1), ("▗", 4...7, 2...3),
  ])
  func bestIsExactForItsGlyphs(
    glyph: Unicode.Scalar, rows: ClosedRange<Int>, columns: ClosedRange<Int>
  )
    throws
  {
    let drawing = (0..<8).map { row in
      (0..<4).map { rows.contains(row) && columns.contains($0) ? "#" : "." }.joined()
    }
    let cell = try Self.cell("best", drawing)
    #expect(cell == ImageCell(glyph: glyph.value, foreground: 63, background: 0))
  }

  @Test func bestTurnsQuadrantsSoThatInkIsBright() throws {
    let drawing = ["..##", "..##", "..##", "..##", "####", "####", "####", "####"]
    #expect(try Self.glyphs([Self.cell("best", drawing)]) == "▟")
    let diagonal = ["..##", "..##", "..##", "..##", "##..", "##..", "##..", "##.."]
    #expect(try Self.glyphs([Self.cell("best", diagonal)]) == "▞")
  }

  @Test func seamsShowOnlyBrightInk() throws {
    // Bright above by a quarter: no glyph has bright ink there, so the nearest that does is taken.
    let drawing = ["####", "####", "....", "....", "....", "....", "....", "...."]
    let strong = try Self.cell("best", drawing)
    #expect(strong.foreground > strong.background)
    #expect(Self.glyphs([strong]) == "▔")
    // A slight step may use the exact glyph, whose ink is then the darker part.
    let slight = try Self.cell("best", drawing, low: 0.5, high: 0.58)
    #expect(Self.glyphs([slight]) == "▆")
    #expect(slight.foreground < slight.background)
    // What draws blocks itself leaves no seam.
    let drawn = try Self.cell("fine", drawing)
    #expect(Self.glyphs([drawn]) == "▆")
  }

  @Test func anEighthAboveHasAGlyphOfItsOwn() throws {
    let drawing = ["####", "....", "....", "....", "....", "....", "....", "...."]
    let cell = try Self.cell("best", drawing)
    #expect(Self.glyphs([cell]) == "▔" && cell.foreground == 63 && cell.background == 0)
  }

  @Test(arguments: ["best", "half", "quadrant", "sextant"])
  func noPictureBreaksTheSeamRule(id: String) throws {
    let blitter = try Self.blitter(id)
    var seed: UInt64 = 7
    let (columns, rows) = (30, 10)
    let count = columns * rows * blitter.pixelsPerCell.columns * blitter.pixelsPerCell.rows
    let levels = (0..<count).map { _ in
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Float(seed >> 40) / Float(1 << 24)
    }
    for cell in blitter.blit(levels: levels, columns: columns, rows: rows) {
      // The chooser weighs a sliver of up to 0.35 against what the glyph gains.
      #expect(Int(cell.background) - Int(cell.foreground) <= (id == "best" ? 23 : 7))
    }
  }

  @Test func halfBlocksChooseTheBrighterHalf() throws {
    let blitter = try Self.blitter("half")
    let cells = blitter.blit(levels: [1, 0, 0.5, 0, 1, 0.55], columns: 3, rows: 1)
    #expect(
      cells == [
        ImageCell(glyph: 0x2580, foreground: 63, background: 0),
        ImageCell(glyph: 0x2584, foreground: 63, background: 0),
        ImageCell(glyph: 0x2580, foreground: 32, background: 35),
      ])
  }

  @Test func patternsAreExact() throws {
    let quadrants = try ["#...", ".#..", "#.#.", "##.#", ".##.", "#.##"].map {
      try Self.cell("quadrant", [$0])
    }
    #expect(Self.glyphs(quadrants) == "▘▝▌▜▞▙")
    let sextants = try ["#.....", ".#....", "##....", "#.#.#.", ".#.#.#", "#####.", ".#.##."].map {
      try Self.cell("sextant", [$0])
    }
    #expect(Self.glyphs(sextants) == "🬀🬁🬂▌▐\u{1fb1d}\u{1fb18}")
  }

  @Test func fineAddsSixthsAndFinestOctants() throws {
    // The upper third at the left: two rows and two thirds of the third one.
    let sixth = try #require(
      Self.blitter("fine").blit(
        levels: (0..<32).map { place in
          place % 4 > 1 ? 0 : place / 4 < 2 ? 1 : place / 4 == 2 ? 2 / 3 : 0
        }, columns: 1, rows: 1
      ).first)
    #expect(Self.glyphs([sixth]) == "🬀")
    let rows = ["##..", "##..", "..##", "..##", "##..", "##..", "....", "...."]
    #expect(try Self.glyphs([Self.cell("finest", rows)]) == "\u{1cd11}")
    #expect(try Self.glyphs([Self.cell("fine", rows)]) != "\u{1cd11}")
  }

  @Test func octantsAreThoseOfUnicode() throws {
    func glyph(_ pieces: String) throws -> UInt32 {
      let drawing = (0..<8).map { row in
        (0..<4).map { pieces.contains("\(row / 2 * 2 + $0 / 2 + 1)") ? "#" : "." }.joined()
      }
      return try Self.cell("finest", drawing).glyph
    }
    let names: [(String, UInt32)] = [
      ("3", 0x1cd00), ("23", 0x1cd01), ("123", 0x1cd02), ("4", 0x1cd03), ("1245", 0x1cd13),
      ("1278", 0x1cdae), ("2345678", 0x1cde5), ("1", 0x1cea8), ("8", 0x1cea0), ("35", 0x1fbe6),
    ]
    for (pieces, expected) in names { #expect(try glyph(pieces) == expected, "octant \(pieces)") }
  }

  @Test func theFinerSetsComeNearerToThePicture() throws {
    var seed: UInt64 = 3
    var rise: Float = 0
    let (columns, rows) = (40, 12)
    let levels = (0..<columns * rows * 32).map { _ -> Float in
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      rise += Float(seed >> 40) / Float(1 << 24) - 0.5
      rise = max(0, min(4, rise))
      return rise / 4
    }
    func error(_ id: String) throws -> Double {
      let cells = try Self.blitter(id).blit(levels: levels, columns: columns, rows: rows)
      let rect = CellRect(column: 0, row: 0, columns: columns, rows: rows)
      let gray = ColorMap(
        name: "gray", stops: [RGB(0x000000), RGB(0xffffff)], path256: [232, 255])
      let image = PixelImage.render(
        Canvas(size: CellSize(columns: columns, rows: rows)),
        images: [PlacedImage(rect: rect, cells: cells)],
        palette: Palette(theme: .midnight, colorMap: gray, mode: .truecolor, glyphs: .full))
      var sum = 0.0
      for y in 0..<image.height {
        for x in 0..<image.width {
          let wanted = Double(levels[y / 2 * columns * 4 + x / 2])
          let drawn = Double(image.color(x: x, y: y).red) / 255
          sum += (wanted - drawn) * (wanted - drawn)
        }
      }
      return sum
    }
    let (best, fine, finest) = try (error("best"), error("fine"), error("finest"))
    #expect(finest <= fine && fine <= best, "\(best) \(fine) \(finest)")
  }

  @Test func brailleDots() throws {
    #expect(try Self.glyphs([Self.cell("braille", ["#.", "..", "..", ".#"])]) == "⢁")
    #expect(try Self.glyphs([Self.cell("braille", ["##", "##", "##", "##"])]) == "⣿")
    #expect(try Self.glyphs([Self.cell("braille", ["..", "..", "..", ".."])]) == " ")
  }

  @Test func rampsInOrder() throws {
    let steps = (0...16).map { Float($0) / 16 }
    let shades = try Self.blitter("shade").blit(levels: steps, columns: 17, rows: 1)
    #expect(Self.glyphs(shades) == " ░▒▓ ░▒▓ ░▒▓ ░▒▓ ")
    #expect(shades[5] == ImageCell(glyph: 0x2591, foreground: 32, background: 16))
    let ascii = try Self.blitter("ascii").blit(
      levels: (0...9).map { Float($0) / 9 }, columns: 10, rows: 1)
    #expect(Self.glyphs(ascii) == " .:-=+*#%@")
  }
}
