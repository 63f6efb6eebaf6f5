import CellCanvas
import Explorer
import Labeling
import Testing

/// Every view can be written to a file, and what a format makes no sense of is refused.
@Suite struct ExportEverywhereTests {
  /// A state in each of the views that are no picture of one clip.
  private static func state(_ view: String) -> AppState {
    switch view {
    case "live": return TestSound.state(120, 40)
    case "training": return TrainingTests.running(5)
    default:
      var state = TestModel.state(TestLibrary.library(30))
      switch view {
      case "sheet": TestLibrary.press("g a", &state)
      case "confusion": TestLibrary.press("g c", &state)
      case "pair": TestLibrary.press("Enter V c", &state)
      case "input":
        TestLibrary.press("Enter", &state)
        TestLibrary.press("V f", &state)
        if let clip = state.current {
          let input = ModelInput(
            clip: ClipToJudge(clip), model: "id", frames: 3, bins: 2,
            values: [0, 1, 0.5, -1, 2, 3], windowCount: 1, seconds: 1, clipOnset: 0)
          TestLibrary.send(.arrived(.model(.input(input))), to: &state)
        }
      default: TestLibrary.press("Enter V a V e", &state)
      }
      return state
    }
  }

  @Test(arguments: [
    ("sheet", "sheet.png"), ("confusion", "confusion.png"), ("live", "live.png"),
    ("training", "training.png"), ("input", "one_speaker_0-input.png"),
    ("pair", "one_speaker_0.png"), ("panes", "one_speaker_0.png"),
  ])
  func everyViewIsWritten(view: String, offered: String) throws {
    var state = Self.state(view)
    TestLibrary.press("E", &state)
    #expect(state.prompt?.kind == .export && state.prompt?.line == offered)
    TestLibrary.press("Esc", &state)
    for ending in ["png", "svg", "ansi", "txt"] {
      let written = try #require(ExportTests.export("x." + ending, &state), "\(view) \(ending)")
      let text = ExportTests.text(written.screen)
      #expect(text.contains { $0.isLetter })
      // What is typed and the keys are none of the view.
      #expect(!text.contains("x." + ending) && !text.contains("? help"))
      let rows = written.screen.canvas.size.rows
      #expect(written.screen.images.allSatisfy { $0.rect.endRow <= rows })
    }
    #expect(state.notice == nil || state.notice?.kind == .message)
  }

  @Test func bothClipsOfAPairAreInIt() throws {
    var state = Self.state("pair")
    let written = try #require(ExportTests.export("x.png", &state))
    let text = ExportTests.text(written.screen)
    #expect(text.contains("one_speaker_0") && text.contains("│"))
    let pictures = written.screen.images.filter { $0.rect.rows > 4 }
    #expect(pictures.count == 2)
  }

  @Test func valuesAreWrittenWhereThereAreAny() throws {
    var input = Self.state("input")
    #expect(
      ExportTests.export("x.csv", &input)?.table
        == "frame,bin 0,bin 1\n0,0.0,1.0\n1,0.5,-1.0\n2,2.0,3.0\n")
    var matrix = Self.state("confusion")
    let table = try #require(ExportTests.export("x.csv", &matrix)?.table)
    let lines = table.split(separator: "\n")
    #expect(lines.first == "label,one,two,three,four" && lines.count == 5)
    let counted = lines.dropFirst().flatMap { $0.split(separator: ",").dropFirst() }
      .compactMap { Int($0) }.reduce(0, +)
    #expect(counted == matrix.confusion.total)
    var pair = Self.state("pair")
    #expect(ExportTests.export("x.csv", &pair)?.picture != nil)
  }

  @Test(arguments: [
    ("sheet", "A sheet of pictures is no table.", "gs opens a clip"),
    ("live", "Live sound is no table.", "a sound that is kept"),
    ("training", "The curves are no table.", "earmark train --help"),
  ])
  func aTableOfWhatIsNoneIsRefusedWithAWayOut(view: String, what: String, way: String) {
    var state = Self.state(view)
    #expect(ExportTests.export("x.csv", &state) == nil)
    #expect(state.notice?.kind == .refusal && state.notice?.what == what)
    #expect(state.notice?.rest.contains(way) == true)
    #expect(state.notice?.rest.contains(".png and .svg write") == true)
  }

  @Test func anInputThatIsNotThereYetIsRefused() {
    var state = TestModel.state(TestLibrary.library(3))
    TestLibrary.press("Enter", &state)
    TestLibrary.press("V f", &state)
    #expect(state.viewport.view == .input)
    TestLibrary.press("E", &state)
    #expect(state.prompt == nil && state.notice?.kind == .refusal)
    #expect(state.notice?.what.contains("There is no input of a model") == true)
  }
}
