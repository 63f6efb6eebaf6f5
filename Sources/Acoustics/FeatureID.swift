/// The name of a feature, in settings, caches and on the command line.
public struct FeatureID: RawRepresentable, Sendable, Hashable, Codable {
  /// The name.
  public let rawValue: String

  /// Makes an identifier from a name.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Power by linear frequency.
  public static let spectrogram = FeatureID(rawValue: "spectrogram")
  /// Power by mel band.
  public static let mel = FeatureID(rawValue: "mel")
  /// Mel-frequency cepstral coefficients.
  public static let mfcc = FeatureID(rawValue: "mfcc")
  /// Power by mel band, as a logarithm.
  public static let logMel = FeatureID(rawValue: "log-mel")
  /// Change of the cepstral coefficients over time.
  public static let delta = FeatureID(rawValue: "delta")
  /// Mel bands after per-channel energy normalization.
  public static let pcen = FeatureID(rawValue: "pcen")
  /// Averages of neighboring bins.
  public static let average = FeatureID(rawValue: "average")
  /// The fixed-point front end of small devices.
  public static let micro = FeatureID(rawValue: "micro")
  /// Root mean square of a frame.
  public static let rms = FeatureID(rawValue: "rms")
  /// Share of samples where the sign changes.
  public static let zeroCrossings = FeatureID(rawValue: "zero-crossings")
  /// Center of the spectrum.
  public static let centroid = FeatureID(rawValue: "centroid")
  /// Frequency below which most of the spectrum lies.
  public static let rolloff = FeatureID(rawValue: "rolloff")
  /// How far the spectrum is like noise.
  public static let flatness = FeatureID(rawValue: "flatness")
  /// How much louder the bands become.
  public static let onsetStrength = FeatureID(rawValue: "onset-strength")
  /// The pitch, by YIN.
  public static let yin = FeatureID(rawValue: "yin")
  /// The pitch and how probable a voice is, by pYIN.
  public static let pyin = FeatureID(rawValue: "pyin")
  /// The pitch and its strength, by autocorrelation.
  public static let praatPitch = FeatureID(rawValue: "praat-pitch")
  /// Formants and their bandwidths.
  public static let formants = FeatureID(rawValue: "formants")
  /// The level without the periods of a voice.
  public static let intensity = FeatureID(rawValue: "intensity")
}
