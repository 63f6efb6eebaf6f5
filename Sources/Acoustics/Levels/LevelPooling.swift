#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How the levels of several moments become one.
public enum LevelPooling: String, Sendable, Hashable, Codable, CaseIterable {
  /// The highest level: a short click never disappears.
  case loudest
  /// The level of the mean power, as a meter would show it.
  case mean

  /// The power of each byte of levels, `[256]`; silence has none.
  static let powers: [Double] = LevelByte.table.enumerated().map { byte, level in
    byte == 0 ? 0 : pow(10, Double(level) / 10)
  }

  /// The byte of a power.
  static func byte(ofPower power: Double) -> UInt8 {
    power > 0 ? LevelByte.byte(ofDecibels: Float(10 * log10(power))) : 0
  }

  /// Brings the next of several levels in decibels together with those before it.
  ///
  /// - Parameter count: Levels that came before.
  public func joined(_ before: Float, _ count: Int, _ level: Float) -> Float {
    guard count > 0 else { return level }
    switch self {
    case .loudest: return max(before, level)
    case .mean:
      let sum = Double(count) * pow(10, Double(before) / 10) + pow(10, Double(level) / 10)
      return Float(10 * log10(sum / Double(count + 1)))
    }
  }
}
