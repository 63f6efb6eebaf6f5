#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A scale on which frequencies are drawn.
public enum FrequencyScale: String, Sendable, Hashable, Codable, CaseIterable {
  /// Even steps of hertz.
  case linear
  /// Even steps of octaves.
  case logarithmic = "log"
  /// Mels: 2595 log₁₀(1 + f/700).
  ///
  /// - Source: O'Shaughnessy, *Speech Communication*, 1987; HTK's formula.
  case mel
  /// Critical bands: 26.81 f/(1960 + f) − 0.53, corrected below 2 and above 20.1 Bark.
  ///
  /// - Source: Traunmüller, *Analytical expressions for the tonotopic sensory scale*, 1990.
  case bark
  /// Equivalent rectangular bandwidths: 21.4 log₁₀(1 + 0.00437 f).
  ///
  /// - Source: Glasberg, Moore, *Derivation of auditory filter shapes*, 1990.
  case erb

  /// The value of a frequency in hertz: hertz, octaves over 1 Hz, mels, Bark or ERB numbers.
  ///
  /// - Precondition: `hertz` is not negative, and above 0 on the logarithmic scale.
  public func value(ofHertz hertz: Double) -> Double {
    switch self {
    case .linear: return hertz
    case .logarithmic: return log2(hertz)
    case .mel: return MelScale.htk.mels(ofHertz: hertz)
    case .bark:
      let plain = 26.81 * hertz / (1960 + hertz) - 0.53
      if plain < 2 { return plain + 0.15 * (2 - plain) }
      return plain > 20.1 ? plain + 0.22 * (plain - 20.1) : plain
    case .erb: return 21.4 * log10(1 + 0.00437 * hertz)
    }
  }

  /// The frequency in hertz of a value.
  public func hertz(ofValue value: Double) -> Double {
    switch self {
    case .linear: return value
    case .logarithmic: return exp2(value)
    case .mel: return MelScale.htk.hertz(ofMels: value)
    case .bark:
      let plain =
        value < 2 ? (value - 0.3) / 0.85 : value > 20.1 ? (value + 4.422) / 1.22 : value
      return 1960 * (plain + 0.53) / (26.28 - plain)
    case .erb: return (pow(10, value / 21.4) - 1) / 0.00437
    }
  }
}
