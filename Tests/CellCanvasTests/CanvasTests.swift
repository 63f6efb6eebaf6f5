import CellCanvas
import Testing

@Suite struct CanvasTests {
  private func row(_ canvas: Canvas) -> String {
    (0..<canvas.size.columns).reduce(into: "") { $0 += canvas.text(column: $1, row: 0) }
  }

  @Test func wideGlyphIsCutWholeAtTheRightEdge() {
    var canvas = Canvas(size: CellSize(columns: 4, rows: 1))
    let end = canvas.write("a한국", at: CellPoint(column: 0, row: 0), Style())
    #expect(row(canvas) == "a한 ")
    #expect(end == 5)
  }

  @Test func wideGlyphIsCutWholeAtTheLeftEdge() {
    var canvas = Canvas(size: CellSize(columns: 4, rows: 1))
    canvas.write("한국", at: CellPoint(column: -1, row: 0), Style())
    #expect(row(canvas) == " 국 ")
  }

  @Test func overwritingHalfAWideGlyphBlanksTheOther() {
    var canvas = Canvas(size: CellSize(columns: 4, rows: 1))
    canvas.write("한국", at: CellPoint(column: 0, row: 0), Style())
    canvas.write("x", at: CellPoint(column: 1, row: 0), Style())
    #expect(row(canvas) == " x국")
    canvas.write("y", at: CellPoint(column: 2, row: 0), Style())
    #expect(row(canvas) == " xy ")
  }

  @Test func wideGlyphOverTheHalvesOfTwoOthers() {
    var canvas = Canvas(size: CellSize(columns: 4, rows: 1))
    canvas.write("한국", at: CellPoint(column: 0, row: 0), Style())
    canvas.write("日", at: CellPoint(column: 1, row: 0), Style())
    #expect(row(canvas) == " 日 ")
  }

  @Test func escapesAreDimAndTextStaysOutsideOtherRows() {
    var canvas = Canvas(size: CellSize(columns: 6, rows: 1))
    canvas.write("a\u{1b}", at: CellPoint(column: 0, row: 0), Style(.bright, on: .raised))
    canvas.write("b", at: CellPoint(column: 0, row: 1), Style())
    #expect(row(canvas) == "a\\x1b ")
    #expect(canvas[column: 0, row: 0].style == Style(.bright, on: .raised))
    #expect(canvas[column: 1, row: 0].style == Style(.dim, on: .raised))
  }

  @Test func writingStaysWithinARectangle() {
    var canvas = Canvas(size: CellSize(columns: 6, rows: 1))
    canvas.write(
      "abcdef", at: CellPoint(column: 0, row: 0), Style(),
      within: CellRect(column: 1, row: 0, columns: 3, rows: 1))
    #expect(row(canvas) == " bcd  ")
  }

  @Test func equalityIsOfWhatIsShown() {
    var one = Canvas(size: CellSize(columns: 2, rows: 1))
    var other = one
    one.write("e\u{301}", at: CellPoint(column: 0, row: 0), Style())
    other.write("o\u{301}", at: CellPoint(column: 0, row: 0), Style())
    #expect(one != other)
    other.write("e\u{301}", at: CellPoint(column: 0, row: 0), Style())
    #expect(one == other)
  }
}
