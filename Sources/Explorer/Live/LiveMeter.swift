#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The level of the sound: it rises at once and falls slowly, and its peak stands for a while.
///
/// Its time is that of the sound, so it is the same however fast the sound comes.
public struct LiveMeter: Sendable, Equatable {
  /// Decibels a second that the level falls.
  public static let fall: Float = 20
  /// Seconds that the peak stands.
  public static let hold: Float = 1.5
  /// Seconds that the lamp stays on after a sample at full scale.
  public static let lampSeconds: Float = 3
  /// The lowest level shown, in dBFS.
  public static let floor: Float = -60
  /// The amplitude that counts as full scale: a converter's largest step below 1.
  public static let fullScale: Float = 32_767 / 32_768

  /// The level in dBFS, at least ``floor``.
  public private(set) var level = LiveMeter.floor
  /// The highest level of a while ago.
  public private(set) var peak = LiveMeter.floor
  /// The highest level since listening began; −∞ before there was sound.
  public private(set) var highest = -Float.infinity
  /// Columns in which a sample was at full scale.
  public private(set) var clippedCount = 0
  /// Seconds of nothing but zeros until now.
  public private(set) var zeroSeconds: Float = 0
  private var peakAge: Float = 0
  private var lampAge = Float.infinity

  /// Makes a meter at rest.
  public init() {}

  /// Whether a sample was at full scale a moment ago.
  public var isClipping: Bool { lampAge < LiveMeter.lampSeconds }

  /// Takes the largest amplitude of some time.
  public mutating func take(amplitude: Float, seconds: Float) {
    let now = amplitude > 0 ? 20 * log10(amplitude) : -.infinity
    level = max(now, level - LiveMeter.fall * seconds, LiveMeter.floor)
    highest = max(highest, now)
    peakAge += seconds
    if now >= peak {
      peak = now
      peakAge = 0
    } else if peakAge > LiveMeter.hold {
      peak = max(level, peak - LiveMeter.fall * seconds)
    }
    lampAge += seconds
    if amplitude >= LiveMeter.fullScale {
      clippedCount += 1
      lampAge = 0
    }
    zeroSeconds = amplitude == 0 ? zeroSeconds + seconds : 0
  }
}
