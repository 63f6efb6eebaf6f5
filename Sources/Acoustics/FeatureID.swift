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
}
