import CKernels

/// What the transform kernel reads: the window and the tables of one length.
final class SpectrumTables {
  private let window: RealBuffer
  private let splitTwiddles: RealBuffer
  private let stages: TransformTables?
  private let chirp: ChirpTables?
  private let order: UnsafeMutablePointer<UInt32>
  /// The kernels' view of the tables, valid while they live.
  let plan: ek_spectrum_plan
  /// Values in each lane that the transform needs as scratch.
  let scratchCount: Int

  /// - Parameters:
  ///   - length: The transform's; powers of two and products of 2, 3 and 5 are fastest. Prime factors
  ///     to 61 take a time proportional to them, larger ones see ``ChirpTables``; an odd length takes
  ///     twice as long as its even neighbors.
  ///   - values: The window, at most `length` values; frames have as many samples.
  /// - Precondition: `length` is one of ``AnalysisSettings/transformLengths``.
  init(length: Int, window values: [Double], recipe: SpectralRecipe) {
    precondition(
      AnalysisSettings.transformLengths.contains(length), "no transform of length \(length)")
    precondition(values.count <= length, "the window is longer than the transform")
    let precision = recipe.precision
    let conditioning = recipe.conditioning
    let isEven = length % 2 == 0
    let elements = isEven ? length / 2 : length
    // The split into even and odd samples halves every output; the window carries that factor.
    let factor = Double(conditioning.scale) / (isEven ? 2 : 1)
    window = RealBuffer(values.map { $0 * factor }, precision)
    splitTwiddles = RealBuffer(pairs: isEven ? elements / 2 + 1 : 0, precision) {
      rootOfUnity($0, of: length)
    }
    let hasStages = TransformTables.radices(ofLength: elements) != nil
    stages = hasStages ? TransformTables(length: elements, precision) : nil
    chirp = hasStages ? nil : ChirpTables(length: elements, precision)
    order = .allocate(capacity: elements)
    for output in 0..<elements {
      let place = stages?.order[output] ?? UInt32(output * 2 * precision.lanes)
      (order + output).initialize(to: place)
    }
    scratchCount = chirp.map { 4 * $0.longerLength } ?? 2 * elements
    plan = ek_spectrum_plan(
      transform_length: Int32(length), window_length: Int32(values.count),
      limit: max(2, 1e12 / max(conditioning.scale, 1)),
      is_conditioned: recipe.needsConditioning ? 1 : 0,
      removes_mean: conditioning.removesMean ? 1 : 0,
      pre_emphasis: Double(conditioning.preEmphasis), window: window.start,
      edge_gain: Double(recipe.edgeGain),
      transform: stages?.transform
        ?? ek_transform(length: Int32(elements), stage_count: 0, stages: nil),
      convolution: chirp?.convolution, order: order, split_twiddles: splitTwiddles.start)
  }

  deinit { order.deallocate() }
}

extension SpectralRecipe {
  /// Whether frames need more than a factor before the window.
  fileprivate var needsConditioning: Bool {
    conditioning.removesMean || conditioning.preEmphasis != 0 || energy != nil
  }
}
