import Acoustics
import Foundation
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
    let left = medians.removed(from: Self.columns.map { LevelByte.decibels(ofByte: $0) })
    #expect(abs(left.reduce(0, +) - 5268 / 2) < 1e-2)
    #expect(Array(left[21..<28]) == [0, 0, 0, 0, 19.5, 11.5, 0])
    #expect(BandMedians(of: [], bins: 2).bytes == [0, 0])
  }

  @Test("only what is louder than its neighbors is kept")
  func onlyPeaksAreKept() {
    let columns: [Float] = [-9, -5, -7, -7, -3] + [-1, -2, -2, -1, -1] + [-4, -4, -4, -4, -4]
    let floor = -Float.infinity
    #expect(
      SpectralPeaks.kept(in: columns, bins: 5, floor: floor) == [
        floor, -5, floor, floor, -3, -1, floor, floor, -1, floor, floor, floor, floor, floor, floor,
      ])
    #expect(SpectralPeaks.kept(in: [-3, -4], bins: 1, floor: floor) == [-3, -4])
    #expect(SpectralPeaks.kept(in: [], bins: 4, floor: floor).isEmpty)
  }

  @Test("a hum goes, a call stays")
  func denoise() {
    var columns: [UInt8] = []
    for column in 0..<50 { columns += [120, column == 7 ? 160 : 30] }
    let left = BandMedians(of: columns, bins: 2)
      .removed(from: columns.map { LevelByte.decibels(ofByte: $0) })
    #expect(left.enumerated().allSatisfy { $1 == ($0 == 15 ? 65 : 0) })
  }

  @Test("levels brought together one by one are the highest, or those of the mean power")
  func pooling() {
    let levels: [Float] = [-20, -60, -10, -10.5, -.infinity, -40]
    func joined(_ pooling: LevelPooling) -> Float {
      levels.enumerated().reduce(0) { pooling.joined($0, $1.offset, $1.element) }
    }
    #expect(joined(.loudest) == -10)
    let powers = levels.map { pow(10, Double($0) / 10) }
    let mean = 10 * log10(powers.reduce(0, +) / Double(levels.count))
    #expect(abs(joined(.mean) - Float(mean)) < 1e-4)
  }
}
