/// How a sound is played.
public struct PlaybackSettings: Sendable, Hashable {
  /// Which channels are heard, and where.
  public enum Routing: Sendable, Hashable {
    /// One channel on both sides, two as left and right, more as their mean on both sides.
    case asRecorded
    /// The mean of all channels on both sides.
    case mono
    /// The first channel on both sides.
    case left
    /// The second channel on both sides; the first where there is no other.
    case right
    /// A channel, counted from 0, on both sides; the last where there are fewer.
    case channel(Int)
  }

  /// What happens at the end.
  public enum Repetition: Sendable, Hashable {
    /// It is the end.
    case once
    /// It begins again with its first sample; every sample is played as it is.
    case loop
    /// It begins again, and its last samples melt into what lies before its first one, so that
    /// nothing clicks; the length stays.
    case blendedLoop(seconds: Double)
  }

  /// How fast, from 0.1 to 4.
  public var speed: Double
  /// Whether the pitch stays at other speeds; otherwise a tenth of the speed is a tenth of the pitch.
  public var keepsPitch: Bool
  /// What is left of the sound, in hertz; nil for all of it.
  public var band: ClosedRange<Double>?
  /// Which channels are heard, and where.
  public var routing: Routing
  /// What happens at the end.
  public var repetition: Repetition
  /// Seconds that the sound takes to rise at its begin and to fall at its end.
  ///
  /// At least 0.005 with a band; at 0 and without one every sample is played as it is.
  public var fadeSeconds: Double

  /// The speeds that can be played.
  public static let speedLimits = 0.1...4.0
  /// What fades and blends take where nothing else is said, in seconds.
  public static let shortFade = 0.005

  /// Makes settings; those of a sound that is played as it is, unless said otherwise.
  public init(
    speed: Double = 1, keepsPitch: Bool = true, band: ClosedRange<Double>? = nil,
    routing: Routing = .asRecorded, repetition: Repetition = .once, fadeSeconds: Double = 0
  ) {
    self.speed = speed
    self.keepsPitch = keepsPitch
    self.band = band
    self.routing = routing
    self.repetition = repetition
    self.fadeSeconds = fadeSeconds
  }

  /// The speed within the limits; 1 where it is no number.
  var limitedSpeed: Double {
    speed.isNaN ? 1 : min(max(speed, Self.speedLimits.lowerBound), Self.speedLimits.upperBound)
  }

  /// Whether sonic is needed.
  var stretches: Bool { keepsPitch && abs(limitedSpeed - 1) > 1e-4 }

  var isLooping: Bool { repetition != .once }

  /// The rate at which the samples of a recording are played, in hertz.
  func playedRate(of sampleRate: Double) -> Double {
    keepsPitch ? sampleRate : sampleRate * limitedSpeed
  }

  /// How long the last samples of a loop melt, in seconds.
  var blendSeconds: Double {
    switch repetition {
    case .once: 0
    case .loop: band == nil ? 0 : Self.shortFade
    case .blendedLoop(let seconds):
      band == nil ? max(0, seconds) : max(seconds, Self.shortFade)
    }
  }

  /// How long the first and last samples rise and fall, in seconds.
  var edgeSeconds: Double {
    band == nil ? max(0, fadeSeconds) : max(fadeSeconds, Self.shortFade)
  }
}
