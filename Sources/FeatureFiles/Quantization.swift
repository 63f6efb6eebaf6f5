/// How values become bytes: the range that 0 to 255 stand for.
public struct Quantization: Sendable, Hashable {
  /// The value that byte 0 stands for.
  public let lowest: Double
  /// The value that byte 255 stands for.
  public let highest: Double

  /// Takes a range; nil if it does not rise or is not finite.
  public init?(lowest: Double, highest: Double) {
    guard lowest < highest, (highest - lowest).isFinite else { return nil }
    self.lowest = lowest
    self.highest = highest
  }

  /// The byte nearest to a value, halves to the even one; 0 for NaN.
  ///
  /// Values beyond the range are those of its ends.
  ///
  /// - Source: TensorFlow, `speech_commands/wav_to_features.py`, whose `round` is Python's.
  public func byte(of value: Float) -> UInt8 {
    let scaled = 255 * (Double(value) - lowest) / (highest - lowest)
    guard scaled > 0 else { return 0 }
    return UInt8(min(255, scaled.rounded(.toNearestOrEven)))
  }
}
