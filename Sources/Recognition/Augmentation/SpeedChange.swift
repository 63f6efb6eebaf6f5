#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Plays a clip at another speed: pitch, formants and length change together.
///
/// A windowed sinc of 16 zero crossings on either side interpolates; what would fold is left out.
public enum SpeedChange {
  /// Zero crossings on either side.
  private static let crossings = 16

  /// A clip at a percent of its speed: 110 makes it shorter and higher.
  ///
  /// - Precondition: `percent` is from 25 to 400.
  public static func apply(_ clip: [Float], percent: Int) -> [Float] {
    precondition((25...400).contains(percent), "\(percent) % is no speed")
    guard percent != 100, !clip.isEmpty else { return clip }
    let divisor = greatestCommonDivisor(percent, 100)
    let (step, phases) = (percent / divisor, 100 / divisor)
    let banks = (0..<phases).map { filter(Double($0) / Double(phases), percent: percent) }
    let reach = banks[0].count / 2
    let count = max(1, (clip.count * phases + step - 1) / step)
    return clip.withUnsafeBufferPointer { clip in
      (0..<count).map { place in
        let (start, phase) = (place * step / phases, place * step % phases)
        return banks[phase].withUnsafeBufferPointer { weights in
          var sum: Float = 0
          let first = start - reach + 1
          let taps = max(0, -first)..<max(max(0, -first), min(weights.count, clip.count - first))
          for tap in taps { sum += weights[tap] * clip[first + tap] }
          return sum
        }
      }
    }
  }

  /// Weights of the samples around a place between two, `phase` behind the first of them.
  private static func filter(_ phase: Double, percent: Int) -> [Float] {
    let cutoff = min(1, 100 / Double(percent))
    let reach = Int((Double(crossings) / cutoff).rounded(.up))
    let weights = (0..<(2 * reach)).map { tap -> Double in
      let distance = Double(tap - reach + 1) - phase
      let share = distance / Double(reach)
      guard abs(share) < 1 else { return 0 }
      let x = Double.pi * distance * cutoff
      let sinc = x == 0 ? 1 : sin(x) / x
      return cutoff * sinc * (0.5 + 0.5 * cos(Double.pi * share))
    }
    let sum = weights.reduce(0, +)
    return weights.map { Float($0 / sum) }
  }

  private static func greatestCommonDivisor(_ left: Int, _ right: Int) -> Int {
    right == 0 ? left : greatestCommonDivisor(right, left % right)
  }
}
