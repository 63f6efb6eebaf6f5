import CellCanvas
import Explorer
import Labeling
import Testing

/// What a model says of recordings that are longer than what it hears.
@Suite struct LongRecordingTests {
  /// A recording of a second, and a model that hears a tenth of it; four regions.
  private func state(
    _ keys: String = "g s", hearing: ModelHearing = .middle, labels: [String] = TestModel.labels,
    columns: Int = 120, rows: Int = 40
  ) throws -> AppState {
    let recording = Recording(
      id: ID(row: 1), path: RecordingPath("long.wav"), sampleRate: 8000, sampleCount: 8000,
      channelCount: 1, state: .ready)
    let library = Library(
      clips: [Clip(id: ID(row: 1), recording: recording)], labels: LabelSet(TestModel.labels))
    let card = ModelCard(
      id: "id", name: "digits", labels: labels, isCalibrated: true, architecture: "ds-cnn-t",
      parameterCount: 1, sampleRate: 8000, seconds: 0.1, frontEnd: "", source: "digits",
      hearing: hearing)
    var state = TestModel.state(library, columns: columns, rows: rows, card: card)
    TestLibrary.press(keys, &state)
    let clip = try #require(state.current)
    TestLibrary.send(
      .arrived(.model(.windows(TestModel.heard(of: clip, labels: labels)))), to: &state)
    return state
  }

  private func text(_ state: AppState) -> String {
    PlainText.render(screen(for: state).canvas, images: [], palette: Palette())
  }

  @Test(arguments: ["g s", "g l"])
  func oneKeyTakesTheRegionUnderTheCursorAndNoLabel(keys: String) throws {
    var state = try state(keys)
    TestLibrary.press("Home", &state)
    #expect(text(state).contains("› one 90 %"))
    #expect(text(state).contains("y take"))
    TestLibrary.press("y", &state)
    let region = try #require(state.current?.regions.first)
    #expect(region.span == 0..<1000)
    #expect(region.label == "one")
    #expect(state.current?.label == nil)
    // Beside the regions nothing is taken.
    TestLibrary.press("End y", &state)
    #expect(state.current?.regions.count == 1)
    #expect(state.current?.label == nil)
    #expect(state.notice?.what == "digits hears nothing under the cursor.")
  }

  @Test func aLongRecordingHasNoLabelToTakeInTheList() throws {
    var state = try state("g b")
    let clip = try #require(state.current)
    #expect(state.model.verdict(on: clip) == nil)
    #expect(text(state).contains("hears 0.1 s at a time"))
    let sent = TestLibrary.press("y", &state)
    #expect(sent.isEmpty)
    #expect(state.notice?.what.contains("in gl, y takes what it hears") == true)
    #expect(state.current?.label == nil)
  }

  @Test func aLabelledOneIsToldThatItsMiddleAloneWasHeard() throws {
    var state = try state("g b 2 k")
    let clip = try #require(state.current)
    #expect(clip.label == "two")
    #expect(state.model.verdict(on: clip) == .differs)
    #expect(text(state).contains("middle 0.1 s only"))
    TestLibrary.press("y", &state)
    #expect(state.current?.label == "two")
  }

  @Test func whatIsHeardAllOverIsLabelledAsAWhole() throws {
    var state = try state("g s", hearing: .spread(20))
    TestLibrary.press("y", &state)
    #expect(state.current?.label == "one")
    #expect(state.current?.regions.isEmpty == true)
  }

  @Test func silenceAndWhatIsUnknownAreNoLabels() throws {
    var state = try state("g s", labels: ["_unknown_", "_silence_", "one", "two"])
    TestLibrary.press("Home y", &state)
    #expect(state.current?.regions.isEmpty == true)
    #expect(state.notice?.what == "digits says _unknown_ here, which is no label.")

    let card = ModelCard(
      id: "id", name: "commands", labels: ["_unknown_", "one"], isCalibrated: true,
      architecture: "conv", parameterCount: 1, sampleRate: 8000, seconds: 1, frontEnd: "",
      source: "commands")
    var short = TestLibrary.state(TestLibrary.library(3))
    TestLibrary.send(.arrived(.model(.loaded(card))), to: &short)
    TestLibrary.send(
      .arrived(.model(.recalled(model: "id", [ID(row: 3): Prediction(scores: [0.95, 0.05])]))),
      to: &short)
    TestLibrary.press("j j", &short)
    let clip = try #require(short.current)
    #expect(clip.label == nil)
    #expect(short.model.verdict(on: clip) == .unsure)
    TestLibrary.press("y", &short)
    #expect(short.current?.label == nil)
    #expect(short.notice?.what == "The model says _unknown_, which is no label.")
  }

  /// A day of sound, and a model that hears a second of it at a time.
  private func day() throws -> AppState {
    let rate = 16_000
    let recording = Recording(
      id: ID(row: 1), path: RecordingPath("day.flac"), sampleRate: Double(rate),
      sampleCount: 86_400 * rate, channelCount: 1, state: .ready)
    let library = Library(
      clips: [Clip(id: ID(row: 1), recording: recording)], labels: LabelSet(TestModel.labels))
    let card = ModelCard(
      id: "id", name: "digits", labels: TestModel.labels, isCalibrated: true,
      architecture: "ds-cnn-t", parameterCount: 1, sampleRate: 16_000, seconds: 1, frontEnd: "",
      source: "digits")
    return TestModel.state(library, columns: 200, rows: 50, card: card)
  }

  private func wish(_ effects: [Effect]) -> WindowWish? {
    effects.lazy.compactMap { effect in
      if case .model(.windows(let wish)) = effect { wish } else { nil }
    }.last
  }

  @Test func ofADayOnlyWhatIsAroundTheCursorIsHeard() throws {
    var state = try day()
    let first = try #require(wish(TestLibrary.press("g s", &state)))
    #expect(first.grid.count == 172_799)
    #expect(first.bounds.count == WindowWish.limit && first.bounds.contains(first.focus))
    #expect(first.seen == first.bounds)
    state.viewport.span = 1_382_240_000..<1_382_400_000
    state.viewport.cursor = 1_382_399_999
    let near = try #require(wish(TestLibrary.press("c", &state)))
    #expect(near.focus == 172_798 && near.bounds.upperBound == 172_799)
    #expect(near.seen.count < 100 && near.bounds.count > 3000)
    #expect(near.seen.clamped(to: near.bounds) == near.seen)
  }

  @Test func whatIsNotHeardYetIsDotsAndIsSaid() throws {
    var state = try day()
    TestLibrary.press("g s Home", &state)
    let dotted = text(state).split(separator: "\n").first { $0.contains("model ·") }
    #expect(dotted?.contains("··········") == true)
    let clip = try #require(state.current)
    TestLibrary.press("y", &state)
    #expect(state.notice?.what == "digits has not heard this place yet.")
    TestLibrary.send(.arrived(.model(.windows(TestModel.heard(of: clip)))), to: &state)
    TestLibrary.press("y", &state)
    #expect(state.current?.regions.first?.label == "one")
    #expect(state.current?.regions.first?.span == 0..<20_000)
    #expect(state.current?.regions.first?.confidence == Float(230) / 255)
  }

  @Test func manyRegionsAreDrawnColumnByColumn() throws {
    var state = try day()
    TestLibrary.press("g s", &state)
    let clip = try #require(state.current)
    // Every window says something else than the one before.
    let opinions = (0..<172_799).map { WindowOpinions.Opinion(label: $0 % 4, probability: 0.9) }
    let heard = HeardWindows(
      clip: ClipToJudge(clip), model: "id",
      pieces: [HeardWindows.Piece(first: 0, opinions: opinions)], isOver: true)
    TestLibrary.send(.arrived(.model(.windows(heard))), to: &state)
    let clock = ContinuousClock()
    let time = clock.measure { _ = screen(for: state) }
    #expect(time < .milliseconds(100))
    #expect(!text(state).contains("model ·"))
    // They take a few bytes each, not a list of scores.
    #expect(MemoryLayout<WindowOpinions.Opinion>.stride <= 4)
  }
}
