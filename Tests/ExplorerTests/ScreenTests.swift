import CellCanvas
import Explorer
import Foundation
import Labeling
import Testing

@Suite struct ScreenTests {
  @Test(arguments: [(60, 16), (80, 24), (120, 40), (200, 50)])
  func browse(size: (Int, Int)) {
    let state = TestLibrary.state(TestLibrary.library(60), columns: size.0, rows: size.1)
    Golden.expect(state, "browse-\(size.0)x\(size.1)")
  }

  @Test(arguments: [(60, 16), (80, 24), (120, 40)])
  func picture(size: (Int, Int)) {
    var state = TestLibrary.state(TestLibrary.library(5), columns: size.0, rows: size.1)
    TestLibrary.press("Enter + + l l", &state)
    Golden.expect(state, "spectrogram-\(size.0)x\(size.1)")
  }

  @Test(arguments: ClipView.ofSound)
  func views(view: ClipView) {
    var state = TestLibrary.state(TestLibrary.library(5), columns: 80, rows: 24)
    let key: Character =
      switch view {
      case .waveform: "w"
      case .spectrogram: "s"
      case .mel: "p"
      case .mfcc: "m"
      case .delta: "d"
      case .input: "f"
      case .multitaper: "t"
      case .reassigned: "r"
      case .bark: "b"
      case .erb: "B"
      case .cqt: "q"
      case .chroma: "C"
      case .hpss: "h"
      case .percussive: "u"
      }
    TestLibrary.press("V \(key)", &state)
    #expect(state.viewport.view == view)
    Golden.expect(state, "view-\(view.rawValue)")
  }

  @Test(arguments: [(60, 16), (120, 40), (200, 50)])
  func deltas(size: (Int, Int)) {
    var state = TestLibrary.state(TestLibrary.library(5), columns: size.0, rows: size.1)
    TestLibrary.press("V d l l l", &state)
    Golden.expect(state, "delta-\(size.0)x\(size.1)")
  }

  @Test(arguments: [(80, 24), (120, 40)])
  func help(size: (Int, Int)) {
    var state = TestLibrary.state(TestLibrary.library(5), columns: size.0, rows: size.1)
    TestLibrary.press("?", &state)
    Golden.expect(state, "help-\(size.0)x\(size.1)")
  }

  @Test func facts() {
    var state = TestLibrary.state(TestLibrary.library(5), columns: 80, rows: 24)
    TestLibrary.press("I", &state)
    Golden.expect(state, "facts")
  }

  @Test func typingALabel() {
    var state = TestLibrary.state(TestLibrary.library(5), columns: 80, rows: 24)
    TestLibrary.press("e", &state)
    TestLibrary.type("t", &state)
    TestLibrary.press("Tab", &state)
    Golden.expect(state, "type-label")
  }

  @Test func namesOfAnyScript() {
    let names = [
      "한국어_녹음.wav", "\u{1112}\u{1161}\u{11ab}.wav", "日本語の長い名前の録音ファイル_0001.wav",
      "e\u{301}te\u{301}.wav", "שלום.wav", "\u{1b}[31mred.wav", "new\nline.wav",
      "\u{202e}gpj.wav", "👩‍🚒.wav",
    ]
    let state = TestLibrary.state(
      TestLibrary.library(9, labels: ["하나", "zwei"], names: names), columns: 80, rows: 24)
    Golden.expect(state, "names")
  }

  @Test func nothingToShow() {
    Golden.expect(TestLibrary.state(Library(), columns: 80, rows: 24), "empty")
    var state = TestLibrary.state(TestLibrary.library(4), columns: 80, rows: 24, pictures: false)
    if let key = state.currentKey {
      let failure = Failure(
        what: "Cannot read one.wav",
        why: "it ends after 44 bytes, its header promises 16 044", remedy: "record it again")
      TestLibrary.send(.arrived(.picture(key, .failed(failure))), to: &state, pictures: false)
    }
    Golden.expect(state, "unreadable")
  }

  @Test(arguments: [(59, 16), (60, 15), (20, 4), (1, 1)])
  func tooSmall(size: (Int, Int)) {
    let state = TestLibrary.state(TestLibrary.library(3), columns: size.0, rows: size.1)
    let picture = screen(for: state)
    #expect(picture.images.isEmpty)
    let text = PlainText.render(picture.canvas, images: [], palette: Palette())
    #expect(size.0 < 40 || text.contains("earmark needs 60x16, this is \(size.0)x\(size.1)"))
  }

  /// Whatever the size, parts neither overlap nor leave the window.
  @Test func everySizeIsDrawn() {
    let library = TestLibrary.library(30)
    for columns in stride(from: 60, through: 220, by: 23) {
      for rows in stride(from: 16, through: 60, by: 11) {
        var state = TestLibrary.state(library, columns: columns, rows: rows)
        for keys in ["?", "Esc", "Enter", "I", "Esc", "V w", "q", "e"] {
          TestLibrary.press(keys, &state)
          let picture = screen(for: state)
          for image in picture.images {
            #expect(image.cells.count == image.rect.columns * image.rect.rows)
            #expect(image.rect.endColumn <= columns && image.rect.endRow <= rows)
          }
        }
      }
    }
  }

  @Test func manyLabelsAndNone() {
    let many = (1...300).map { "label number \($0)" }
    Golden.expect(
      TestLibrary.state(TestLibrary.library(400, labels: many), columns: 80, rows: 24), "labels-300"
    )
    Golden.expect(
      TestLibrary.state(TestLibrary.library(3, labels: []), columns: 80, rows: 24), "labels-none")
  }
}
