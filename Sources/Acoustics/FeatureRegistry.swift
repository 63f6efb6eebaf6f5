/// The features there are.
public enum FeatureRegistry {
  /// All of them, in the order of menus.
  public static let all: [any Feature.Type] = [
    PowerSpectrogram.self,
    MelSpectrogram.self,
    LogMel.self,
    MFCC.self,
    DeltaMFCC.self,
    PCEN.self,
    AverageBins.self,
    MicroFeature.self,
    Multitaper.self,
    Reassigned.self,
    BarkSpectrogram.self,
    ERBSpectrogram.self,
    ConstantQ.self,
    Chromagram.self,
    HarmonicPart.self,
    PercussivePart.self,
    RootMeanSquare.self,
    ZeroCrossings.self,
    SpectralCentroid.self,
    SpectralRolloff.self,
    SpectralFlatness.self,
    OnsetStrength.self,
    YIN.self,
    ProbabilisticYIN.self,
    PraatPitch.self,
    Formants.self,
    Intensity.self,
  ]

  /// The feature of a name.
  public static func feature(_ id: FeatureID) -> (any Feature.Type)? {
    all.first { $0.id == id }
  }

  /// What suits a first look at a feature, in recordings of some rate in hertz.
  ///
  /// - Parameter id: The feature; one that is not there has the settings of all others.
  public static func standardSettings(
    of id: FeatureID, sampleRate: Double
  ) -> AnalysisSettings {
    feature(id)?.standardSettings(sampleRate: sampleRate) ?? .standard(sampleRate: sampleRate)
  }

  /// Prepares the feature of a name.
  ///
  /// - Throws: ``FeatureError/unknownFeature(_:)``, or the rule that the settings break.
  public static func make(
    _ id: FeatureID, _ settings: AnalysisSettings
  ) throws(FeatureError) -> any Feature {
    guard let type = feature(id) else { throw .unknownFeature(id.rawValue) }
    return try type.init(settings)
  }
}
