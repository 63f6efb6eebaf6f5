extension FeatureID {
  /// Power averaged over several tapers.
  public static let multitaper = FeatureID(rawValue: "multitaper")
  /// Power where it came from, by phases.
  public static let reassigned = FeatureID(rawValue: "reassigned")
  /// Power by critical band.
  public static let bark = FeatureID(rawValue: "bark")
  /// Power by equivalent rectangular bandwidth.
  public static let erb = FeatureID(rawValue: "erb")
  /// Power by musical note: the constant-Q transform.
  public static let constantQ = FeatureID(rawValue: "cqt")
  /// Power by pitch class.
  public static let chroma = FeatureID(rawValue: "chroma")
  /// What lasts, of harmonic-percussive source separation.
  public static let harmonic = FeatureID(rawValue: "hpss")
  /// What is short, of harmonic-percussive source separation.
  public static let percussive = FeatureID(rawValue: "percussive")
}
