import Acoustics
import CellCanvas
import Explorer
import Testing

@Suite struct WaveformTests {
  /// The cells of a clip with loud clicks over a quiet hum.
  private func cells(rows: Int, view: ClipView, _ mode: ColorMode, hum: Float) throws -> [Cell] {
    var state = TestLibrary.state(TestLibrary.library(1), columns: 80, rows: rows, pictures: false)
    state.colorMode = mode
    state.viewport.view = view
    let key = try #require(state.currentKey)
    let span = 0..<400_000
    var picture = WaveformPicture(grid: ColumnGrid(span: SampleRange(span), count: key.columns))
    let sounds = span.map { place -> Float in
      if place % 2000 == 0 { return place % 4000 == 0 ? 0.9 : -0.9 }
      return place % 2 == 0 ? hum : -hum
    }
    picture.add(sounds, firstSample: 0)
    let clip = ClipPicture(
      feature: TestLibrary.picture(key).feature, waveform: picture, sampleRate: 8000,
      channelCount: 1, clipSamples: span)
    TestLibrary.send(.arrived(.picture(key, .ready(clip))), to: &state, pictures: false)
    let layout = state.layout
    let rect = view == .waveform ? layout.picture : layout.waveform
    let canvas = screen(for: state).canvas
    let column = rect.column + rect.columns - 2
    return (rect.row..<rect.endRow).map { canvas[column: column, row: $0] }
  }

  @Test(arguments: [(24, ClipView.waveform), (25, .waveform), (24, .spectrogram), (40, .mel)])
  func aQuietRMSIsSeenBesideThePeaks(rows: Int, view: ClipView) throws {
    let cells = try cells(rows: rows, view: view, .truecolor, hum: 0.001)
    let both = Style(.slot(.wave2), on: .slot(.wave))
    let row = try #require(cells.firstIndex { $0.style == both || $0.style == Style(.wave2) })
    #expect(row == (cells.count - 1) / 2)
    #expect(cells.contains { $0.style == Style(.wave) })
  }

  @Test(arguments: [(24, Float(0.001)), (25, 0.001), (24, 0.2), (25, 0.2)])
  func withoutColorsPeaksAreShades(rows: Int, hum: Float) throws {
    let cells = try cells(rows: rows, view: .waveform, .mono, hum: hum)
    let shades = Set("▒░".unicodeScalars.map { Glyph($0) })
    // Half of the picture is beyond the RMS.
    #expect(cells.filter { shades.contains($0.glyph) }.count >= cells.count / 2)
    let tips = [cells.first, cells.last].compactMap(\.self)
    #expect(tips.allSatisfy { shades.contains($0.glyph) || $0.glyph == Glyph(" ") })
  }

  @Test(arguments: [24, 25])
  func withoutColoursNoCellIsHollow(rows: Int) throws {
    let cells = try cells(rows: rows, view: .waveform, .mono, hum: 0.2)
    let solid: Set<Glyph> = [Glyph("▒"), Glyph("█")]
    let inside = cells[3..<cells.count - 3]
    #expect(inside.allSatisfy { solid.contains($0.glyph) })
    #expect(Set(inside.map(\.glyph)).count == 2)
  }
}
