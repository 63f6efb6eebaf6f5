#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The level of a signal over time, under wide Kaiser windows.
///
/// As many windows as fit lie symmetrically about the middle of the signal. A window's mean is
/// taken away before its samples are squared.
///
/// - Source: Praat's manual, *Sound: To Intensity…*: windows of 6.4 periods of the lowest pitch,
///   β = 2π² + ½, every eighth of a window.
struct IntensityCurve {
  /// The level of each frame in decibels over 2·10⁻⁵, −300 at least.
  private(set) var levels: [Float] = []
  /// The time of the first frame's middle, and from one to the next, in seconds.
  let firstTime, timeStep: Double

  private let sampleStep: Double
  private let frameCount: Int
  private let sampleCount: Int
  private let reach: Int
  /// `[2 · reach + 1]`.
  private let window: [Double]
  /// Samples from `pendingStart` on.
  private var pending: [Float] = []
  private var pendingStart = 0

  /// Prepares it; there are no frames in a signal shorter than a window.
  init(lowestPitch: Double, sampleRate: Double, sampleCount: Int) {
    // Frames often end with the signal to the sample: the order of roundings is Praat's.
    sampleStep = 1 / sampleRate
    let period = 1 / lowestPitch
    let duration = sampleStep * Double(sampleCount)
    let windowSeconds = 6.4 * period
    timeStep = 0.8 * period
    frameCount =
      duration < windowSeconds ? 0 : Int(((duration - windowSeconds) / timeStep).rounded(.down)) + 1
    firstTime = 0.5 * duration - 0.5 * (Double(frameCount) * timeStep) + 0.5 * timeStep
    reach = Int((windowSeconds / 2 / sampleStep).rounded(.down))
    self.sampleCount = sampleCount
    window = WindowShape.kaiser.values(
      length: 2 * reach + 1, symmetry: .symmetric, parameter: 2 * Double.pi * Double.pi + 0.5)
  }

  /// Takes samples.
  mutating func push(_ samples: [Float]) {
    pending.append(contentsOf: samples)
    while levels.count < frameCount {
      let span = span(ofFrame: levels.count)
      guard span.upperBound <= pendingStart + pending.count else { break }
      levels.append(level(of: span, middle: middle(ofFrame: levels.count)))
    }
    let needed =
      levels.count < frameCount ? span(ofFrame: levels.count).lowerBound : Int.max
    let stale = min(pending.count, max(0, needed - pendingStart))
    pending.removeFirst(stale)
    pendingStart += stale
  }

  /// The sample at the middle of a frame; a sample's own middle is half a sample after its start.
  func middle(ofFrame frame: Int) -> Int {
    let time = firstTime + Double(frame) * timeStep
    return Int(((time - 0.5 * sampleStep) / sampleStep + 0.5).rounded(.down))
  }

  /// The samples under a window, less those that rounding puts outside of the signal.
  private func span(ofFrame frame: Int) -> Range<Int> {
    let middle = middle(ofFrame: frame)
    return (middle - reach..<middle + reach + 1).clamped(to: 0..<sampleCount)
  }

  private func level(of span: Range<Int>, middle: Int) -> Float {
    let start = span.lowerBound - pendingStart
    let skipped = span.lowerBound - (middle - reach)
    return pending.withUnsafeBufferPointer { samples in
      window.withUnsafeBufferPointer { window in
        var (mean, sum, weight) = (0.0, 0.0, 0.0)
        for place in 0..<span.count { mean += Double(samples[start + place]) }
        mean /= Double(span.count)
        for place in 0..<span.count {
          let value = Double(samples[start + place]) - mean
          sum += value * value * window[skipped + place]
          weight += window[skipped + place]
        }
        let ratio = sum / weight / 4e-10
        return ratio < 1e-30 ? -300 : Float(10 * log10(ratio))
      }
    }
  }
}
