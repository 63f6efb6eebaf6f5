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
    let whole = nanoseconds.magnitude / billion
    var fraction = nanoseconds.magnitude % billion
    let sign = nanoseconds < 0 ? "-" : ""
    guard fraction > 0 else { return "\(sign)\(whole)" }
    var places = 9
    while fraction % 10 == 0 {
      fraction /= 10
      places -= 1
    }
    let digits = String(unsafeUninitializedCapacity: places) { bytes in
      for place in (0..<places).reversed() {
        bytes[place] = UInt8(ascii: "0") + UInt8(fraction % 10)
        fraction /= 10
      }
      return places
    }
    return "\(sign)\(whole).\(digits)"
  }

  private static let billion: UInt = 1_000_000_000
}
