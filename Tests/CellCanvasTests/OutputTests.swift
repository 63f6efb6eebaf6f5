import CellCanvas
import Testing

@Suite struct OutputTests {
  /// Six by two: text, a chip, a wide letter, and an image of two cells with one cell left clear.
  private static func sample() -> (canvas: Canvas, images: [PlacedImage]) {
    var canvas = Canvas(size: CellSize(columns: 6, rows: 2), style: Style())
    canvas.write("ab한", at: CellPoint(column: 0, row: 0), Style(.text))
    canvas.write("7", at: CellPoint(column: 0, row: 1), Style(.slot(.ink), on: .label(1), .bold))
    canvas.write("│", at: CellPoint(column: 4, row: 1), Style(.cursor))
    let image = PlacedImage(
      rect: CellRect(column: 3, row: 1, columns: 3, rows: 1),
      cells: [
        ImageCell(glyph: 0x2584, foreground: 63, background: 0), .clear,
        ImageCell(glyph: 0x20, foreground: 63, background: 63),
      ])
    return (canvas, [image])
  }

  @Test func transcript() {
    let (canvas, images) = Self.sample()
    #expect(
      CanvasTranscript(canvas, images: images).text == """
        6x2
        |ab한  |
        |7  ▄│ |

        styles
        |aaaaaa|
        |baa4c9|

        legend
        a text on bg
        b ink on label1 bold
        c cursor on bg
        image 3x1 at 3,1

        """)
  }

  @Test func everySignOfTheScreenHasADrawing() {
    func pixels(_ sign: Character) -> [UInt8] {
      var canvas = Canvas(size: CellSize(columns: 1, rows: 1), style: Style())
      canvas.write(String(sign), at: CellPoint(column: 0, row: 0), Style(.text))
      return PixelImage.render(canvas, images: [], palette: Palette()).pixels
    }
    // A character that the font does not have is a box.
    let box = pixels("ᚠ")
    for sign in "┆┇┈╎╏┄┅═║─━│┃●○◆◌✓✗→←↔↶↷↻▲▼▴▾▶◀▸◂♪≠×·…−–‹›" {
      #expect(pixels(sign) != box, "\(sign)")
    }
  }

  @Test func plainText() {
    let (canvas, images) = Self.sample()
    #expect(
      PlainText.render(canvas, images: images, palette: Palette()) == "ab한\n7  ▓│█\n")
    #expect(
      PlainText.render(canvas, images: images, palette: Palette(glyphs: .ascii))
        == "ab??\n7  #|@\n")
  }

  @Test func ansiText() {
    let (canvas, images) = Self.sample()
    let text = AnsiText.render(canvas, images: images, palette: Palette(mode: .colors16))
    #expect(
      text == "\u{1b}[0;37mab한  \u{1b}[0m\n"
        + "\u{1b}[0;30;103m7\u{1b}[0;37m  \u{1b}[0;97;46m░\u{1b}[0;93m│"
        + "\u{1b}[0;97;107m \u{1b}[0m\n")
    let full = AnsiText.render(canvas, images: images, palette: Palette())
    #expect(full.hasPrefix("\u{1b}[0;38;2;211;219;232;48;2;14;17;23mab"))
    let mono = Palette(mode: .mono)
    #expect(
      AnsiText.render(canvas, images: images, palette: mono)
        == PlainText.render(canvas, images: images, palette: mono))
  }

  @Test func aWideLetterUnderAnImageIsBlank() {
    var canvas = Canvas(size: CellSize(columns: 3, rows: 1))
    canvas.write("한x", at: CellPoint(column: 0, row: 0), Style())
    let image = PlacedImage(
      rect: CellRect(column: 1, row: 0, columns: 1, rows: 1),
      cells: [ImageCell(glyph: 0x20, foreground: 63, background: 63)])
    #expect(PlainText.render(canvas, images: [image], palette: Palette()) == " █x\n")
    let outside = PlacedImage(
      rect: CellRect(column: 2, row: -1, columns: 2, rows: 2),
      cells: Array(repeating: image.cells[0], count: 4))
    #expect(PlainText.render(canvas, images: [outside], palette: Palette()) == "한█\n")
  }

  @Test func svg() {
    let (canvas, images) = Self.sample()
    var marked = canvas
    marked.write("<&", at: CellPoint(column: 1, row: 1), Style())
    let text = SVGPicture.render(marked, images: images, palette: Palette())
    #expect(text.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 48 32\""))
    #expect(text.hasSuffix("</svg>\n"))
    #expect(text.contains("&lt;") && text.contains("&amp;"))
    #expect(
      text.contains("<rect x=\"24\" y=\"24\" width=\"8\" height=\"8\" fill=\"#fffce2\"/>"))
    #expect(text.contains("fill=\"#e5b454\""))
  }

  @Test func pixels() {
    let (canvas, images) = Self.sample()
    let image = PixelImage.render(canvas, images: images, palette: Palette())
    #expect((image.width, image.height) == (48, 32))
    #expect(image.pixels.count == 48 * 32 * 3)
    #expect(image.color(x: 0, y: 0) == RGB(0x0e1117))
    #expect(image.color(x: 24, y: 23) == RGB(0x0e1117))
    #expect(image.color(x: 24, y: 24) == RGB(0xfffce2))
    #expect(image.color(x: 35, y: 16) == RGB(0xffd75f), "the cursor line is drawn exactly")
    #expect(image.color(x: 34, y: 16) == RGB(0x0e1117))
    #expect(image.color(x: 47, y: 31) == RGB(0xfffce2))
  }

  @Test func everyPrintableASCIICharacterIsDrawnUnlikeTheOthers() {
    func drawing(_ character: Character) -> PixelImage {
      var canvas = Canvas(size: CellSize(columns: 1, rows: 1))
      canvas.write(String(character), at: CellPoint(column: 0, row: 0), Style())
      return PixelImage.render(canvas, images: [], palette: Palette())
    }
    let ascii = (0x20..<0x7f).compactMap { Unicode.Scalar($0).map(Character.init) }
    let signs = Array("·×−…›≠●○◆◌✓✗→▲▼▴╵╴↶éµ²³ÀÁÂÃÈÊËØæ§∞")
    #expect(Set((ascii + signs).map(drawing)).count == ascii.count + signs.count)
    #expect(drawing("ﷲ") == drawing("ᚠ"), "unknown characters are hollow boxes")
  }
}
