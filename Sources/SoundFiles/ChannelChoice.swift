/// Which channels of a recording are read.
public enum ChannelChoice: Sendable, Hashable {
  /// The mean of all channels.
  case mix
  /// One channel, the first is 0.
  case channel(Int)
}
