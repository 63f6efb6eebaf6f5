import Acoustics
import CellCanvas
import Explorer
import Foundation
import Labeling
import Testing

/// What the mouse does on each screen.
@Suite struct PointerTests {
  private static func state(_ mode: Mode = .browse, columns: Int = 120, rows: Int = 40) -> AppState
  {
    var state = TestLibrary.state(TestLibrary.library(60), columns: columns, rows: rows)
    if mode == .spectrogram { TestLibrary.press("Enter", &state) }
    if mode == .label { TestLibrary.press("g l", &state) }
    return state
  }

  @discardableResult
  private static func point(
    _ action: PointerInput.Action, _ column: Int, _ row: Int, _ state: inout AppState,
    control: Bool = false, alt: Bool = false
  ) -> [Effect] {
    let input = PointerInput(
      action, at: CellPoint(column: column, row: row), control: control, alt: alt)
    return TestLibrary.send(.pointer(input), to: &state)
  }

  private static func pull(
    _ from: (Int, Int), _ to: (Int, Int), _ state: inout AppState, alt: Bool = false
  ) {
    point(.press, from.0, from.1, &state, alt: alt)
    point(.drag, (from.0 + to.0) / 2, (from.1 + to.1) / 2, &state, alt: alt)
    point(.drag, to.0, to.1, &state, alt: alt)
    point(.release, to.0, to.1, &state, alt: alt)
  }

  @Test func aPressChoosesARowAndTwoOpenIt() {
    var state = Self.state()
    let list = state.layout.list
    Self.point(.press, list.column + 5, list.row + 4, &state)
    Self.point(.release, list.column + 5, list.row + 4, &state)
    #expect(state.browser.cursor == 3 && state.mode == .browse)
    Self.point(.press, list.column + 5, list.row + 4, &state)
    #expect(state.browser.cursor == 3 && state.mode == .spectrogram)
    TestLibrary.press("q", &state)
    Self.point(.press, list.column + 5, list.row, &state)
    #expect(state.browser.cursor == 3)
    state.now += 1
    Self.point(.press, list.column + 5, list.row + 4, &state)
    state.now += 1
    Self.point(.press, list.column + 5, list.row + 4, &state)
    #expect(state.mode == .browse)
  }

  @Test func theWheelMovesThroughTheList() {
    var state = Self.state()
    let list = state.layout.list
    for _ in 0..<4 { Self.point(.wheelDown, list.column, list.row + 2, &state) }
    #expect(state.browser.cursor == 12)
    Self.point(.wheelUp, list.column, list.row + 2, &state)
    #expect(state.browser.cursor == 9)
    for _ in 0..<40 { Self.point(.wheelDown, list.column, list.row + 2, &state) }
    #expect(state.browser.cursor == 59)
  }

  @Test(arguments: [Mode.browse, .spectrogram, .label])
  func aPressPutsTheCursorThere(mode: Mode) throws {
    var state = Self.state(mode)
    let picture = state.layout.picture
    for column in [0, 7, picture.columns / 2, picture.columns - 1] {
      Self.point(.press, picture.column + column, picture.row + 3, &state)
      Self.point(.release, picture.column + column, picture.row + 3, &state)
      #expect(state.column(ofSample: try #require(state.cursorSample)) == column)
    }
    let cursor = state.cursorSample
    Self.point(.press, picture.column + 2, state.layout.waveform.row, &state)
    #expect(state.cursorSample != cursor)
    #expect(state.selection == nil)
    #expect((state.viewport.cursorHertz == nil) == (mode == .browse))
  }

  @Test func aPullMarksTimeInBothDirections() throws {
    var state = Self.state(.spectrogram)
    let picture = state.layout.picture
    Self.pull(
      (picture.column + 10, picture.row + 2), (picture.column + 29, picture.row + 9), &state)
    let marked = try #require(state.selection)
    #expect(marked.hertz == nil)
    #expect(state.column(ofSample: marked.span.lowerBound) == 10)
    #expect(state.column(ofSample: marked.span.upperBound - 1) == 29)
    Self.pull(
      (picture.column + 29, picture.row + 2), (picture.column + 10, picture.row + 2), &state)
    #expect(state.selection == marked)
    Self.point(.press, picture.column + 40, picture.row + 2, &state)
    Self.point(.release, picture.column + 40, picture.row + 2, &state)
    #expect(state.selection == nil)
    Self.pull((picture.column + 30, picture.row + 2), (picture.column + 900, 900), &state)
    #expect(state.selection?.span.upperBound == state.clipSamples?.upperBound)
  }

  @Test func aPullWithAltMarksABox() throws {
    var state = Self.state(.spectrogram)
    let picture = state.layout.picture
    Self.pull(
      (picture.column + 10, picture.row + 4), (picture.column + 20, picture.row + 8), &state,
      alt: true)
    let hertz = try #require(state.selection?.hertz)
    let whole = try #require(state.visibleHertz)
    let step = (whole.upperBound - whole.lowerBound) / Float(picture.rows)
    #expect(abs(hertz.upperBound - (whole.upperBound - 4 * step)) < step)
    #expect(abs(hertz.lowerBound - (whole.upperBound - 9 * step)) < step)
    // Where a box was, the next pull makes a box too.
    Self.pull((picture.column + 5, picture.row + 1), (picture.column + 9, picture.row + 2), &state)
    #expect(state.selection?.hertz != nil)
    TestLibrary.press("1", &state)
    #expect(state.current?.regions.count == 1)
  }

  @Test func theWheelZoomsAroundThePointer() throws {
    var state = Self.state(.spectrogram)
    let picture = state.layout.picture
    let column = picture.columns / 4
    let whole = try #require(state.visibleSamples)
    let under = whole.lowerBound + whole.count * (2 * column + 1) / (2 * picture.columns)
    for _ in 0..<8 { Self.point(.wheelUp, picture.column + column, picture.row + 3, &state) }
    let visible = try #require(state.visibleSamples)
    #expect(visible.count < whole.count / 4)
    #expect(abs((state.column(ofSample: under) ?? -9) - column) <= 2)
    #expect(visible.contains(try #require(state.cursorSample)))
    let before = state.viewport.span
    Self.point(.wheelDown, picture.column + column, picture.row + 3, &state, alt: true)
    #expect(state.viewport.span?.count == before?.count && state.viewport.span != before)
    for _ in 0..<12 { Self.point(.wheelDown, picture.column + 3, picture.row + 3, &state) }
    #expect(state.viewport.span == nil)
    Self.point(.wheelUp, picture.column + 3, picture.row + 3, &state, control: true)
    #expect(state.viewport.span == nil && state.viewport.hertz != nil)
    let hertz = state.viewport.hertz
    Self.point(.wheelUp, state.layout.axis.column, picture.row + 3, &state)
    #expect(state.viewport.hertz != hertz)
  }

  @Test func theOverviewLeadsToAPart() throws {
    var state = Self.state(.spectrogram)
    TestLibrary.press("+ + +", &state)
    let overview = state.layout.overview
    try #require(overview.rows > 0)
    Self.pull((overview.column, overview.row), (overview.endColumn - 1, overview.row), &state)
    #expect(state.visibleSamples?.upperBound == state.clipSamples?.upperBound)
    Self.point(.press, overview.column, overview.row, &state)
    #expect(state.visibleSamples?.lowerBound == state.clipSamples?.lowerBound)
  }

  @Test func aPressPutsARegionInFocus() throws {
    var state = Self.state(.label)
    let picture = state.layout.picture
    for start in [5, 30] {
      Self.pull(
        (picture.column + start, picture.row), (picture.column + start + 9, picture.row), &state)
      TestLibrary.press("1", &state)
    }
    let regions = try #require(state.current?.regions)
    try #require(regions.count == 2)
    Self.point(.press, picture.column + 8, state.layout.lanes.row, &state)
    #expect(state.marking.region == regions[0].id)
    Self.point(.press, picture.column + 33, state.layout.lanes.row, &state)
    #expect(state.marking.region == regions[1].id)
    Self.point(.press, state.layout.regions.column + 4, state.layout.regions.row + 2, &state)
    #expect(state.marking.region == regions[0].id)
  }

  @Test func aTileOfTheSheetIsChosenAndOpened() {
    var state = Self.state()
    TestLibrary.press("g a", &state)
    #expect(state.mode == .sheet)
    let tile = state.sheetLayout.columns + 1
    let column = 24 + 4, row = state.sheetLayout.area.row + 9 + 3
    Self.point(.press, column, row, &state)
    #expect(state.browser.cursor == tile)
    Self.point(.wheelDown, column, row, &state)
    #expect(state.browser.cursor == tile + state.sheetLayout.columns)
    Self.point(.wheelUp, column, row, &state)
    state.now += 1
    Self.point(.press, column, row, &state)
    Self.point(.press, column, row, &state)
    #expect(state.mode == .spectrogram && state.browser.cursor == tile)
  }

  @Test func whatLiesOnTopGetsTheMouse() {
    var state = Self.state()
    TestLibrary.press("?", &state)
    Self.point(.wheelDown, 50, 10, &state)
    #expect(state.overlay == .help(.browse, scroll: 3))
    Self.point(.press, 50, 10, &state)
    #expect(state.overlay == nil && state.browser.cursor == 0)
    state.themes = ["midnight", "paper"]
    TestLibrary.press(", t", &state)
    let text = screen(for: state)
    let row = (0..<40).first { PlainText.row(text.canvas, $0).contains("paper") }
    Self.point(.press, 120 - 44, row ?? 0, &state)
    #expect(state.theme == "paper")
    TestLibrary.press("Esc :", &state)
    TestLibrary.type("go-s", &state)
    let box = screen(for: state)
    let line = (0..<40).first { PlainText.row(box.canvas, $0).contains("go-spectrogram") }
    Self.point(.press, 40, line ?? 0, &state)
    #expect(state.mode == .spectrogram && state.prompt == nil)
  }

  /// Whatever a mouse does anywhere, in any mode and size, nothing breaks.
  @Test func everyCellIsSafe() {
    var random = IDSource(seed: 5)
    let actions: [PointerInput.Action] = [.press, .drag, .release, .wheelUp, .wheelDown]
    for size in [(60, 16), (80, 24), (120, 40)] {
      for mode in Mode.allCases {
        for count in [0, 12] {
          var state = TestLibrary.state(
            TestLibrary.library(count), columns: size.0, rows: size.1)
          state.mode = mode
          for _ in 0..<60 {
            let input = PointerInput(
              actions[Int.random(in: 0..<5, using: &random)],
              at: CellPoint(
                column: Int.random(in: 0..<size.0 + 9, using: &random),
                row: Int.random(in: 0..<size.1 + 9, using: &random)),
              control: Bool.random(using: &random), alt: Bool.random(using: &random))
            TestLibrary.send(.pointer(input), to: &state)
          }
          _ = screen(for: state)
        }
      }
    }
  }
}

extension PlainText {
  /// A row of a canvas as text.
  fileprivate static func row(_ canvas: Canvas, _ row: Int) -> String {
    let text = render(canvas, images: [], palette: Palette())
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.indices.contains(row) ? String(lines[row]) : ""
  }
}
