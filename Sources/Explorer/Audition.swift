import Labeling

/// What is heard of a clip, and how it is to sound.
public struct Audition: Sendable, Equatable {
  /// Which channels are heard, and where.
  public enum Side: String, Sendable, CaseIterable {
    /// As recorded: one channel on both sides, two as left and right.
    case both
    /// The mean of all channels on both sides.
    case mono
    /// The first channel on both sides.
    case left
    /// The second channel on both sides.
    case right
  }

  /// Where the sound goes.
  public enum Device: Sendable, Equatable {
    /// Nothing was played yet, so nothing was opened.
    case unopened
    /// It goes to what has this name.
    case named(String)
    /// There is no sound, and why.
    case absent(Failure)
  }

  /// A sound that was asked for and is not over.
  public struct Playing: Sendable, Equatable {
    /// By what number reports call it.
    public let id: Int
    /// The clip it is of.
    public let clip: ID<Clip>
    /// Which samples of the recording are played; nil until that is known.
    public internal(set) var span: Range<Int>?
    /// Samples per second; nil until that is known.
    public internal(set) var sampleRate: Double?
    /// The sample under the ear; nil before the first one.
    public internal(set) var playhead: Int?
    /// Whether it is held.
    public internal(set) var isPaused = false
    /// Whether nobody pressed a key for it, so that its refusal is not worth repeating.
    let isUnasked: Bool
  }

  /// What is played now.
  public internal(set) var playing: Playing?
  /// Whether sounds begin again at their end.
  public internal(set) var isLooping = false
  /// How fast, one of ``speeds``.
  public internal(set) var speed = 1.0
  /// Whether the pitch stays at other speeds.
  public internal(set) var keepsPitch = true
  /// The volume in decibels; 0 plays the samples as they are.
  public internal(set) var decibels = 0
  /// Which channels are heard, and where.
  public internal(set) var side = Side.both
  /// Whether a clip plays as soon as the cursor comes to it.
  public internal(set) var playsOnArrival = false
  /// Whether a selection of frequencies is heard alone.
  public internal(set) var isBanded = true
  /// Where the sound goes.
  public internal(set) var device = Device.unopened
  /// How often a device found too little in time.
  public internal(set) var underrunCount = 0
  /// How many sounds were asked for.
  var soundCount = 0
  /// The cells that the playhead is told for.
  var cells: SoundCells?

  /// The speeds that can be chosen.
  public static let speeds = [0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 4]
  /// The volumes that can be chosen, in decibels.
  public static let volumes = -48...24
  /// How much a key changes the volume, in decibels.
  static let volumeStep = 3
  /// Seconds that are heard of an edge while it is moved.
  static let edgeSeconds = 0.12

  /// Makes what a session begins with.
  public init(decibels: Int = 0) {
    self.decibels = min(max(decibels, Self.volumes.lowerBound), Self.volumes.upperBound)
  }
}
