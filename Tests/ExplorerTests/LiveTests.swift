import Acoustics
import CellCanvas
import Explorer
import Foundation
import Labeling
import Testing

/// States that listen, with sound that is the same in every run.
enum TestSound {
  static let rate = 8000.0

  static func state(
    _ columns: Int, _ rows: Int, style: LiveStyle = .scroll, seconds: Int = 20,
    amplitude: Float = 0.3
  ) -> AppState {
    var state = TestLibrary.state(TestLibrary.library(8), columns: columns, rows: rows)
    TestLibrary.press("g v", &state)
    state.live?.style = style
    let picture = LivePicture(
      feature: .view(.spectrogram), title: "spectrogram",
      binAxis: .hertz(lowest: 0, step: 62.5, count: 65), unit: .decibels)
    let format = LiveFormat(
      title: "pulse", sampleRate: rate, channelCount: 1, rememberedSeconds: 600,
      rememberedBytes: 30_000_000)
    send(.started(format), &state)
    send(.picture(picture, LiveColumns(first: 0)), &state)
    for second in 0..<seconds { send(.columns(self.columns(second, amplitude)), &state) }
    return state
  }

  static func send(_ arrival: LiveArrival, _ state: inout AppState) {
    TestLibrary.send(.arrived(.live(arrival)), to: &state)
  }

  /// A second of a tone that rises, over a floor.
  static func columns(_ second: Int, _ amplitude: Float = 0.3) -> LiveColumns {
    var columns = LiveColumns(first: second * LiveColumns.rate)
    for place in 0..<LiveColumns.rate {
      let center = (second * 60 + place) % 90 / 2 + 10
      columns.values += (0..<65).map { bin in
        let distance = Float(abs(bin - center))
        return max(-75 - Float((bin * 7 + place * 3) % 5), -12 - 9 * distance)
      }
      columns.extents += [-amplitude, amplitude, amplitude / 2]
    }
    columns.sampleCount = (second + 1) * Int(rate)
    return columns
  }
}

@Suite struct LiveTests {
  @Test(arguments: LiveStyle.allCases, [(80, 24), (120, 40)])
  func styles(style: LiveStyle, size: (Int, Int)) {
    let state = TestSound.state(size.0, size.1, style: style)
    Golden.expect(state, "live-\(style.rawValue)-\(size.0)x\(size.1)")
  }

  @Test(arguments: LiveStyle.allCases)
  func theUnitOfTimeStandsOnce(style: LiveStyle) {
    let state = TestSound.state(120, 40, style: style)
    let text = PlainText.render(screen(for: state).canvas, images: [], palette: Palette())
    let units = text.matches(of: /[0-9] s(?![a-z])/).count
    // The place tells how long sound is kept.
    #expect(units == 2, "\(text)")
  }

  @Test func frozenAndRecording() {
    var state = TestSound.state(80, 24, seconds: 30)
    var more = TestSound.columns(30)
    more.recording = LiveRecording(name: "a.flac", sampleCount: 40_000, isTriggered: false)
    more.losses.droppedSamples = 1200
    more.losses.overruns = 2
    TestSound.send(.columns(more), &state)
    TestLibrary.press("m Space H H h m l t", &state)
    TestLibrary.send(.tick(TestLibrary.start.addingTimeInterval(10)), to: &state)
    Golden.expect(state, "live-frozen")
  }

  @Test func choosingADevice() {
    var state = TestSound.state(80, 24)
    #expect(TestLibrary.press("D", &state) == [.live(.listDevices)])
    TestSound.send(
      .devices([
        LiveDevice(
          id: "ALSA:hw", name: "HDA Intel PCH: ALC 269", facts: "stereo, 48 kHz", isDefault: false),
        LiveDevice(
          id: "ALSA:pulse", name: "pulse", facts: "32 channels, 44.1 kHz", isDefault: true),
      ]), &state)
    Golden.expect(state, "live-devices")
    #expect(TestLibrary.press("k Enter", &state) == [.live(.listen(.device("ALSA:hw")))])
    #expect(state.live?.history == nil)
  }

  @Test func nothingComes() {
    var state = TestLibrary.state(TestLibrary.library(2), columns: 80, rows: 24)
    #expect(TestLibrary.press("g v", &state) == [.live(.listen(.device(nil)))])
    TestSound.send(
      .ended(
        Failure(
          what: "Cannot record", why: "this machine has no microphone or other input",
          remedy: "plug one in, or read from a pipe: earmark live --stdin")), &state)
    Golden.expect(state, "live-no-device")
    #expect(TestLibrary.press("q", &state).first == .live(.stop))
    #expect(state.mode == .browse && state.live == nil)
  }

  /// The newest column is at the right edge, and older ones move by whole cells.
  @Test func scrollsByWholeCells() throws {
    var state = TestSound.state(80, 24)
    let before = try #require(screen(for: state).images.last)
    TestSound.send(.columns(TestSound.columns(20)), &state)
    let after = try #require(screen(for: state).images.last)
    let moved = (state.live?.lastCell ?? 0) - (20 * 60 - 1) / 8
    #expect(moved == 8)
    for column in 0..<(before.rect.columns - moved - 1) {
      for row in before.rect.row..<before.rect.endRow {
        let place = before.rect.column + column
        #expect(
          after[column: place, row: row] == before[column: place + moved, row: row])
      }
    }
  }

  /// In a sweep a cell stays where it is; only the newest ones change.
  @Test func sweepChangesLittle() throws {
    var state = TestSound.state(80, 24, style: .sweep)
    let before = try #require(screen(for: state).images.last)
    var more = TestSound.columns(20)
    more.values = Array(more.values.prefix(8 * 65))
    more.extents = Array(more.extents.prefix(8 * 3))
    TestSound.send(.columns(more), &state)
    let after = try #require(screen(for: state).images.last)
    let changed = (0..<before.rect.columns).filter { column in
      (before.rect.row..<before.rect.endRow).contains { row in
        before[column: before.rect.column + column, row: row]
          != after[column: before.rect.column + column, row: row]
      }
    }
    #expect(!changed.isEmpty && changed.count <= 4)
  }

  @Test func theMeterFallsAndHoldsItsPeak() {
    var meter = LiveMeter()
    meter.take(amplitude: 0.5, seconds: 0.01)
    #expect(abs(meter.level + 6.02) < 0.01 && meter.peak == meter.level)
    for _ in 0..<100 { meter.take(amplitude: 0.000_1, seconds: 0.01) }
    #expect(abs(meter.level + 26.02) < 0.1)
    #expect(abs(meter.peak + 6.02) < 0.01)
    for _ in 0..<100 { meter.take(amplitude: 0.000_1, seconds: 0.01) }
    #expect(meter.peak < -15 && meter.peak > -17)
    #expect(!meter.isClipping)
    meter.take(amplitude: 1, seconds: 0.01)
    #expect(meter.isClipping && meter.clippedCount == 1)
    for _ in 0..<301 { meter.take(amplitude: 0, seconds: 0.01) }
    #expect(!meter.isClipping && meter.zeroSeconds > 3)
  }

  /// Pieces that the mailbox had to drop are an empty gap, counted.
  @Test func lostColumnsAreCounted() {
    var state = TestSound.state(80, 24, seconds: 2)
    TestSound.send(.columns(TestSound.columns(4)), &state)
    #expect(state.live?.history?.lostCount == 120)
    #expect(state.live?.history?.end == 300)
    #expect(state.live?.history?.column(150) == [Float](repeating: -.infinity, count: 65))
    TestSound.send(.columns(TestSound.columns(4)), &state)
    #expect(state.live?.history?.end == 300)
  }

  /// Ten minutes and not more are remembered.
  @Test func tenMinutesAreRemembered() {
    var state = TestSound.state(80, 24, seconds: 0)
    for second in 0..<640 { TestSound.send(.columns(TestSound.columns(second)), &state) }
    #expect(state.live?.history?.first == 40 * 60)
    TestLibrary.press("Space Home", &state)
    #expect(state.live?.frozen?.cursor == 40 * 60 / 8)
    TestLibrary.press("- - - - - -", &state)
    #expect(state.live?.columnsPerCell == 512)
    _ = screen(for: state)
    TestLibrary.press("Space", &state)
    #expect(state.live?.frozen == nil)
  }

  @Test func keysOfLive() {
    var state = TestSound.state(80, 24)
    #expect(TestLibrary.press("r", &state) == [.live(.record(true))])
    #expect(TestLibrary.press("t", &state) == [.live(.trigger(-30))])
    #expect(TestLibrary.press("t", &state) == [.live(.trigger(-33))])
    #expect(TestLibrary.press("T T", &state) == [.live(.trigger(-30)), .live(.trigger(-27))])
    #expect(TestLibrary.press("[", &state).isEmpty && state.live?.keepSeconds == 20)
    #expect(TestLibrary.press("Enter", &state) == [.live(.keep(0..<160_000, label: nil))])
    #expect(
      TestLibrary.press("1", &state) == [.live(.keep(0..<160_000, label: "one"))])
    #expect(!state.keeping.isEmpty)
    #expect(TestLibrary.press("V m", &state) == [.live(.show(.view(.mfcc)))])
    #expect(TestLibrary.press("h", &state).isEmpty && state.notice?.kind == .refusal)
    #expect(TestLibrary.press("g b", &state).first == .live(.stop))
  }

  /// Leaving waits for a clip that is on its way to the library, and gives it its label.
  @Test func aKeptClipGetsItsLabel() {
    var state = TestSound.state(80, 24)
    TestLibrary.press("2", &state)
    let path = RecordingPath("sounds/new.flac")
    let kept = TestLibrary.send(
      .arrived(.live(.kept(KeptSound(path: path, seconds: 20, label: "two")))), to: &state)
    #expect(kept == [.store(.adopt(path))])
    let clip = Clip(
      id: ID(row: 99),
      recording: Recording(id: ID(row: 99), path: path, sampleRate: 8000, sampleCount: 160_000))
    let library = Library(
      clips: state.library.clips + [clip], labels: state.library.labels)
    TestLibrary.send(
      .arrived(
        .opened(OpenedLibrary(library: library, undoDepth: 0, session: nil, access: .folder))),
      to: &state)
    #expect(!state.keeping.isEmpty)
    let effects = TestLibrary.send(.arrived(.adopted(path)), to: &state)
    guard case .store(.commit(.add(let annotation)))? = effects.first else {
      Issue.record("\(effects)")
      return
    }
    #expect(annotation.clip == clip.id && annotation.label == "two")
    #expect(state.keeping.isEmpty)
  }

  @Test func everySizeIsDrawn() {
    for style in LiveStyle.allCases {
      for columns in stride(from: 60, through: 220, by: 40) {
        for rows in stride(from: 16, through: 60, by: 11) {
          var state = TestSound.state(columns, rows, style: style, seconds: 3)
          for keys in ["?", "Esc", "Space", "h h", "V w", "Space"] {
            TestLibrary.press(keys, &state)
            for image in screen(for: state).images {
              #expect(image.rect.endColumn <= columns && image.rect.endRow <= rows)
            }
          }
        }
      }
    }
  }
}
