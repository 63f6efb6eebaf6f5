import CSoxr

/// How exact a resampler is; what it states is measured by its tests.
public enum ResamplingQuality: String, Sendable, Hashable, CaseIterable {
  /// soxr's HQ, in single precision: what librosa resamples with by default (`soxr_hq`).
  case standard
  /// soxr's VHQ, in double precision and without its roll-off: exact to a sample's last bits.
  case best

  /// The part of the band below half the lower rate that passes.
  public static let passBand = 0.9

  /// How much softer or louder a sine in the pass band may be afterwards, in dB.
  public var rippleDecibels: Double { self == .standard ? 0.01 : 1e-5 }

  /// How far aliases and images lie below the sine that they come from, in dB.
  public var rejectionDecibels: Double { self == .standard ? 120 : 145 }

  /// What it keeps and lets through, in a line.
  public var summary: String {
    let ripple = self == .standard ? "0.01" : "0.00001"
    return "level within \(ripple) dB up to \(Self.passBand) of the lower Nyquist frequency;"
      + " aliases and images at least \(Int(rejectionDecibels)) dB down"
  }

  var recipe: UInt { UInt(self == .standard ? SOXR_20_BITQ : SOXR_28_BITQ) }

  var flags: UInt {
    self == .standard ? 0 : UInt(SOXR_ROLLOFF_NONE) | UInt(SOXR_HI_PREC_CLOCK)
  }
}
