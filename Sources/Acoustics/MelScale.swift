#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A scale of pitch as heard.
public enum MelScale: String, Sendable, Hashable, Codable, CaseIterable {
  /// 2595 log₁₀(1 + f/700).
  case htk
  /// Linear below 1 kHz, logarithmic above.
  ///
  /// - Source: Slaney, *Auditory Toolbox*, TR 1998-010.
  case slaney

  /// The mels of a frequency in hertz.
  public func mels(ofHertz hertz: Double) -> Double {
    switch self {
    case .htk: 2595 * log10(1 + hertz / 700)
    case .slaney:
      hertz < MelScale.breakHertz
        ? hertz / MelScale.hertzPerMel
        : MelScale.breakMels + log(hertz / MelScale.breakHertz) / MelScale.logStep
    }
  }

  /// The frequency in hertz of some mels.
  public func hertz(ofMels mels: Double) -> Double {
    switch self {
    case .htk: 700 * (pow(10, mels / 2595) - 1)
    case .slaney:
      mels < MelScale.breakMels
        ? mels * MelScale.hertzPerMel
        : MelScale.breakHertz * exp((mels - MelScale.breakMels) * MelScale.logStep)
    }
  }

  private static let hertzPerMel = 200.0 / 3
  private static let breakHertz = 1000.0
  private static let breakMels = 15.0
  private static let logStep = log(6.4) / 27
}
