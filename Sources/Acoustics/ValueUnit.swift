/// What the values of a feature measure.
public enum ValueUnit: Sendable, Hashable {
  /// Power in dB; 0 dB is a full-scale sine.
  case decibels
  /// A cepstral coefficient, of either sign.
  case coefficient
}
