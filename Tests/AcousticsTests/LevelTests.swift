import Acoustics
import Testing

/// Expected values: numpy 2.4, `percentile(method="inverted_cdf")`, on the same bytes.
struct LevelTests {
  private static let bins = 7

  /// 40 columns of 7 bands of unlike loudness.
  private static let columns: [UInt8] = {
    var state: UInt32 = 1
    return (0..<(40 * bins)).map { place in
      state = state &* 1_664_525 &+ 1_013_904_223
      return UInt8(Int(state >> 24) * (place % bins + 1) / bins)
    }
  }()

  @Test("percentiles are numpy's")
  func percentiles() {
    let histogram = LevelHistogram(Self.columns)
    let shares = [0, 0.05, 0.25, 0.5, 0.9, 0.995, 1]
    #expect(shares.map { histogram.percentile($0) } == [1, 5, 25, 56, 163, 249, 254])
    #expect(histogram.counts.reduce(0, +) == Self.columns.count)
    #expect(LevelHistogram([0, 0]).percentile(0.5) == nil)
    #expect(LevelHistogram([0, 0]).percentile(0.5, ignoresSilence: false) == 0)
    var parts = LevelHistogram(Array(Self.columns.prefix(100)))
    parts.add(Array(Self.columns.dropFirst(100)))
    #expect(parts == histogram)
  }

  @Test("contrast reaches from the quiet to the loud, never less than 20 dB, never of silence")
  func contrast() {
    let levels = AutomaticContrast.levels(LevelHistogram(Self.columns))
    #expect(levels == -117.5...4.5)
    #expect(AutomaticContrast.levels(LevelHistogram([UInt8](repeating: 0, count: 9))) == nil)
    #expect(
      AutomaticContrast.levels(LevelHistogram([UInt8](repeating: 140, count: 9)))
        == -70...(-50))
  }

  @Test("medians of bands are numpy's, and what is left are the steps over them")
  func medians() {
    let medians = BandMedians(of: Self.columns, bins: Self.bins)
    #expect(medians.bytes == [20, 31, 64, 56, 90, 104, 127])
    let left = medians.removed(from: Self.columns)
    #expect(left.reduce(0) { $0 + Int($1) } == 5268)
    #expect(Array(left[21..<28]) == [0, 0, 0, 0, 39, 23, 0])
    #expect(BandMedians(of: [], bins: 2).bytes == [0, 0])
  }

  @Test("a hum goes, a call stays")
  func denoise() {
    var columns: [UInt8] = []
    for column in 0..<50 { columns += [120, column == 7 ? 160 : 30] }
    let left = BandMedians(of: columns, bins: 2).removed(from: columns)
    #expect(left.enumerated().allSatisfy { $1 == ($0 == 15 ? 130 : 0) })
  }

  @Test("pooled columns are numpy's maxima and mean powers")
  func pooling() {
    let loudest = LevelPooling.loudest.pooled(Self.columns, bins: Self.bins, count: 6)
    #expect(
      loudest == [
        20, 71, 108, 128, 130, 215, 249, 31, 65, 103, 141, 147, 218, 233, 34, 71, 92, 137, 180, 157,
        191, 35, 61, 85, 110, 175, 216, 204, 34, 66, 73, 122, 110, 181, 254, 34, 45, 99, 138, 142,
        215, 206,
      ])
    let mean = LevelPooling.mean.pooled(Self.columns, bins: Self.bins, count: 6)
    #expect(
      mean == [
        14, 57, 97, 113, 122, 203, 234, 20, 52, 92, 129, 135, 201, 216, 23, 60, 77, 120, 164, 142,
        175, 26, 48, 75, 95, 160, 200, 189, 25, 53, 63, 108, 95, 164, 238, 26, 36, 84, 123, 125,
        198, 193,
      ])
    for pooling in LevelPooling.allCases {
      #expect(pooling.pooled(Self.columns, bins: Self.bins, count: 40) == Self.columns)
    }
  }
}
