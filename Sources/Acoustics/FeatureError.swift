/// Why a feature can't be computed: the value, and the rule it breaks.
public enum FeatureError: Error, Sendable, Hashable {
  /// The rate isn't a positive number.
  case sampleRate(Double)
  /// The window has less than two samples.
  case windowLength(Int)
  /// The hop isn't positive.
  case hopLength(Int)
  /// The transform isn't a power of two that the kernels know.
  case transformLength(Int)
  /// The window doesn't fit into the transform.
  case windowLongerThanTransform(windowLength: Int, nFFT: Int)
  /// Too few or too many bands.
  case melBands(Int)
  /// The bands' range isn't inside 0…Nyquist, or is empty.
  case frequencyRange(lowHertz: Double, highHertz: Double, nyquistHertz: Double)
  /// More coefficients than bands, or none.
  case coefficients(Int, melBands: Int)
  /// No feature has this name.
  case unknownFeature(String)
}
