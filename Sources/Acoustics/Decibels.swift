#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Levels re full scale.
public enum Decibels {
  /// The level of an amplitude in dBFS; nil for zero, which has none.
  public static func ofAmplitude(_ amplitude: Double) -> Double? {
    amplitude > 0 ? 20 * log10(amplitude) : nil
  }
}
