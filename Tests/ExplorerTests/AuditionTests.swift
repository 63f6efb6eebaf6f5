import CellCanvas
import Explorer
import Foundation
import Labeling
import Testing

@Suite struct AuditionTests {
  private func state(_ columns: Int = 80, _ rows: Int = 24) -> AppState {
    TestLibrary.state(TestLibrary.library(5), columns: columns, rows: rows)
  }

  private func requests(_ effects: [Effect]) -> [SoundRequest] {
    effects.compactMap { if case .sound(let request) = $0 { request } else { nil } }
  }

  private func order(_ effects: [Effect]) -> SoundOrder? {
    requests(effects).compactMap { if case .play(let order) = $0 { order } else { nil } }.last
  }

  private func report(_ report: SoundReport, _ state: inout AppState) -> [SoundRequest] {
    requests(TestLibrary.send(.arrived(.sound(report)), to: &state))
  }

  @Test func spacePlaysHoldsAndGoesOn() throws {
    var state = state()
    let first = TestLibrary.press("Space", &state)
    #expect(order(first)?.span == nil)
    #expect(order(first)?.start == nil)
    #expect(state.audition.playing != nil)
    #expect(requests(TestLibrary.press("Space", &state)) == [.pause])
    #expect(state.audition.playing?.isPaused == true)
    #expect(requests(TestLibrary.press("Space", &state)) == [.resume])
    let id = try #require(state.audition.playing?.id)
    _ = report(.ended(id - 1), &state)
    #expect(state.audition.playing != nil)
    _ = report(.ended(id), &state)
    #expect(state.audition.playing == nil)
  }

  @Test func spaceBeginsAtTheCursorOnceItWasPut() {
    var state = state()
    TestLibrary.press("Enter L", &state)
    let played = order(TestLibrary.press("Space", &state))
    #expect(played?.span == 0..<8000)
    #expect(played?.start == state.viewport.cursor)
  }

  @Test func aSelectionIsHeardInItsBand() {
    var state = state()
    state.selection = Selection(span: 100..<900, hertz: 500...1500)
    #expect(order(TestLibrary.press("p", &state))?.style.band == 500...1500)
    #expect(order(TestLibrary.press("P Space", &state))?.span == nil)
    TestLibrary.press("B", &state)
    let played = order(TestLibrary.press("p", &state))
    #expect(played?.span == 100..<900)
    #expect(played?.style.band == nil)
    let changed = requests(TestLibrary.press("B", &state))
    #expect(changed.contains(.change(SoundStyle(band: 500...1500))))
    state.selection = nil
    #expect(requests(TestLibrary.press("p", &state)) == [])
    #expect(state.notice?.what.hasPrefix("p plays a selection") == true)
  }

  @Test func theWindowIsWhatThePictureShows() {
    var state = state()
    TestLibrary.press("Enter + +", &state)
    #expect(order(TestLibrary.press("w", &state))?.span == state.visibleSamples)
    #expect(state.visibleSamples?.count == 2000)
  }

  @Test func settingsReachWhatPlays() {
    var state = state()
    TestLibrary.press("Space", &state)
    #expect(requests(TestLibrary.press("\\", &state)) == [.change(SoundStyle(isLooping: true))])
    TestLibrary.press("< < ~ ^ |", &state)
    state.notice = nil
    #expect(state.soundStyleShown == "mono +3 dB ×0.5 pitch loop")
    TestLibrary.press("= ~ _ | | | \\", &state)
    state.notice = nil
    #expect(state.soundStyleShown == "")
    TestLibrary.press("< < < < < < < < < < <", &state)
    #expect(state.audition.speed == 0.1)
    TestLibrary.press("> > > > > > > > > > > >", &state)
    #expect(state.audition.speed == 4)
    for _ in 0..<30 { TestLibrary.press("_", &state) }
    #expect(state.audition.decibels == -48)
    for _ in 0..<30 { TestLibrary.press("^", &state) }
    #expect(state.audition.decibels == 24)
  }

  @Test func anotherClipEndsTheSoundOrPlays() {
    var state = state()
    TestLibrary.press("Space", &state)
    #expect(requests(TestLibrary.press("j", &state)) == [.stop])
    TestLibrary.press("A", &state)
    let played = TestLibrary.press("j", &state)
    #expect(order(played)?.path == state.current?.recording.path)
    #expect(!requests(played).contains(.stop))
    #expect(requests(TestLibrary.press("l", &state)) == [])
  }

  @Test func theCursorCanBeGoneToWhileItPlays() {
    var state = state()
    TestLibrary.press("Enter P", &state)
    TestLibrary.press("Home", &state)
    #expect(requests(TestLibrary.press("@", &state)) == [.seek(0)])
    TestLibrary.press("Space End", &state)
    #expect(requests(TestLibrary.press("@", &state)) == [.seek(7999), .resume])
  }

  @Test func cellsAreToldOnceAndAgainAfterAZoom() {
    var state = state()
    let first = requests(TestLibrary.press("Space", &state))
    let columns = state.layout.picture.columns
    #expect(first.last == .follow(SoundCells(span: 0..<8000, columns: columns)))
    #expect(requests(TestLibrary.press("I", &state)) == [])
    #expect(requests(TestLibrary.press("Esc +", &state)).count == 1)
  }

  @Test(arguments: [7, 63, 8000]) func cellsBeginWhereTheirColumnDoes(columns: Int) {
    let cells = SoundCells(span: 100..<8100, columns: columns)
    for column in 0..<columns {
      let first = cells.sample(ofColumn: column)
      #expect(cells.column(of: first) == column)
      #expect(cells.column(of: first - 1) == column - 1)
    }
  }

  @Test func thePictureFollowsAPlayheadThatLeavesIt() throws {
    var state = state()
    TestLibrary.press("Enter Home + + Space", &state)
    let id = try #require(state.audition.playing?.id)
    let visible = try #require(state.visibleSamples)
    _ = report(.playhead(id, sample: visible.upperBound - 1), &state)
    #expect(state.visibleSamples == visible)
    _ = report(.playhead(id, sample: visible.upperBound), &state)
    #expect(state.visibleSamples?.contains(visible.upperBound) == true)
    #expect(state.visibleSamples?.count == visible.count)
    let now = state.visibleSamples
    _ = report(.playhead(id, sample: 7999), &state)
    _ = report(.playhead(id, sample: 10), &state)
    TestLibrary.press("z a", &state)
    _ = report(.playhead(id, sample: 20), &state)
    #expect(state.visibleSamples == 0..<8000)
    #expect(now != visible)
  }

  @Test func noDeviceIsNamedWithEveryKeyButOnceWithoutOne() throws {
    var state = state()
    let failure = Failure(
      what: "No sound device", why: "silent", remedy: "--audio-out sends PCM elsewhere")
    for _ in 0..<2 {
      TestLibrary.press("Space", &state)
      _ = report(.silent(try #require(state.audition.playing?.id), failure), &state)
      #expect(state.notice?.what == "No sound device: silent.")
      #expect(state.audition.playing == nil)
    }
    TestLibrary.press("A j", &state)
    _ = report(.silent(try #require(state.audition.playing?.id), failure), &state)
    #expect(state.notice == nil)
    _ = report(.device("card"), &state)
    #expect(state.audition.device == .named("card"))
  }

  @Test func aLostDeviceAndAnUnreadableFileAreNotices() throws {
    var state = state()
    TestLibrary.press("Space", &state)
    let id = try #require(state.audition.playing?.id)
    _ = report(.recordingChanged(id, Failure(what: "a.wav changed")), &state)
    #expect(state.audition.playing != nil)
    #expect(state.notice?.what == "a.wav changed")
    _ = report(.lost(Failure(what: "card is gone", why: "it was unplugged")), &state)
    #expect(state.audition.playing == nil)
    #expect(state.notice?.kind == .error)
    TestLibrary.press("Space", &state)
    _ = report(
      .unreadable(try #require(state.audition.playing?.id), Failure(what: "Cannot read a.wav")),
      &state)
    #expect(state.audition.playing == nil)
    #expect(state.notice?.what == "Cannot read a.wav")
  }

  @Test func anEdgeIsHeardWithoutAPlayhead() throws {
    var state = state()
    state.selection = Selection(span: 2000..<4000, hertz: 500...1500)
    let onset = try #require(order(state.auditionEdge(at: 2000)))
    #expect(onset.span == 2000..<2960)
    #expect(onset.isEdge)
    #expect(onset.style.band == 500...1500)
    #expect(order(state.auditionEdge(at: 4000))?.span == 3040..<4000)
    #expect(order(state.auditionEdge(at: 3000))?.span == 2520..<3480)
    #expect(order(state.auditionEdge(at: 0))?.span == 0..<480)
    #expect(state.audition.playing == nil)
  }

  @Test(arguments: [(60, 16), (80, 24), (120, 40)])
  func playhead(size: (Int, Int)) throws {
    var state = state(size.0, size.1)
    TestLibrary.press("\\ < A Space", &state)
    let id = try #require(state.audition.playing?.id)
    _ = report(.started(id, span: 0..<8000, sampleRate: 8000), &state)
    _ = report(.playhead(id, sample: 5200), &state)
    TestLibrary.press("l", &state)
    Golden.expect(state, "playhead-\(size.0)x\(size.1)")
  }

  @Test func silence() throws {
    var state = state()
    TestLibrary.press("Space", &state)
    let failure = Failure(
      what: "No sound device", why: "silent", remedy: "--audio-out sends PCM elsewhere")
    _ = report(.silent(try #require(state.audition.playing?.id), failure), &state)
    Golden.expect(state, "no-sound-device")
  }
}

extension AppState {
  /// The words of the status line about the sound, without the time.
  fileprivate var soundStyleShown: String {
    let text = PlainText.render(screen(for: self).canvas, images: [], palette: Palette())
    let line = text.split(separator: "\n").dropLast().last ?? ""
    let groups = line.components(separatedBy: "   ").map { $0.trimmingCharacters(in: .whitespaces) }
    return groups.filter { group in
      ["loop", "×", "mono", "left", "right"].contains { group.hasPrefix($0) }
        || group.hasSuffix("dB") && group.hasPrefix("+")
    }.joined(separator: " ")
  }
}
