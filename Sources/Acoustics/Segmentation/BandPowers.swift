/// The powers of bands over time, each frame averaged with its neighbors.
struct BandPowers {
  private let bandCount: Int
  private let least: Float
  private var analyzer: SpectralAnalyzer
  /// Frames as the kernels gave them, from the one before `next` on, `[frames, bands]`.
  private var rows: [Float] = []
  /// The first frame in `rows` that was not averaged yet.
  private var next = 0

  init(_ bands: SegmentationBands, least: Double) throws(FeatureError) {
    bandCount = bands.centers.count
    self.least = Float(least)
    analyzer = try SpectralAnalyzer(bands.settings, recipe: bands.recipe)
  }

  /// Takes samples and gives the frames that are complete, `[frames, bands]`.
  mutating func push(_ samples: [Float]) -> [Float] {
    var rows = rows
    self.rows = []
    analyzer.push(samples) { rows.append(contentsOf: $0) }
    self.rows = rows
    return averages(before: rows.count / bandCount - 1)
  }

  /// Ends the signal and gives the frames that are left.
  mutating func finish() -> [Float] {
    var rows = rows
    analyzer.finish { rows.append(contentsOf: $0) }
    self.rows = rows
    return averages(before: rows.count / bandCount)
  }

  /// The averages of the frames to `end`; what they no longer need is dropped.
  private mutating func averages(before end: Int) -> [Float] {
    guard end > next else { return [] }
    var output: [Float] = []
    output.reserveCapacity((end - next) * bandCount)
    for frame in next..<end {
      let first = max(0, frame - 1)
      let last = min(rows.count / bandCount - 1, frame + 1)
      let share = 1 / Float(last - first + 1)
      for band in 0..<bandCount {
        var sum: Float = 0
        for place in first...last { sum += rows[place * bandCount + band] }
        output.append(sum * share + least)
      }
    }
    rows.removeFirst((end - 1) * bandCount)
    next = 1
    return output
  }
}
