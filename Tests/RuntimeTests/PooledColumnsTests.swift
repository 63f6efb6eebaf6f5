import Acoustics
import ExplorerRuntime
import Testing

@Suite struct PooledColumnsTests {
  /// Frames of a feature whose value at each bin is the frame's number, and minus it for odd bins.
  private func picture(
    _ id: FeatureID, frames: Int, hop: Int, columns: Int, rows: Int = 400, of expected: Int? = nil
  ) throws -> FeaturePicture {
    var settings = AnalysisSettings.standard(sampleRate: 8000)
    (settings.hopLength, settings.framing) = (hop, .centered)
    let feature = try FeatureRegistry.make(id, settings)
    let span = SampleRange(0..<max(1, ((expected ?? frames) - 1) * hop))
    var pooled = PooledColumns(
      feature: feature, firstSample: 0, grid: ColumnGrid(span: span, count: columns), rows: rows)
    for frame in 0..<frames {
      let values = (0..<feature.binAxis.count).map { Float($0 % 2 == 0 ? frame : -frame) }
      values.withUnsafeBufferPointer { pooled.add($0) }
    }
    return pooled.picture(unit: feature.unit)
  }

  @Test func powersShowTheLoudestFrameOfAColumn() throws {
    let picture = try picture(.spectrogram, frames: 101, hop: 100, columns: 10)
    #expect(
      (0..<10).map { picture[column: $0, bin: 0] } == [9, 19, 29, 39, 49, 59, 69, 79, 89, 100])
    #expect(
      (0..<10).map { picture[column: $0, bin: 1] } == [
        0, -10, -20, -30, -40, -50, -60, -70, -80, -90,
      ])
  }

  @Test func coefficientsShowOneFrame() throws {
    let picture = try picture(.mfcc, frames: 101, hop: 100, columns: 10)
    for column in 0..<10 {
      let (even, odd) = (picture[column: column, bin: 0], picture[column: column, bin: 1])
      #expect(even == -odd && abs(even - Float(10 * column + 5)) <= 1)
    }
  }

  @Test func columnsBetweenFramesShowTheNearestOne() throws {
    let picture = try picture(.spectrogram, frames: 3, hop: 100, columns: 8)
    #expect((0..<8).map { picture[column: $0, bin: 0] } == [0, 0, 1, 1, 1, 1, 2, 2])
  }

  @Test func columnsBehindTheLastFrameStayEmpty() throws {
    let picture = try picture(.spectrogram, frames: 51, hop: 100, columns: 100, of: 101)
    let values = (0..<100).map { picture[column: $0, bin: 0] }
    #expect(values[50] == 50 && values[55...].allSatisfy { $0 == -.infinity })
  }

  @Test func binsBeyondThePixelsAreBroughtTogether() throws {
    let whole = try picture(.spectrogram, frames: 5, hop: 100, columns: 4)
    let few = try picture(.spectrogram, frames: 5, hop: 100, columns: 4, rows: 20)
    #expect(whole.binAxis.count == 257 && few.binAxis.count == 43)
    #expect((0..<4).map { few[column: $0, bin: 0] } == (0..<4).map { whole[column: $0, bin: 0] })
    let top = try #require(few.binAxis.hertz(ofBin: 42))
    #expect((3900...4100).contains(top))
    #expect(try picture(.mfcc, frames: 5, hop: 100, columns: 4, rows: 2).binAxis.count == 20)
  }
}
