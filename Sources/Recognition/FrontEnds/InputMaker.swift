import Acoustics

/// Makes what a model sees; it has scratch of its own, so it stays on one thread.
public final class InputMaker {
  /// The front end that it serves.
  public let frontEnd: FrontEnd
  /// Applied to what it makes.
  public let normalization: Normalization
  private let bench: LogMelBench?
  private let extractor: FeatureExtractor?

  /// Prepares a front end.
  ///
  /// - Parameter warps: Factors of the vocal tract that examples may be stretched by.
  public init(
    _ frontEnd: FrontEnd, normalization: Normalization = .none, warps: [Double] = []
  ) throws(FrontEndError) {
    self.frontEnd = frontEnd
    self.normalization = normalization
    switch frontEnd.kind {
    case .logMel(let settings):
      bench = try LogMelBench(settings, frontEnd, warps: warps)
      extractor = nil
    case .feature(let input):
      bench = nil
      extractor = try input.makeExtractor()
    case .samples: (bench, extractor) = (nil, nil)
    }
  }

  /// What the model sees of a clip: one matrix, or those of several crops with their weights.
  ///
  /// The model's opinion of the clip is the sum of its opinions, each times its weight.
  ///
  /// - Parameter clip: Samples at the front end's rate.
  /// - Returns: `[frames, bins]` each, normalized; the weights sum to 1.
  /// - Throws: ``FrontEndError/empty`` and ``FrontEndError/sampleNotFinite(sample:)``.
  public func inputs(of clip: [Float]) throws(FrontEndError) -> [(input: [Float], weight: Double)] {
    let clip = try usable(clip)
    var inputs: [(input: [Float], weight: Double)] = []
    for window in frontEnd.placement.windows(clip, count: frontEnd.sampleCount) {
      inputs.append((try input(ofWindow: window.samples), window.weight))
    }
    return inputs
  }

  /// What the model sees of a window of samples.
  ///
  /// - Returns: `[frames, bins]`, normalized.
  public func input(ofWindow window: [Float]) throws(FrontEndError) -> [Float] {
    var draws = SeededDraws(seed: 0)
    return try input(ofWindow: window, augmentedBy: nil, using: &draws)
  }

  /// What the model sees of a window that is changed on its way.
  func input(
    ofWindow window: [Float], augmentedBy augmentation: SpectrumAugmentation?,
    using draws: inout SeededDraws
  ) throws(FrontEndError) -> [Float] {
    precondition(
      window.count == frontEnd.sampleCount,
      "a window of \(window.count) samples is not the model's \(frontEnd.sampleCount)")
    var values: [Float]
    switch frontEnd.kind {
    case .logMel:
      values = bench?.values(of: window, augmentation, using: &draws) ?? []
    case .feature(let input):
      values =
        try extractor.map { extractor throws(FrontEndError) in
          try input.values(of: window, with: extractor)
        } ?? []
    case .samples: values = window
    }
    if let masks = augmentation?.masks {
      let bins = frontEnd.inputShape.bins
      masks.apply(
        to: &values, bins: bins, masksBands: frontEnd.hasFrequencyAxis, using: &draws)
    }
    normalization.apply(to: &values)
    return values
  }

  /// A clip as it is placed: checked, and without silence where it is repeated.
  func usable(_ clip: [Float]) throws(FrontEndError) -> [Float] {
    guard !clip.isEmpty else { throw .empty }
    if let place = clip.firstIndex(where: { !$0.isFinite }) {
      throw .sampleNotFinite(sample: place)
    }
    return frontEnd.placement == .repeated ? ClipPlacement.withoutSilence(clip) : clip
  }
}
