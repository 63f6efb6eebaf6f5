/// Computes the frames of a feature from samples that come in pieces.
///
/// The same frames come out, bit for bit, however the samples are cut. What needs the clip's
/// highest level is told where to get it from by a ``PeakSource``.
public final class FeatureExtractor {
  /// Where the clip's highest level comes from.
  public enum PeakSource: Sendable, Hashable {
    /// From the frames so far: `running-maximum`, for live use.
    case running
    /// From all frames, which are held in memory to the end.
    case wholeClip
    /// From a pass before, by ``PeakMeter``.
    case known(Float)
  }

  /// Values that a frame has.
  public let outputCount: Int
  private var analyzer: SpectralAnalyzer
  private let chain: StepChain?

  /// Prepares an extraction.
  ///
  /// - Throws: What ``AnalysisSettings/validate()`` finds.
  public init(_ feature: any Feature, peak: PeakSource) throws(FeatureError) {
    analyzer = try SpectralAnalyzer(feature.settings, source: feature.source)
    chain = StepChain(feature.steps[...], peak)
    outputCount = feature.binAxis.count
  }

  /// Takes samples and gives the frames that are complete, in order.
  ///
  /// - Parameter body: Receives a frame's `[outputCount]` values, valid for the call.
  public func push(_ samples: [Float], _ body: (UnsafeBufferPointer<Float>) -> Void) {
    analyzer.push(samples) { [chain] frame in
      if let chain { chain.push(frame, body) } else { body(frame) }
    }
  }

  /// Ends the signal: gives the frames that are left, and begins anew.
  ///
  /// - Throws: Why the signal is too short for a step.
  public func finish(
    _ body: (UnsafeBufferPointer<Float>) -> Void
  ) throws(FeatureError) {
    analyzer.finish { [chain] frame in
      if let chain { chain.push(frame, body) } else { body(frame) }
    }
    try chain?.finish(body)
  }
}

/// Finds the highest level of a clip too long to be held in memory.
public final class PeakMeter {
  private var analyzer: SpectralAnalyzer
  private let chain: StepChain?
  private let highest = Highest()

  /// Prepares the first pass over a clip; nil where a feature needs none.
  ///
  /// - Throws: What ``AnalysisSettings/validate()`` finds.
  public init?(_ feature: any Feature) throws(FeatureError) {
    let place = feature.steps.firstIndex { step in
      if case .peak(let rule) = step { rule.needsPeak } else { false }
    }
    guard let place else { return nil }
    analyzer = try SpectralAnalyzer(feature.settings, source: feature.source)
    chain = StepChain(feature.steps[..<place], .running)
  }

  /// Takes samples.
  public func push(_ samples: [Float]) {
    analyzer.push(samples) { take($0) }
  }

  /// Ends the signal and gives its highest level; −∞ where there was no frame.
  ///
  /// - Throws: Why the signal is too short for a step.
  public func finish() throws(FeatureError) -> Float {
    analyzer.finish { take($0) }
    try chain?.finish { highest.take($0) }
    defer { highest.value = -.infinity }
    return highest.value
  }

  private func take(_ frame: UnsafeBufferPointer<Float>) {
    if let chain { chain.push(frame) { highest.take($0) } } else { highest.take(frame) }
  }

  /// The highest value so far; an object of its own, so that frames may come while samples go in.
  private final class Highest {
    var value = -Float.infinity

    func take(_ frame: UnsafeBufferPointer<Float>) { value = max(value, frame.max() ?? value) }
  }
}
