import CellCanvas
import Explorer
import Foundation
import Labeling
import Testing

@Suite struct ModelScreenTests {
  @Test(arguments: [(60, 16), (80, 24), (120, 40), (200, 50)])
  func browse(size: (Int, Int)) {
    var state = TestModel.state(TestLibrary.library(60), columns: size.0, rows: size.1)
    TestLibrary.press("] p", &state)
    Golden.expect(state, "model-browse-\(size.0)x\(size.1)")
  }

  @Test func scoresThatAreNotCalibratedAreNoPercentages() {
    let card = ModelCard(
      id: "id", name: "raw", labels: TestModel.labels, isCalibrated: false,
      architecture: "conv", parameterCount: 1, sampleRate: 8000, seconds: 1, frontEnd: "",
      source: "raw")
    let state = TestModel.state(TestLibrary.library(60), card: card)
    let picture = screen(for: state)
    let text = PlainText.render(picture.canvas, images: [], palette: Palette())
    #expect(text.contains("  not calibrated"))
    #expect(!text.contains("97 %"))
  }

  @Test(arguments: [(80, 24), (120, 40)])
  func matrix(size: (Int, Int)) {
    var state = TestModel.state(TestLibrary.library(60), columns: size.0, rows: size.1)
    TestLibrary.press("g c", &state)
    Golden.expect(state, "confusion-\(size.0)x\(size.1)")
  }

  @Test func matrixWithManyClasses() {
    let many = (1...40).map { "label number \($0)" }
    let card = ModelCard(
      id: "id", name: "many", labels: many, isCalibrated: true, architecture: "conv",
      parameterCount: 1, sampleRate: 8000, seconds: 1, frontEnd: "", source: "many")
    var state = TestModel.state(
      TestLibrary.library(200, labels: many), columns: 80, rows: 24, card: card)
    TestLibrary.press("g c j j j j l l l", &state)
    Golden.expect(state, "confusion-many")
  }

  @Test func matrixWithoutColors() {
    var state = TestModel.state(TestLibrary.library(60), columns: 80, rows: 24)
    state.colorMode = .mono
    TestLibrary.press("g c s", &state)
    Golden.expect(state, "confusion-mono")
  }

  @Test(arguments: [(80, 24), (120, 40)])
  func training(size: (Int, Int)) {
    Golden.expect(
      TrainingTests.running(12, columns: size.0, rows: size.1), "training-\(size.0)x\(size.1)")
  }

  @Test func beforeATraining() {
    var state = TestModel.state(TestLibrary.library(60), columns: 80, rows: 24)
    TestLibrary.press("g t", &state)
    Golden.expect(state, "training-none")
  }

  @Test(arguments: [(80, 24), (120, 40)])
  func modelInput(size: (Int, Int)) throws {
    var state = TestModel.state(TestLibrary.library(60), columns: size.0, rows: size.1)
    TestLibrary.press("V f", &state)
    let clip = try #require(state.current)
    let values = (0..<50 * 40).map { place -> Float in
      let frame = Double(place / 40)
      let bin = Double(place % 40)
      return Float(sin(frame * 0.3) + cos(bin * 0.2))
    }
    let input = ModelInput(
      clip: ClipToJudge(clip), model: "id", frames: 50, bins: 40, values: values, windowCount: 1)
    TestLibrary.send(.arrived(.model(.input(input))), to: &state)
    Golden.expect(state, "model-input-\(size.0)x\(size.1)")
  }

  @Test func barsStayWhereALongNameOfAClassIs() {
    let labels = TestModel.labels + ["_silence_", "_unknown_"]
    let card = ModelCard(
      id: "id", name: "digits", labels: labels, isCalibrated: true, architecture: "conv",
      parameterCount: 1, sampleRate: 8000, seconds: 1, frontEnd: "", source: "digits")
    for columns in [110, 120, 200] {
      var state = TestModel.state(TestLibrary.library(12), columns: columns, rows: 40, card: card)
      var places: Set<Int> = []
      for _ in 0..<3 {
        let rows = PlainText.render(screen(for: state).canvas, images: [], palette: Palette())
          .split(separator: "\n", omittingEmptySubsequences: false)
        let bar = rows.first { $0.contains("96 %") || $0.contains("95 %") && $0.contains("━") }
        if let start = bar.flatMap({ $0.firstIndex(of: "━") }) {
          places.insert((bar ?? "").distance(from: (bar ?? "").startIndex, to: start))
        }
        TestLibrary.press("j", &state)
      }
      #expect(places.count == 1, "\(columns)")
    }
  }

  @Test func theCursorIsOnAValueOfTheInput() throws {
    var state = TestModel.state(TestLibrary.library(60))
    TestLibrary.press("g s V f", &state)
    let clip = try #require(state.current)
    let values = (0..<50 * 40).map { Float($0 % 40 == 17 ? 3 : 1) }
    let input = ModelInput(
      clip: ClipToJudge(clip), model: "id", frames: 50, bins: 40, values: values, windowCount: 1,
      seconds: 1, clipOnset: 0)
    TestLibrary.send(.arrived(.model(.input(input))), to: &state)
    func text() -> String {
      PlainText.render(screen(for: state).canvas, images: [], palette: Palette())
    }
    #expect(text().contains("frame 20   bin 17   3.00"))
    #expect(text().contains("the same values, bit for bit"))
    TestLibrary.press("S-Up", &state)
    #expect(text().contains("frame 20   bin 18   1.00"))
    #expect(text().contains("frame 20, bin 18: 1.00"))
    TestLibrary.press("S-Down S-Down", &state)
    #expect(text().contains("bin 16"))
    TestLibrary.press(", l", &state)
    #expect(text().contains("highest in bin 17: 3.00"))
  }

  @Test func anInputThatIsTallerThanTheWindowIsScrolled() throws {
    var state = TestModel.state(TestLibrary.library(60), columns: 80, rows: 24)
    TestLibrary.press("V f", &state)
    let clip = try #require(state.current)
    let values = (0..<50 * 40).map { Float($0 % 40 == 17 ? 3 : 1) }
    let input = ModelInput(
      clip: ClipToJudge(clip), model: "id", frames: 50, bins: 40, values: values, windowCount: 1,
      seconds: 1, clipOnset: 0)
    TestLibrary.send(.arrived(.model(.input(input))), to: &state)
    func text() -> String {
      PlainText.render(screen(for: state).canvas, images: [], palette: Palette())
    }
    #expect(text().contains("; bins 0–27"))
    #expect(text().contains("highest in bin 17: 3.00"))
    TestLibrary.press("K", &state)
    #expect(text().contains("bins 7–34"))
    TestLibrary.press("K K K", &state)
    #expect(text().contains("bins 12–39"))
    TestLibrary.press("J J J J", &state)
    #expect(text().contains("bins 0–27"))
  }

  @Test func windowsOfALongRecording() throws {
    let id = ID<Clip>(row: 1)
    let recording = Recording(
      id: ID(row: 1), path: RecordingPath("long.wav"), sampleRate: 8000, sampleCount: 8000,
      channelCount: 1, state: .ready)
    let library = Library(
      clips: [Clip(id: id, recording: recording)], labels: LabelSet(TestModel.labels))
    let card = ModelCard(
      id: "id", name: "digits", labels: TestModel.labels, isCalibrated: true,
      architecture: "ds-cnn-t", parameterCount: 1, sampleRate: 8000, seconds: 0.1, frontEnd: "",
      source: "digits")
    var state = TestModel.state(library, columns: 120, rows: 40, card: card)
    let sent = TestLibrary.press("g l", &state)
    let clip = try #require(state.current)
    let grid = WindowGrid(samples: 0..<8000, rate: 8000, seconds: 0.1)
    #expect(grid.count == 19 && grid.span(of: 18) == 7200..<8000)
    let wish = WindowWish(clip: ClipToJudge(clip), grid: grid, focus: 8, seen: 0..<19)
    #expect(sent.contains(.model(.windows(wish))))
    TestLibrary.send(.arrived(.model(.windows(TestModel.heard(of: clip)))), to: &state)
    Golden.expect(state, "label-windows")
    TestLibrary.press("Home y", &state)
    let region = try #require(state.current?.regions.first)
    #expect(region.label == "one")
    #expect(region.span == 0..<1000)
    #expect(region.origin == .accepted(model: "digits"))
  }

  /// Whatever the size, nothing leaves the window.
  @Test func everySizeIsDrawn() {
    for columns in stride(from: 60, through: 220, by: 23) {
      for rows in stride(from: 16, through: 60, by: 11) {
        var state = TestModel.state(TestLibrary.library(30), columns: columns, rows: rows)
        for keys in ["g c", "s", "g t", "Enter", "g s", "V f", "g l", "g b", "f", "Esc"] {
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
}
