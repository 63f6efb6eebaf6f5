/// How the levels of mel bands become cepstral coefficients.
public struct CepstrumSettings: Sendable, Hashable, Codable {
  /// How the cosine transform is scaled.
  public var scaling = CosineScaling.orthonormal
  /// L of the lifter that raises high coefficients; 0 leaves it out.
  public var lifter = 0.0
  /// Which sine the lifter follows.
  public var lifterRule = LifterRule.librosa
  /// Whether coefficient 0 is the logarithm of the frame's energy.
  public var usesEnergy = false

  /// librosa's defaults.
  public init() {}
}

/// How the DCT-II is scaled.
public enum CosineScaling: String, Sendable, Hashable, Codable, CaseIterable {
  /// Orthonormal: coefficient 0 by √(1/n), the others by √(2/n) (librosa, Kaldi).
  case orthonormal = "ortho"
  /// All by √(2/n) (HTK, TensorFlow).
  case htk
}

/// Which sine raises coefficient n: 1 + L/2 sin(π·phase/L).
public enum LifterRule: String, Sendable, Hashable, Codable, CaseIterable {
  /// Phase n + 1.
  case librosa
  /// Phase n.
  case kaldi
}
