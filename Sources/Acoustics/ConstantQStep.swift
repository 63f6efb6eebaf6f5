/// A step that makes a constant-Q spectrum of the samples of a frame.
///
/// Where a sound ends under a filter, its samples are halved octave by octave before they meet it,
/// as librosa's are; anywhere else that changes nothing, and all of them meet it.
struct ConstantQStep: FrameStep {
  let outputCount: Int
  let reach: Int? = 1
  /// Samples of a frame; its center is sample `frameLength / 2`.
  let frameLength: Int

  private let filters: [ConstantQFilters.Filter]
  /// The filters for all samples.
  private let whole: ComplexFilters
  /// The filters for samples that were halved.
  private let halved: ComplexFilters
  private let isMagnitude: Bool
  private var samples: HalfBand
  private var output: [Float]

  /// Amplitudes beyond this are none.
  private static let limit: Float = 1e12

  /// Makes a step.
  ///
  /// - Parameters:
  ///   - sum: What the magnitudes of a filter add up to.
  init(
    _ constantQ: ConstantQFilters, _ settings: AnalysisSettings,
    sum: (ConstantQFilters.Filter) -> Double
  ) {
    filters = constantQ.filters
    outputCount = filters.count
    frameLength = 2 * constantQ.reach
    isMagnitude = settings.power == .magnitude
    let samples = HalfBand(
      reach: constantQ.reach, levels: filters.reduce(0) { max($0, $1.halvings) })
    func made(_ halvings: (ConstantQFilters.Filter) -> Int) -> ComplexFilters {
      ComplexFilters(
        constantQ.filters.enumerated().map { bin, filter in
          constantQ.complex(
            bin, sum: sum(filter), sampleRate: settings.sampleRate, halvings: halvings(filter),
            center: samples.centers[halvings(filter)])
        })
    }
    whole = made { _ in 0 }
    halved = made { $0.halvings }
    self.samples = samples
    output = [Float](repeating: 0, count: outputCount)
  }

  mutating func push(
    _ frame: UnsafeBufferPointer<Float>, _ body: (UnsafeBufferPointer<Float>) -> Void
  ) {
    precondition(frame.count == frameLength, "\(frame.count) samples are not \(frameLength)")
    let ends = Self.ends(of: frame)
    samples.take(frame, limit: Self.limit)
    samples.halve(
      filters.reduce(0) { $1.lies(in: ends) ? $0 : max($0, $1.halvings) }, within: ends)
    for (bin, filter) in filters.enumerated() {
      let power =
        filter.lies(in: ends)
        ? whole.power(of: bin, in: samples.levels[0])
        : halved.power(of: bin, in: samples.levels[filter.halvings])
      output[bin] = isMagnitude ? power.squareRoot() : power
    }
    output.withUnsafeBufferPointer(body)
  }

  /// The samples between those at either end that are not numbers, from the frame's center.
  private static func ends(of frame: UnsafeBufferPointer<Float>) -> Range<Int> {
    let first = frame.firstIndex { !$0.isNaN } ?? 0
    let end = (frame.lastIndex { !$0.isNaN } ?? -1) + 1
    return first - frame.count / 2..<max(first, end) - frame.count / 2
  }
}
