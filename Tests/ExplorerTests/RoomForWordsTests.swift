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

  @Test func keysStandBesideWhatTheyDo() {
    var state = state(60, 16)
    TestLibrary.press("Enter", &state)
    state.notice = Notice(
      "The pane has no room here: three of four are shown.", "Vk Vj move, Vx removes",
      at: TestLibrary.start)
    let shown = rows(state)
    #expect(shown[14].contains("no room here:   "), "\(shown)")
    #expect(shown[15].contains(" three of four are shown. Vk Vj move, Vx removes "))
  }

  @Test func whatCannotBeShownLeavesKeysAndTheEndOfItsName() {
    let name = String(repeating: "0f3a", count: 20) + ".flac"
    var library = TestLibrary.library(2, names: [name])
    var recording = library.clips[0].recording
    recording.state = .unreadable("Cannot read \(name): it holds no sound; record it again")
    library.update([recording])
    for (columns, height) in [(60, 16), (80, 24), (120, 40)] {
      let state = TestLibrary.state(library, columns: columns, rows: height)
      let text = rows(state)
      #expect(text.contains { $0.contains("…") && $0.hasSuffix(".flac") }, "\(columns)")
      #expect(text.joined().contains("j and k go to"), "\(columns)")
    }
  }

  @Test func aListWithoutRegionsSaysHowOneIsMade() {
    var state = state(120, 40)
    TestLibrary.press("g l", &state)
    let text = rows(state).joined(separator: "\n")
    #expect(text.contains("None yet.") && text.contains("[ and ] mark a part, then"))
    state.access = .readOnly(Failure(what: "x"))
    #expect(!rows(state).joined().contains("mark a part"))
  }

  @Test func theOverviewSaysWhenTheClipEnds() {
    var state = state(80, 24)
    TestLibrary.press("g l", &state)
    #expect(rows(state)[4].hasSuffix("━ 1.000 s"))
    TestLibrary.press("g s V m", &state)
    #expect(rows(state)[4].hasSuffix("━ 1.000 s"))
  }

  @Test func whatNobodySaidHasNoTimeOfSaying() throws {
    var library = TestLibrary.library(1)
    let clip = library.clips[0]
    for annotation in clip.annotations { library.apply(.remove(annotation)) }
    library.apply(
      .add(
        Annotation(
          id: UUID(), clip: clip.id, label: "one", origin: .folder, annotator: "",
          created: TestLibrary.start)))
    var state = TestLibrary.state(library, columns: 80, rows: 24)
    TestLibrary.press("I", &state)
    let text = rows(state).joined(separator: "\n")
    #expect(text.contains("by          nobody yet") && text.contains("read        2023-"))
    #expect(!text.contains("when "))
  }

  @Test func littleBesideABoxIsNothing() {
    for keys in ["?", ":", "g h"] {
      var state = state(80, 24)
      state.colorMode = .mono
      TestLibrary.press(keys, &state)
      for row in rows(state) where row.contains("│") || row.contains("╭") {
        guard let start = row.firstIndex(where: { "│╭╰".contains($0) }) else { continue }
        let beside = row[..<start]
        #expect(beside.count > 5 || beside.allSatisfy { $0 == " " }, "\(row)")
      }
    }
  }

  @Test func aRulerOfCoefficientsHasTwoNumbersInFewRows() {
    var state = state(80, 24)
    TestLibrary.press("Enter V m V a V m V a V e", &state)
    let layout = state.layout
    for rect in [layout.picture] + layout.panes.prefix(1) {
      let ticks = rows(state)[rect.row..<rect.endRow].filter { $0.contains("╴") }
      #expect(ticks.count >= 2, "\(rect.rows) rows: \(ticks)")
    }
  }

  @Test func labelKeysWithoutRoomLeaveASign() {
    let labels = (1...10).map { "label \($0)" }
    var state = TestLibrary.state(TestLibrary.library(10, labels: labels), columns: 60, rows: 16)
    TestLibrary.press("g v", &state)
    let shown = rows(state).first { $0.contains("1 l") } ?? ""
    #expect(shown.hasSuffix("…") && !shown.contains("0 l"), "\(shown)")
  }

  @Test func barsAreEmptyWithoutColorsToo() {
    var state = state(80, 24, 9)
    state.colorMode = .mono
    #expect(rows(state)[0].contains("━·") || rows(state)[0].contains("╸·"))
    #expect(!rows(state)[0].contains("─"))
  }
}
