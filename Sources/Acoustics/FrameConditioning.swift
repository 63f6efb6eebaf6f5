/// What is done to the samples of a frame before the window, in this order.
///
/// - Source: Kaldi's `ProcessWindow` (`feat/feature-window.cc`) without dither: scale 32768 for its
///   16-bit values, the mean removed, pre-emphasis 0.97.
public struct FrameConditioning: Sendable, Hashable, Codable {
  /// Factor of every sample.
  public var scale: Float
  /// Whether the frame's mean is subtracted.
  public var removesMean: Bool
  /// p in x[i] −= p · x[i − 1]; the first sample is its own predecessor.
  public var preEmphasis: Float

  /// Makes a rule; without any argument samples are taken as they are.
  ///
  /// - Precondition: `scale` is finite and greater than 0, `preEmphasis` is finite.
  public init(scale: Float = 1, removesMean: Bool = false, preEmphasis: Float = 0) {
    precondition(scale.isFinite && scale > 0, "samples can't be scaled by \(scale)")
    precondition(preEmphasis.isFinite, "there is no pre-emphasis by \(preEmphasis)")
    self.scale = scale
    self.removesMean = removesMean
    self.preEmphasis = preEmphasis
  }
}
