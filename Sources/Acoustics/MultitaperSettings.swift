/// The tapers of a multitaper spectrogram.
///
/// - Source: Thomson, *Spectrum estimation and harmonic analysis*, Proc. IEEE 70 (1982).
public struct MultitaperSettings: Sendable, Hashable, Codable {
  /// Half the width of the band that energy is kept in, times the window's duration: NW.
  public var bandwidth = 3.0
  /// Tapers whose powers are averaged.
  public var tapers = 5

  /// Five tapers of bandwidth 3.
  public init() {}

  /// Tapers at most.
  static let most = 32
}
