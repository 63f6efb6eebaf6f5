import CellCanvas
import Explorer
import Foundation
import Labeling
import Testing

/// Words on small screens: they go on where there is room, or leave whole.
@Suite struct RoomForWordsTests {
  private func rows(_ state: AppState) -> [String] {
    PlainText.render(screen(for: state).canvas, images: [], palette: Palette())
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private func state(_ columns: Int, _ rows: Int, _ count: Int = 5) -> AppState {
    TestLibrary.state(TestLibrary.library(count), columns: columns, rows: rows)
  }

  @Test(arguments: [
    ("No zero crossing before the other edge.", "Z for another"),
    ("Only the peaks of each spectrum are shown.", ""),
    ("Pane 4 of 4: onset strength.", "Vk Vj move, Vx removes"),
    ("9:99 is no time.", ":go 1:23.4, :go 83.4, :go +5, :go 50 %"),
    ("Wrote /a/folder/of/somebody/long/name/recording_7.png.", ""),
  ])
  func aMessageGoesOnBelow(what: String, rest: String) {
    for size in [(60, 16), (80, 24)] {
      var state = state(size.0, size.1)
      TestLibrary.press("Enter", &state)
      state.notice = Notice(what, rest, at: TestLibrary.start)
      let shown = rows(state).suffix(3).joined(separator: " ")
      for word in (what + " " + rest).split(separator: " ") {
        #expect(shown.contains(word), "\(word) at \(size)")
      }
      #expect(!shown.contains("…") && shown.contains("? help"))
    }
  }

  @Test func aMessageThatFitsLeavesTheKeys() {
    var state = state(80, 24)
    state.notice = Notice("Undone.", "Ctrl-R does it again", at: TestLibrary.start)
    let shown = rows(state)
    #expect(shown[22].contains("Undone. Ctrl-R does it again") && shown[23].contains("Space play"))
    // A box over the screen keeps its keys.
    TestLibrary.press("?", &state)
    state.notice = Notice(
      String(repeating: "word ", count: 20), "and more", at: TestLibrary.start)
    #expect(rows(state)[23].contains("Esc close") && rows(state)[22].contains("…"))
  }

  @Test func theCursorIsReadInTheSmallestWindow() {
    var state = state(60, 16)
    TestLibrary.press("Enter", &state)
    state.saving.fromElsewhere = 1_000_000
    let status = rows(state)[14]
    #expect(status.contains(" dB ") && status.contains("Hz") && status.contains("✓ saved"))
  }

  @Test func aQuestionStaysWhole() {
    var state = state(60, 16)
    state.prompt = Prompt(.replace(name: "a_recording_of_no_small_length.png"))
    #expect(rows(state)[14].contains("a_recording_of_no_small_length.png is there."))
    #expect(rows(state)[15].contains("r replace it"))
  }

  @Test func allFactsHaveRoom() {
    for size in [(60, 16), (80, 24)] {
      var state = state(size.0, size.1)
      TestLibrary.press("I", &state)
      let text = rows(state).joined(separator: "\n")
      for caption in ["path", "duration", "samples", "rate", "channels", "peak", "label", "when"] {
        #expect(text.contains(caption + " "), "\(caption) at \(size)")
      }
    }
  }

  @Test func whatIsWrongWithAFileIsToldWhole() {
    var library = TestLibrary.library(1, names: ["a.wav"])
    let sentence =
      "Cannot read a.wav: its header is whole, but no samples follow; copy or record it again"
    var recording = library.clips[0].recording
    recording.state = .unreadable(sentence)
    library.update([recording])
    var state = TestLibrary.state(library, columns: 80, rows: 24)
    #expect(rows(state).contains { $0.hasSuffix("✗ Cannot read a.wav") })
    #expect(rows(state).contains { $0.contains("Copy or record it again.") })
    TestLibrary.press("I", &state)
    let text = rows(state).joined(separator: "\n")
    #expect(text.contains("but no samples") && text.contains("copy or record it again"))
  }

  @Test func nothingIsLeftOfWordsBesideWhatIsOffered() {
    for size in [(60, 16), (80, 24)] {
      var state = state(size.0, size.1)
      TestLibrary.press("e", &state)
      let list = state.layout.list.columns
      let row = rows(state)[size.1 - 3]
      #expect(row.hasPrefix("  four") && [nil, " "].contains(row.dropFirst(list).first), "\(row)")
      TestLibrary.type("f", &state)
      #expect(rows(state)[size.1 - 3].hasSuffix("Tab takes an old one."))
    }
  }

  @Test func offersHaveLinesWhereThereAreFewColors() {
    var state = state(80, 24)
    state.colorMode = .mono
    TestLibrary.press("e", &state)
    #expect(rows(state).contains { $0.hasPrefix("─────") && $0.contains("┐") })
  }

  @Test func hertzHaveThreeTicksInFewRows() {
    var state = state(60, 16)
    TestLibrary.press("z f", &state)
    for _ in 0..<6 {
      #expect(rows(state).filter { $0.contains("╴") }.count >= 3)
      TestLibrary.press("K", &state)
    }
  }

  @Test func aPointIsAPlace() {
    var state = state(80, 24)
    TestLibrary.press("g l * t w o Enter", &state)
    let text = rows(state).joined(separator: "\n")
    #expect(text.contains("point") && !text.contains("0.0 ms") && !text.contains("0.400–0.400"))
  }

  @Test func helpBeginsWithTheReview() {
    var state = state(80, 24)
    TestLibrary.press("Q", &state)
    TestLibrary.type("random", &state)
    TestLibrary.press("Enter ?", &state)
    let shown = rows(state)
    #expect(shown.contains { $0.contains("keys in review") })
    let headings = ["review ─", "move ─"].map { word in
      shown.firstIndex { $0.contains(word) && !$0.contains("keys in") } ?? .max
    }
    #expect(headings[0] < headings[1])
  }

  @Test func theHistorySaysWhatWasDoneInAnyWindow() {
    var state = state(60, 16)
    TestLibrary.press("g h", &state)
    let line = HistoryLine(
      number: 1, at: TestLibrary.start, author: "ada", kind: .undo, summary: "no → yes",
      clips: [ID(row: 1)], labels: ["yes"], isUndone: false)
    TestLibrary.send(.arrived(.history([line], isLast: true)), to: &state)
    #expect(rows(state).contains { $0.contains("undo: no → yes") && $0.contains("ada") })
  }

  @Test func numbersAndOnsetsOfRegionsStandApart() throws {
    let recording = Recording(
      id: ID(row: 1), path: RecordingPath("long.wav"), sampleRate: 8000, sampleCount: 8000 * 900,
      channelCount: 1, state: .ready)
    let regions = (0..<300).map { place in
      Annotation(
        id: UUID(), clip: ID(row: 1), span: place * 24_000..<place * 24_000 + 4000, label: "one",
        origin: .person, annotator: "ada", created: TestLibrary.start)
    }
    let library = Library(
      clips: [Clip(id: ID(row: 1), recording: recording, annotations: regions)],
      labels: LabelSet(["one"]))
    // Before its picture comes the cursor lies where it does in 15 minutes: at 6.
    var state = TestLibrary.state(library, pictures: false)
    for key in "gl" {
      TestLibrary.send(.key(KeyChord(.character(key))), to: &state, pictures: false)
    }
    #expect(rows(state).contains { $0.contains(" 121  6:00.000   500  1 one") })
  }
}
