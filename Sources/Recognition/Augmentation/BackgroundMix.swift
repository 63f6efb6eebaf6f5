#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Recordings of background noise that are mixed in.
public struct BackgroundMix: Sendable, Hashable {
  /// What says how loud the noise is.
  public enum Level: Sendable, Hashable {
    /// A factor of the noise, drawn from 0 up to this one, whatever the clip's level (the original).
    case volume(Double)
    /// Decibels below the clip's own level.
    case decibels(ClosedRange<Double>)
  }

  /// The share of examples that get noise; silence always does.
  public var share: Double
  /// How loud it is.
  public var level: Level

  /// Makes a mix; the original's is 0.8 at volumes up to 0.1.
  public init(share: Double = 0.8, level: Level = .volume(0.1)) {
    self.share = share
    self.level = level
  }

  /// Draws a stretch of noise and how loud it is, and adds it to a window.
  ///
  /// - Parameters:
  ///   - window: The example's samples; nil for silence, which is noise at a volume up to 1.
  ///   - noises: Recordings, each longer than a window.
  func mix(
    into window: [Float]?, count: Int, noises: [[Float]], using draws: inout SeededDraws
  ) -> [Float] {
    let foreground = window ?? [Float](repeating: 0, count: count)
    guard !noises.isEmpty else { return foreground }
    let noise = noises[draws.whole(below: noises.count)]
    let offset = draws.whole(below: noise.count - count)
    let stretch = noise[offset..<(offset + count)]
    var volume = 0.0
    if window == nil {
      volume = draws.share()
    } else if draws.share() < share {
      switch level {
      case .volume(let highest): volume = draws.uniform(0...highest)
      case .decibels(let range):
        let levels = (
          ClipPlacement.rootMeanSquare(foreground), ClipPlacement.rootMeanSquare(Array(stretch))
        )
        let ratio = levels.1 > 0 ? levels.0 / levels.1 : 0
        volume = ratio * pow(10, -draws.uniform(range) / 20)
      }
    }
    let factor = Float(volume)
    return zip(foreground, stretch).map { min(1, max(-1, $1 * factor + $0)) }
  }
}
