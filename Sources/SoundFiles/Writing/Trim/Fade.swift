#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Brings a sound up at its beginning and down at its end.
struct Fade {
  /// Samples of the sound.
  let count: Int
  /// Samples of each slope; together not more than the sound has.
  let (up, down): (Int, Int)

  /// Slopes of so many samples, shortened alike where they would overlap.
  init(count: Int, up: Double, down: Double) {
    self.count = count
    // What is not a number is no slope.
    let slopes = [up, down].map { $0 > 0 ? min($0, Double(count)) : 0 }
    let share = min(1, Double(count) / max(1, slopes[0] + slopes[1]))
    (self.up, self.down) = (Int(slopes[0] * share), Int(slopes[1] * share))
  }

  /// Whether it changes anything.
  var isFlat: Bool { up == 0 && down == 0 }

  /// Applies it to interleaved samples, the first of which is at a place in the sound.
  func apply(to samples: inout [Double], channelCount: Int, at place: Int) {
    let last = place + samples.count / channelCount
    guard place < up || last > count - down else { return }
    for index in samples.indices {
      let sample = place + index / channelCount
      if sample < up { samples[index] *= Self.gain(sample, up) }
      if sample >= count - down { samples[index] *= Self.gain(count - 1 - sample, down) }
    }
  }

  private static func gain(_ place: Int, _ length: Int) -> Double {
    0.5 - 0.5 * cos(Double.pi * (Double(place) + 0.5) / Double(length))
  }
}
