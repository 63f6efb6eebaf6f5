/// A step that makes a constant-Q spectrum of the samples of a frame.
struct ConstantQStep: FrameStep {
  let outputCount: Int
  let reach: Int? = 1
  /// Samples of a frame; its center is sample `frameLength / 2`.
  let frameLength: Int

  private typealias Lanes = SIMD8<Float>

  /// One filter as it lies in ``values``.
  private struct Run: Sendable {
    /// The first sample under it, in the frame.
    let sample: Int
    /// Where its real parts begin; imaginary parts follow them.
    let start: Int
    /// Vectors of either.
    let count: Int
  }

  /// Real and imaginary parts of all filters, zeros after each.
  private let values: [Float]
  private let runs: [Run]
  private let isMagnitude: Bool
  private var samples: [Float]
  private var output: [Float]

  /// Amplitudes beyond this are none.
  private static let limit: Float = 1e12

  /// Makes a step.
  ///
  /// - Parameters:
  ///   - sum: What the magnitudes of a filter add up to.
  init(
    _ filters: ConstantQFilters, _ settings: AnalysisSettings,
    sum: (ConstantQFilters.Filter) -> Double
  ) {
    outputCount = filters.filters.count
    frameLength = 2 * filters.reach
    isMagnitude = settings.power == .magnitude
    var values: [Float] = []
    var runs: [Run] = []
    for (bin, filter) in filters.filters.enumerated() {
      let parts = filters.values(bin, sum: sum(filter), sampleRate: settings.sampleRate)
      let count = (filter.count + Lanes.scalarCount - 1) / Lanes.scalarCount
      runs.append(
        Run(sample: filters.reach + filter.first, start: values.count, count: count))
      for part in [parts.real, parts.imaginary] {
        values += part.map { Float($0) }
        values += repeatElement(0, count: count * Lanes.scalarCount - part.count)
      }
    }
    self.values = values
    self.runs = runs
    samples = [Float](repeating: 0, count: frameLength + Lanes.scalarCount)
    output = [Float](repeating: 0, count: outputCount)
  }

  mutating func push(
    _ frame: UnsafeBufferPointer<Float>, _ body: (UnsafeBufferPointer<Float>) -> Void
  ) {
    precondition(frame.count == frameLength, "\(frame.count) samples are not \(frameLength)")
    for place in 0..<frameLength {
      samples[place] = abs(frame[place]) <= Self.limit ? frame[place] : 0
    }
    samples.withUnsafeBytes { samples in
      values.withUnsafeBytes { values in
        for (bin, run) in runs.enumerated() {
          let power = Self.power(run, samples, values)
          output[bin] = isMagnitude ? power.squareRoot() : power
        }
      }
    }
    output.withUnsafeBufferPointer(body)
  }

  private static func power(
    _ run: Run, _ samples: UnsafeRawBufferPointer, _ values: UnsafeRawBufferPointer
  ) -> Float {
    let (size, width) = (MemoryLayout<Float>.stride, MemoryLayout<Lanes>.stride)
    var (real, imaginary) = (Lanes.zero, Lanes.zero)
    for place in 0..<run.count {
      let sample = samples.loadUnaligned(
        fromByteOffset: run.sample * size + place * width, as: Lanes.self)
      let start = run.start * size + place * width
      real += sample * values.loadUnaligned(fromByteOffset: start, as: Lanes.self)
      imaginary +=
        sample * values.loadUnaligned(fromByteOffset: start + run.count * width, as: Lanes.self)
    }
    let (re, im) = (real.sum(), imaginary.sum())
    return re * re + im * im
  }
}
