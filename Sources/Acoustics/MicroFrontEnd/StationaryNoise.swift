/// A slow average per channel, and what rises above it.
struct StationaryNoise: Sendable {
  /// The averages, in 1/1024 of the channels' unit.
  private(set) var estimates: [UInt32]

  /// Bits by which a channel is scaled up for its average.
  static let smoothingBits = 10
  /// How fast averages of even and odd channels follow: 0.025 and 0.06, in 1/16384.
  private static let smoothing: (even: UInt64, odd: UInt64) = (409, 983)
  /// What always remains of a channel: 0.05, in 1/16384.
  private static let remaining: UInt64 = 819

  init(channels: Int) {
    estimates = Array(repeating: 0, count: channels)
  }

  /// Updates the averages and takes them off.
  mutating func subtract(from channels: inout [UInt32]) {
    for channel in channels.indices {
      let smoothing =
        channel.isMultiple(of: 2)
        ? StationaryNoise.smoothing.even : StationaryNoise.smoothing.odd
      let signal = channels[channel]
      let scaled = signal << StationaryNoise.smoothingBits
      let average =
        (UInt64(scaled) * smoothing + UInt64(estimates[channel]) * (16_384 - smoothing)) >> 14
      estimates[channel] = UInt32(truncatingIfNeeded: average)
      let above = (scaled - min(estimates[channel], scaled)) >> StationaryNoise.smoothingBits
      let least = UInt32(truncatingIfNeeded: (UInt64(signal) * StationaryNoise.remaining) >> 14)
      channels[channel] = max(above, least)
    }
  }

  /// Forgets what was heard.
  mutating func reset() {
    for channel in estimates.indices { estimates[channel] = 0 }
  }
}
