/// Where the true share lies, by how many of how many were found.
///
/// - Source: Wilson, *Probable inference*, JASA 22 (1927).
public enum WilsonInterval {
  /// The quantile of the normal distribution for 95 %.
  public static let z95 = 1.959963984540054

  /// The interval of a share; 0…1 without any clip.
  public static func interval(
    _ correct: Int, of count: Int, z: Double = z95
  ) -> ClosedRange<Double> {
    guard count > 0 else { return 0...1 }
    let n = Double(count)
    let share = Double(correct) / n
    let center = (share + z * z / (2 * n)) / (1 + z * z / n)
    let reach =
      z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    return max(0, center - reach)...min(1, center + reach)
  }
}
