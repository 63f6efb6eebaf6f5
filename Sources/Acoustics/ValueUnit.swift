/// What the values of a feature measure.
public enum ValueUnit: String, Sendable, Hashable, Codable, CaseIterable {
  /// Power in dB.
  case decibels = "dB"
  /// A cepstral coefficient, of either sign.
  case coefficient
  /// Power, or a sum of powers.
  case power
  /// Magnitude, or a sum of magnitudes.
  case magnitude
  /// A logarithm that is not decibels, or a compressed power.
  case logarithm = "log"
  /// A frequency.
  case hertz = "Hz"
  /// An amplitude, 1 at full scale.
  case amplitude
  /// A share of 1.
  case share
}
