/// What one clip is between two layers: `[time, frequency, channels]`, channels side by side.
public struct Shape: Sendable, Hashable, Codable {
  /// Steps in time: frames of a feature, or samples.
  public var time: Int
  /// Bins of a feature; 1 where there are none.
  public var frequency: Int
  /// Values of a place; 1 where a network begins.
  public var channels: Int

  /// A shape of these extents.
  public init(time: Int, frequency: Int = 1, channels: Int = 1) {
    self.time = time
    self.frequency = frequency
    self.channels = channels
  }

  /// Values of a clip.
  public var count: Int { time * frequency * channels }

  /// Places of a clip, each with its channels.
  var places: Int { time * frequency }
}

extension Shape: CustomStringConvertible {
  /// The extents in brackets.
  public var description: String { "[\(time), \(frequency), \(channels)]" }
}

/// An extent along time and one along frequency.
public struct Extent: Sendable, Hashable, Codable {
  /// Along time.
  public var time: Int
  /// Along frequency.
  public var frequency: Int

  /// An extent of these lengths.
  public init(_ time: Int, _ frequency: Int = 1) {
    self.time = time
    self.frequency = frequency
  }

  /// One step each way.
  public static let one = Extent(1, 1)

  var count: Int { time * frequency }
}
