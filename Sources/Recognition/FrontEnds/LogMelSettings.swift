/// Log-mel bands by the level of the clip's loudest frame.
///
/// Frames are centered, zeros stand outside. A power is `|X · 2/Σw|²`, so that a full-scale sine has
/// power 1; the triangles' weights sum to 1 each. Then every clip is brought to the same loudness,
/// `M · bands / (maxₜ Σ_b M + 1e-10)`, and the values are `ln(M + floor)`.
public struct LogMelSettings: Sendable, Hashable {
  /// Seconds under a window, of Hann's shape.
  public var windowSeconds: Double
  /// Seconds from frame to frame.
  public var hopSeconds: Double
  /// Mel bands.
  public var bands: Int
  /// Lower edge of the lowest band, in hertz.
  public var lowHertz: Double
  /// Upper edge of the highest band, in hertz.
  public var highHertz: Double
  /// What is added to a band before the logarithm.
  public var floor: Double

  /// What keeps the level of a silent clip finite.
  static let leastLevel: Float = 1e-10

  /// Makes settings.
  public init(
    windowSeconds: Double, hopSeconds: Double, bands: Int, lowHertz: Double, highHertz: Double,
    floor: Double
  ) {
    self.windowSeconds = windowSeconds
    self.hopSeconds = hopSeconds
    self.bands = bands
    self.lowHertz = lowHertz
    self.highHertz = highHertz
    self.floor = floor
  }

  /// What suits spoken words: 40 bands from 60 Hz to 95 % of half the rate.
  public static func speech(sampleRate: Double) -> LogMelSettings {
    LogMelSettings(
      windowSeconds: 0.032, hopSeconds: 0.020, bands: 40, lowHertz: 60,
      highHertz: sampleRate * 0.475, floor: 1e-3)
  }

  /// What suits environmental sounds at 16 kHz.
  public static let environment = LogMelSettings(
    windowSeconds: 0.064, hopSeconds: 0.032, bands: 64, lowHertz: 50, highHertz: 7_800, floor: 1e-4)

  /// Samples under a window, which is also the length of the transform.
  func windowLength(_ sampleRate: Double) -> Int { Int((windowSeconds * sampleRate).rounded()) }

  /// Samples from frame to frame.
  func hopLength(_ sampleRate: Double) -> Int { Int((hopSeconds * sampleRate).rounded()) }

  /// Frames of a window of samples: as many as hops fit into it.
  func frameCount(sampleRate: Double, sampleCount: Int) -> Int {
    sampleCount / hopLength(sampleRate)
  }

  /// Checks every parameter.
  func validate(sampleRate: Double, sampleCount: Int) throws(FrontEndError) {
    try check("window-seconds", windowSeconds, 1e-4...10)
    try check("hop-seconds", hopSeconds, 1e-5...10)
    try check("bands", Double(bands), 1...512)
    try check("low-hertz", lowHertz, 0...sampleRate / 2)
    try check("high-hertz", highHertz, 0...sampleRate / 2)
    try check("floor", floor, 1e-12...1e3)
    guard lowHertz < highHertz else {
      throw .parameter(name: "high-hertz", value: "\(highHertz)", rule: "above \(lowHertz)")
    }
    let window = windowLength(sampleRate)
    guard (4...65_536).contains(window) else {
      throw .parameter(
        name: "window-seconds", value: "\(windowSeconds)", rule: "4 to 65536 samples")
    }
    guard bands <= window / 2 + 1 else {
      throw .parameter(name: "bands", value: "\(bands)", rule: "up to \(window / 2 + 1) bins")
    }
    let hop = hopLength(sampleRate)
    guard hop >= 1, sampleCount / hop >= 1 else { throw .noFrame(sampleCount: sampleCount) }
    guard sampleCount / hop <= 1 << 20 else {
      throw .parameter(name: "hop-seconds", value: "\(hopSeconds)", rule: "at most 2^20 frames")
    }
  }

  private func check(
    _ name: String, _ value: Double, _ limits: ClosedRange<Double>
  ) throws(FrontEndError) {
    guard limits.contains(value) else {
      throw .parameter(
        name: name, value: "\(value)", rule: "from \(limits.lowerBound) to \(limits.upperBound)")
    }
  }
}
