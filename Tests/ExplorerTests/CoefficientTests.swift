import Acoustics
import CellCanvas
import Explorer
import Testing

@Suite struct CoefficientTests {
  private func text(_ state: AppState) -> [Substring] {
    let picture = screen(for: state)
    return PlainText.render(picture.canvas, images: [], palette: Palette())
      .split(separator: "\n", omittingEmptySubsequences: false)
  }

  private func picture(
    _ state: AppState, coefficients: Int = 5, value: (_ column: Int, _ bin: Int) -> Float
  ) throws -> (PictureKey, ClipPicture) {
    let key = try #require(state.currentKey)
    let grid = ColumnGrid(span: SampleRange(0..<8000), count: key.columns)
    let feature = FeaturePicture(
      grid: grid, binAxis: .coefficient(count: coefficients), unit: .coefficient,
      values: (0..<key.columns).flatMap { column in
        (0..<coefficients).map { value(column, $0) }
      })
    var waveform = WaveformPicture(grid: grid)
    waveform.add([Float](repeating: 0.5, count: 8000), firstSample: 0)
    return (
      key,
      ClipPicture(
        feature: feature, waveform: waveform, sampleRate: 8000, channelCount: 1,
        clipSamples: 0..<8000)
    )
  }

  /// A state that shows coefficients as given, and the cells of their image.
  private func shown(_ value: (_ column: Int, _ bin: Int) -> Float) throws -> PlacedImage {
    var state = TestLibrary.state(TestLibrary.library(1), pictures: false)
    state.viewport.view = .delta
    state.blocks = "half"
    let (key, picture) = try picture(state, value: value)
    TestLibrary.send(.arrived(.picture(key, .ready(picture))), to: &state, pictures: false)
    return try #require(screen(for: state).images.first { $0.isDiverging && $0.rect.rows > 1 })
  }

  /// Columns up to the end of a text.
  private func columns(upTo text: String, in line: Substring) -> Int? {
    line.indices.first { line[$0...].hasPrefix(text) }
      .map { line.distance(from: line.startIndex, to: $0) + text.count }
  }

  @Test(arguments: [("V m", 1), ("V d", 2)])
  func theReadoutNamesTheLargestCoefficient(keys: String, decimals: Int) throws {
    var state = TestLibrary.state(TestLibrary.library(1), columns: 80, rows: 24)
    TestLibrary.press(keys, &state)
    guard case .ready(let picture)? = state.currentPicture, let feature = picture.feature else {
      Issue.record("there is no picture")
      return
    }
    var readouts: Set<Int> = []
    for step in ["Home", "L", "L", "h", "End"] {
      TestLibrary.press(step, &state)
      let sample = try #require(state.cursorSample)
      let column = sample * feature.grid.count / 8000
      let values = (0..<20).map { feature[column: column, bin: $0] }
      let largest = try #require((1..<20).max { abs(values[$0]) < abs(values[$1]) })
      let number = Format.number(Double(values[largest]), decimals: decimals)
      let status = text(state)[22]
      let words = status.split(separator: " ")
      let place = try #require(words.firstIndex(of: "c\(largest)"))
      #expect(words[place + 1] == number)
      readouts.insert(try #require(columns(upTo: " " + number, in: status)))
    }
    #expect(readouts.count == 1)
  }

  @Test func aCellShowsTheCoefficientFurthestFromZero() throws {
    for sign in [Float(1), -1] {
      let image = try shown { column, _ in column % 2 == 0 ? sign : -10 * sign }
      let level = UInt8(sign > 0 ? 0 : ColorMap.levelCount - 1)
      #expect(image.cells.filter { $0.glyph != 0 }.allSatisfy { $0.meanLevel == Double(level) })
    }
  }

  @Test func neitherCoefficientZeroNorOneOnsetTakesAllColour() throws {
    let image = try shown { column, bin in bin == 0 ? 1000 : column == 7 ? 10 : 1 }
    let top = image.cells.prefix(image.rect.columns).filter { $0.glyph != 0 }
    #expect(top.allSatisfy { $0.meanLevel > Double(ColorMap.levelCount) * 0.9 })
    let nought = try shown { _, _ in 0 }
    #expect(nought.cells.filter { $0.glyph != 0 }.allSatisfy { abs($0.meanLevel - 31.5) <= 0.5 })
    let broken = try shown { column, bin in bin == 1 ? -.infinity : column == 3 ? .nan : 1 }
    #expect(broken.cells.count == nought.cells.count)
  }

  @Test(arguments: [ColorMode.colors16, .mono])
  func theLowestCoefficientIsSeenWithFewColors(mode: ColorMode) throws {
    var state = TestLibrary.state(
      TestLibrary.library(1), columns: 80, rows: 24, pictures: false)
    state.colorMode = mode
    state.viewport.view = .mfcc
    let (key, picture) = try picture(state, coefficients: 40) { column, bin in
      bin == 0 ? -100 : bin < 3 ? 20 : Float((bin * 7 + column) % 5 - 2)
    }
    TestLibrary.send(.arrived(.picture(key, .ready(picture))), to: &state, pictures: false)
    let image = try #require(screen(for: state).images.first { $0.isDiverging && $0.rect.rows > 1 })
    let lowest = image.cells.suffix(image.rect.columns).filter { $0.glyph != 0 }
    #expect(lowest.count > 20 && lowest.allSatisfy { $0.meanLevel < 2 })
  }

  @Test func theCycleHasFiveViews() {
    var state = TestLibrary.state(TestLibrary.library(1))
    var views: [ClipView] = []
    for _ in 0..<6 {
      TestLibrary.press("s", &state)
      views.append(state.viewport.view)
    }
    #expect(views == [.mel, .mfcc, .delta, .waveform, .spectrogram, .mel])
  }

  @Test(arguments: ["K", "J", "z f", "z F", "z 0", "( ", ")", "{", ", a"])
  func whatCoefficientsHaveNotIsRefused(keys: String) {
    for view in ["V m", "V d"] {
      var state = TestLibrary.state(TestLibrary.library(1))
      TestLibrary.press(view, &state)
      let before = state.viewport
      TestLibrary.press(keys, &state)
      #expect(state.notice?.kind == .refusal && state.viewport == before)
    }
  }
}
