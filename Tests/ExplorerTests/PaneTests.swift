import Acoustics
import CellCanvas
import Explorer
import Foundation
import Labeling
import Testing

@Suite struct PaneTests {
  private func spectrogram(_ columns: Int = 120, _ rows: Int = 40) -> AppState {
    var state = TestLibrary.state(TestLibrary.library(5), columns: columns, rows: rows)
    TestLibrary.press("Enter", &state)
    return state
  }

  @Test func panesAreAddedChosenAndTakenAway() {
    var state = spectrogram()
    TestLibrary.press("V a V a V a", &state)
    #expect(state.panes.kinds == [.mel, .mfcc, .delta])
    #expect(state.panes.focus == 3)
    TestLibrary.press("V a", &state)
    #expect(state.notice?.kind == .refusal)
    // A curve takes no pane's place: what was arranged stays until it is taken away.
    TestLibrary.press("V k V e", &state)
    #expect(state.panes.kinds == [.mel, .mfcc, .delta] && state.panes.focus == 2)
    #expect(state.notice?.what == "There are four panes: Vx takes one away.")
    TestLibrary.press("s", &state)
    #expect(state.panes.kinds == [.mel, .delta, .delta])
    #expect(state.viewport.view == .spectrogram)
    TestLibrary.press("V x V x", &state)
    #expect(state.panes.kinds == [.mel])
    TestLibrary.press("V k V m", &state)
    #expect(state.viewport.view == .mfcc)
    #expect(state.panes.kinds == [.mel])
    TestLibrary.press("V x V x", &state)
    #expect(state.panes.kinds.isEmpty)
    #expect(state.notice?.kind == .refusal)
  }

  @Test func panesShareTheColumnsOfThePicture() {
    var state = spectrogram()
    TestLibrary.press("V a V e V i + +", &state)
    let layout = state.layout
    #expect(layout.panes.count == 3)
    for pane in layout.panes {
      #expect(pane.column == layout.picture.column && pane.columns == layout.picture.columns)
    }
    // They lie one under the other, between the ruler of time and what follows.
    #expect(layout.panes.first?.row == layout.timeRuler.endRow)
    for (pane, next) in zip(layout.panes, layout.panes.dropFirst()) {
      #expect(pane.endRow == next.row)
    }
    #expect(layout.panes.last?.endRow == layout.waveform.row)
    // What is asked for has the zoom of the picture.
    let wanted = state.pictures
    #expect(state.viewport.span != nil)
    for feature in [FeatureID.mel, .yin] {
      let key = state.currentKey.map {
        PictureKey(
          clip: $0.clip, path: $0.path, clipSpan: $0.clipSpan, span: $0.span, columns: $0.columns,
          feature: feature, channel: nil)
      }
      #expect(key.flatMap { wanted[$0] } != nil)
    }
  }

  @Test func aSmallWindowSaysWhatItDoesNotShow() {
    var state = spectrogram(80, 24)
    TestLibrary.press("V a V a", &state)
    #expect(state.layout.panes.count == 2)
    TestLibrary.press("V a", &state)
    #expect(state.layout.panes.count == 2)
    #expect(state.notice?.kind == .refusal)
    TestLibrary.send(.resized(CellSize(columns: 120, rows: 40)), to: &state)
    #expect(state.layout.panes.count == 3)
    // Nothing is too small to be laid out.
    for rows in 16...60 {
      for columns in [60, 70, 80, 110, 160, 250] {
        TestLibrary.send(
          .resized(CellSize(columns: columns, rows: rows)), to: &state, pictures: false)
        #expect(state.layout.picture.rows >= 5 || state.layout.panes.isEmpty)
        #expect(state.layout.legend.endRow <= rows - 2)
        _ = screen(for: state)
      }
    }
  }

  @Test func panesAreRemembered() throws {
    var state = spectrogram()
    TestLibrary.press("V e", &state)
    let session = try #require(state.session)
    #expect(session.panes == [.energy])
    var next = AppState(
      place: "", annotator: "", size: state.size, now: TestLibrary.start, seed: 1)
    let opened = OpenedLibrary(
      library: TestLibrary.library(5), undoDepth: 0, session: session, access: .folder)
    TestLibrary.send(.arrived(.opened(opened)), to: &next)
    #expect(next.panes.kinds == [.energy])
  }

  /// A second that is silent up to a sample.
  private func tone(_ hertz: Double, from first: Int, rate: Double) -> [Float] {
    (0..<8000).map { (sample: Int) -> Float in
      let phase: Double = 2 * Double.pi * hertz * Double(sample) / rate
      return sample < first ? 0 : Float(0.5 * sin(phase))
    }
  }

  @Test func thePitchOfATone() throws {
    let rate = 8000.0
    let samples = tone(220, from: 0, rate: rate)
    let grid = ColumnGrid(span: SampleRange(2000..<6000), count: 40)
    let picture = try LanePicture.picture(
      .yin, samples: samples, firstSample: 0, sampleRate: rate, grid: grid)
    #expect(picture.values.count == 40)
    #expect(picture.values.allSatisfy { abs($0 - 220) < 3 })
  }

  @Test func anOnsetIsWhereTheSoundBegins() throws {
    let rate = 8000.0
    let samples = tone(700, from: 4000, rate: rate)
    let grid = ColumnGrid(span: SampleRange(0..<8000), count: 20)
    let picture = try LanePicture.picture(
      .onsetStrength, samples: samples, firstSample: 0, sampleRate: rate, grid: grid)
    let loudest = try #require(
      picture.values.indices.max { picture.values[$0] < picture.values[$1] })
    #expect((9...11).contains(loudest))
  }

  @Test(arguments: [(80, 24), (120, 40), (200, 50)])
  func screens(size: (Int, Int)) {
    var state = spectrogram(size.0, size.1)
    TestLibrary.press("V m V a V m V e V i + l l", &state)
    Golden.expect(state, "panes-\(size.0)x\(size.1)")
  }
}
