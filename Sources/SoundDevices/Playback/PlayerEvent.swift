/// Which of a player's sounds is meant; later ones have greater numbers.
public struct PlaybackID: Sendable, Hashable, Comparable {
  let number: Int

  /// Whether one was asked for before the other.
  public static func < (first: PlaybackID, second: PlaybackID) -> Bool {
    first.number < second.number
  }
}

/// What a player tells, on its own thread.
///
/// Every sound that was asked for ends with exactly one of `ended`, `failed`, `sourceFailed` and
/// `deviceLost`; one that was replaced before the player came to it is passed over in silence.
public enum PlayerEvent: Sendable {
  /// Why a sound came to its end.
  public enum End: Sendable, Hashable {
    /// Its last sample was heard.
    case finished
    /// Somebody stopped it.
    case stopped
    /// Another took its place.
    case replaced
  }

  /// The first sample was handed to the device, so many seconds after it was asked for.
  case started(PlaybackID, after: Double)
  /// The first sample after a seek or a change was handed to the device, so many seconds after.
  case moved(PlaybackID, after: Double)
  /// It is over.
  case ended(PlaybackID, End)
  /// There is no sound from this output.
  case failed(PlaybackID, AudioDeviceError)
  /// Reading the sound failed.
  case sourceFailed(PlaybackID, any Error)
  /// The device went away, when this sample of the source was played; nil when nothing was.
  case deviceLost(AudioDeviceError, PlaybackID?, sample: Int?)
  /// The device is there but takes nothing; it may go on later.
  case stalled(AudioDeviceError)
  /// It goes on.
  case resumed
  /// The device found too little in time; how often so far.
  case underrun(total: Int)
}

/// What is under the ear.
public struct Playhead: Sendable, Hashable {
  /// Which sound.
  public let playback: PlaybackID
  /// The sample of the source, at its own rate.
  public let sample: Int
  /// How often a loop began again; 0 in the first pass.
  public let pass: Int
  /// Whether it is heard now; otherwise it is the sample that comes next.
  public let isAudible: Bool
}

/// What a player counted since it was made.
public struct PlayerStatistics: Sendable, Hashable {
  /// How often the ring was empty when the device asked.
  public var underrunCount = 0
  /// How many samples of silence that made.
  public var missingCount = 0
  /// How often the device itself reported a gap.
  public var deviceGapCount = 0
  /// How often the device asked.
  public var callCount = 0

  /// Adds what another one counted.
  mutating func add(_ other: PlayerStatistics) {
    underrunCount += other.underrunCount
    missingCount += other.missingCount
    deviceGapCount += other.deviceGapCount
    callCount += other.callCount
  }
}
