/// Complex filters that lie somewhere in a run of samples.
struct ComplexFilters: Sendable {
  /// One filter as it lies among the samples.
  struct Filter {
    /// The first sample under it.
    let sample: Int
    /// Real parts, `[samples]`.
    let real: [Double]
    /// Imaginary parts, `[samples]`.
    let imaginary: [Double]
  }

  /// Samples that must be readable behind the last one under a filter.
  static let overhang = Lanes.scalarCount

  private typealias Lanes = SIMD8<Float>

  /// One filter as it lies in ``values``.
  private struct Run: Sendable {
    let sample: Int
    /// Where its real parts begin; imaginary parts follow them.
    let start: Int
    /// Vectors of either.
    let count: Int
  }

  /// Real and imaginary parts of all filters, zeros after each.
  private let values: [Float]
  private let runs: [Run]

  init(_ filters: [Filter]) {
    var values: [Float] = []
    var runs: [Run] = []
    for filter in filters {
      let count = (filter.real.count + Lanes.scalarCount - 1) / Lanes.scalarCount
      runs.append(Run(sample: filter.sample, start: values.count, count: count))
      for part in [filter.real, filter.imaginary] {
        values += part.map { Float($0) }
        values += repeatElement(0, count: count * Lanes.scalarCount - part.count)
      }
    }
    self.values = values
    self.runs = runs
  }

  /// The squared magnitude of what a filter finds in samples.
  func power(of filter: Int, in samples: [Float]) -> Float {
    let run = runs[filter]
    let (size, width) = (MemoryLayout<Float>.stride, MemoryLayout<Lanes>.stride)
    var (real, imaginary) = (Lanes.zero, Lanes.zero)
    samples.withUnsafeBytes { samples in
      values.withUnsafeBytes { values in
        for place in 0..<run.count {
          let sample = samples.loadUnaligned(
            fromByteOffset: run.sample * size + place * width, as: Lanes.self)
          let start = run.start * size + place * width
          real += sample * values.loadUnaligned(fromByteOffset: start, as: Lanes.self)
          imaginary +=
            sample
            * values.loadUnaligned(fromByteOffset: start + run.count * width, as: Lanes.self)
        }
      }
    }
    let (re, im) = (real.sum(), imaginary.sum())
    return re * re + im * im
  }
}
