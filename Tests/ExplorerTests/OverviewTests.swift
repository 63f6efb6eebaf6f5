import Acoustics
import CellCanvas
import Explorer
import Foundation
import Labeling
import Testing

/// The strip of the whole clip, figures of what is marked, and the theme picker.
@Suite struct OverviewTests {
  private static func state(_ columns: Int = 120, _ rows: Int = 40) -> AppState {
    var state = TestLibrary.state(TestLibrary.library(3), columns: columns, rows: rows)
    TestLibrary.press("Enter", &state)
    return state
  }

  @Test func theWholeClipIsAskedForWhereItIsShownInSmall() throws {
    var state = TestLibrary.state(TestLibrary.library(1), pictures: false)
    TestLibrary.send(.key(KeyChord(.enter)), to: &state, pictures: false)
    state.viewport.span = 100..<900
    let effects = TestLibrary.send(.tick(state.now), to: &state, pictures: false)
    #expect(effects.isEmpty)
    let asked = TestLibrary.send(.key(KeyChord(.character("l"))), to: &state, pictures: false)
    guard case .pictures(let keys)? = asked.first else {
      Issue.record("no picture was asked for")
      return
    }
    #expect(keys.first?.span != nil && keys.contains { $0.span == nil })
    let whole = try #require(keys.first { $0.span == nil })
    let rough = TestLibrary.picture(whole)
    let preview = ClipPicture(
      feature: rough.feature, waveform: rough.waveform, sampleRate: rough.sampleRate,
      channelCount: 1, clipSamples: rough.clipSamples, isPreview: true, progress: 0.34)
    TestLibrary.send(
      .arrived(.picture(whole, .ready(preview))), to: &state, pictures: false)
    func status() -> String {
      PlainText.render(screen(for: state).canvas, images: [], palette: Palette())
    }
    #expect(status().contains("overview 34 %"))
    TestLibrary.send(.arrived(.picture(whole, .ready(rough))), to: &state, pictures: false)
    #expect(!status().contains("overview"))
  }

  @Test func aPictureOnItsWayIsCutOutOfALargerOne() throws {
    var state = Self.state()
    TestLibrary.send(.key(KeyChord(.character("+"))), to: &state, pictures: false)
    #expect(state.currentPicture == nil)
    let rough = screen(for: state)
    let image = try #require(rough.images.first { $0.rect == state.layout.picture })
    #expect(image.cells.contains { $0.foreground > 40 })
    #expect(
      PlainText.render(rough.canvas, images: [], palette: Palette()).contains(" preview "))
    let key = try #require(state.currentKey)
    TestLibrary.send(.arrived(.picture(key, .ready(TestLibrary.picture(key)))), to: &state)
    #expect(
      !PlainText.render(screen(for: state).canvas, images: [], palette: Palette())
        .contains(" preview "))
  }

  @Test func momentsOfHoursHaveTheTimeOfDayAndItsDecimals() throws {
    let rate = 16_000.0
    let day = Int(24 * 3600 * rate)
    let recording = Recording(
      id: ID(row: 1), path: RecordingPath("day.flac"), sampleRate: rate, sampleCount: day,
      channelCount: 1, state: .ready)
    var state = TestLibrary.state(
      Library(clips: [Clip(id: ID(row: 1), recording: recording)]), pictures: false)
    TestLibrary.send(.key(KeyChord(.enter)), to: &state, pictures: false)
    let start = Int((17 * 3600 + 23 * 60 + 5) * rate)
    state.viewport.span = start..<start + 800
    state.viewport.cursor = start + 80
    let key = try #require(state.currentKey)
    let grid = ColumnGrid(span: SampleRange(start..<start + 800), count: key.columns)
    let picture = ClipPicture(
      feature: nil, waveform: WaveformPicture(grid: grid), sampleRate: rate, channelCount: 1,
      clipSamples: 0..<day)
    TestLibrary.send(.arrived(.picture(key, .ready(picture))), to: &state, pictures: false)
    let text = PlainText.render(screen(for: state).canvas, images: [], palette: Palette())
    #expect(text.contains("17:23:05.0050"), "the cursor")
    #expect(text.contains("╵17:23:05.02"), "the ruler")
    #expect(!text.contains(" ms"))
  }

  @Test func samplesAreSeenOneByOne() {
    var state = Self.state()
    TestLibrary.press("Home + + + + + + + + + + + + +", &state)
    #expect(state.viewport.span == 0..<16)
    TestLibrary.press("l l l", &state)
    #expect(state.viewport.cursor == 3)
    Golden.expect(state, "samples-120x40")
  }

  @Test func whatIsMarkedIsMeasuredOnce() throws {
    var state = Self.state()
    TestLibrary.press("Home L [", &state)
    let effects = TestLibrary.press("L", &state)
    let request = try #require(
      effects.compactMap { if case .measure(let request) = $0 { request } else { nil } }.first)
    #expect(request.span == state.selection?.span)
    #expect(request.surroundings.contains(request.span.upperBound))
    let again = TestLibrary.press("z z", &state)
    #expect(!again.contains(.measure(request)))
    var samples = [Float](repeating: 0, count: 800)
    for place in samples.indices { samples[place] = Float(sin(2 * .pi * 0.13 * Double(place))) }
    let measures = try SoundMeasures(of: samples, sampleRate: 8000)
    TestLibrary.send(.arrived(.measured(request, measures)), to: &state)
    let text = PlainText.render(screen(for: state).canvas, images: [], palette: Palette())
    #expect(text.contains("1.04 kHz") && text.contains("−3.0 dBFS"))
    // The status row has the band of the mark, which is another.
    #expect(text.contains("5–95 % ") && !text.contains(" band "))
    TestLibrary.press("L", &state)
    TestLibrary.send(.arrived(.measured(request, measures)), to: &state)
    #expect(state.measured?.measures == nil, "an answer to an older mark is void")
    TestLibrary.press("Esc", &state)
    #expect(state.measured == nil)
  }

  @Test func themesAreSeenBeforeTheyAreTaken() {
    var state = Self.state()
    TestLibrary.press(", t", &state)
    #expect(state.notice?.kind == .refusal, "there is one theme")
    state.themes = ["midnight", "mono", "paper"]
    TestLibrary.press(", t j j", &state)
    #expect(state.theme == "paper")
    Golden.expect(state, "theme-picker")
    TestLibrary.press("Tab j j", &state)
    #expect(state.colorMap == "viridis")
    TestLibrary.press("Esc", &state)
    #expect(state.theme == "midnight" && state.colorMap == nil && state.overlay == nil)
    TestLibrary.press(", t j Enter", &state)
    #expect(state.theme == "mono" && state.session?.theme == "mono")
  }

  @Test(arguments: [true, false])
  func theThemeOfTheLastSessionComesBackUnlessOneIsGiven(isGiven: Bool) {
    var state = AppState(
      place: "", annotator: "", size: CellSize(columns: 80, rows: 24), now: TestLibrary.start,
      seed: 1, colorMaps: ["gray"], theme: "midnight", themes: ["midnight", "paper"])
    state.isThemeGiven = isGiven
    let session = Session(
      clipPathHex: "", order: .name, view: .spectrogram, colorMap: nil, theme: "paper")
    let opened = OpenedLibrary(
      library: TestLibrary.library(1), undoDepth: 0, session: session, access: .folder)
    TestLibrary.send(.arrived(.opened(opened)), to: &state)
    #expect(state.theme == (isGiven ? "midnight" : "paper"))
  }
}
