/// How often each byte of levels occurs.
public struct LevelHistogram: Sendable, Equatable {
  /// `[256]`, how often each byte occurs.
  public private(set) var counts = [Int](repeating: 0, count: 256)

  /// Counts nothing yet.
  public init() {}

  /// Counts bytes.
  public init(_ bytes: [UInt8]) { add(bytes) }

  /// Counts more bytes.
  public mutating func add(_ bytes: [UInt8]) {
    counts.withUnsafeMutableBufferPointer { counts in
      for byte in bytes { counts[Int(byte)] += 1 }
    }
  }

  /// The lowest byte that at least a share of what was counted does not exceed.
  ///
  /// - Parameters:
  ///   - share: 0 to 1.
  ///   - ignoresSilence: Whether byte 0 is left out: no sound, or nothing known yet.
  /// - Returns: Nil if there is nothing to choose from.
  /// - Source: The inverse of the empirical distribution function: type 1 of Hyndman and Fan,
  ///   *Sample Quantiles in Statistical Packages*, 1996.
  public func percentile(_ share: Double, ignoresSilence: Bool = true) -> UInt8? {
    let first = ignoresSilence ? 1 : 0
    let total = counts[first...].reduce(0, +)
    guard total > 0 else { return nil }
    let wanted = share * Double(total)
    var sum = 0
    for byte in first..<256 {
      sum += counts[byte]
      if sum > 0, Double(sum) >= wanted { return UInt8(byte) }
    }
    return 255
  }
}

/// Levels that a picture is drawn between, chosen by what there is in it.
public enum AutomaticContrast {
  /// The share of levels below the darkest one.
  public static let lowShare = 0.05
  /// The share of levels below the brightest one.
  public static let highShare = 0.995
  /// The smallest distance from the darkest to the brightest level, in decibels.
  public static let leastRange: Float = 20

  /// The darkest and brightest level in decibels; nil for silence.
  ///
  /// Sound of one loudness is widened downwards to ``leastRange``, so that noise is not blown up.
  ///
  /// - Parameter histogram: The levels that are visible.
  public static func levels(
    _ histogram: LevelHistogram, low: Double = lowShare, high: Double = highShare
  ) -> ClosedRange<Float>? {
    guard let dark = histogram.percentile(low), let bright = histogram.percentile(high) else {
      return nil
    }
    let ceiling = LevelByte.decibels(ofByte: max(dark, bright))
    return min(LevelByte.decibels(ofByte: dark), ceiling - leastRange)...ceiling
  }
}
