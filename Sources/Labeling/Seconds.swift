/// Positions of samples in seconds, as exports write them.
public enum Seconds {
  /// The seconds of a sample, rounded to a nanosecond; nil while the rate is unknown.
  ///
  /// A nanosecond is finer than a sample of any recording, so the sample can be told from the
  /// seconds.
  public static func seconds(ofSample sample: Int, sampleRate: Double) -> Double? {
    guard sampleRate > 0, sampleRate.isFinite else { return nil }
    return (Double(sample) / sampleRate * 1e9).rounded() / 1e9
  }

  /// The sample nearest to a moment; nil while the rate is unknown.
  public static func sample(ofSeconds seconds: Double, sampleRate: Double) -> Int? {
    guard sampleRate > 0, sampleRate.isFinite, seconds.isFinite else { return nil }
    return Int(exactly: (seconds * sampleRate).rounded())
  }

  /// Seconds in plain decimals with at most nine places and no trailing zeros: `0.000022676`.
  public static func text(_ seconds: Double) -> String {
    guard let nanoseconds = Int(exactly: (seconds * 1e9).rounded()) else {
      return seconds.description
    }
    let whole = nanoseconds.magnitude / 1_000_000_000
    let fraction = (nanoseconds.magnitude % 1_000_000_000).description
    var decimals = String(repeating: "0", count: 9 - fraction.count) + fraction
    while decimals.last == "0" { decimals.removeLast() }
    let sign = nanoseconds < 0 ? "-" : ""
    return decimals.isEmpty ? "\(sign)\(whole)" : "\(sign)\(whole).\(decimals)"
  }
}
