#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where sounds begin: frames whose mel bands become louder, in them where the level rises most.
///
/// They become louder than a moment before, and more so than in the frames around.
/// What is found depends on the samples alone, not on the piece in which they are looked at.
///
/// - Source: Böck, Krebs, Schedl, *Evaluating the Online Capabilities of Onset Detection Methods*,
///   2012: peaks of the spectral flux over a moving mean; here of levels in 24 mel bands.
public struct OnsetMoments: Sendable {
  /// Samples from frame to frame; pieces begin at multiples of them.
  public let hopLength: Int
  /// Samples around a moment that it depends on.
  public let margin: Int
  private let feature: LogMel
  private let sampleRate: Double
  private let windowLength: Int

  private static let bands = 24
  /// Frames of a window.
  private static let hopsPerWindow = 5
  /// Frames over which levels are compared: 10 ms.
  private static let lag = 2
  /// Frames on either side that are lower than a peak: 30 ms.
  private static let reach = 6
  /// Frames before and after a peak whose mean it lies over: 100 ms and 70 ms.
  private static let (before, after) = (20, 14)
  /// Decibels, averaged over the bands, that a peak lies over the mean.
  private static let threshold: Float = 2
  /// The level in decibels re full scale that counts as silence.
  private static let floor: Float = -80
  /// Seconds in which the level is compared with that of as long before.
  private static let steepness = 0.002

  /// Prepares a search.
  ///
  /// - Throws: The rule that the sample rate breaks.
  public init(sampleRate: Double) throws(FeatureError) {
    self.sampleRate = sampleRate
    var settings = AnalysisSettings.standard(sampleRate: sampleRate)
    settings.hopLength = max(1, settings.windowLength / Self.hopsPerWindow)
    settings.melBands = Self.bands
    windowLength = settings.windowLength
    hopLength = settings.hopLength
    margin = 2 * settings.nFFT + (Self.before + Self.after + Self.lag) * settings.hopLength
    feature = try LogMel(settings)
  }

  /// Looks for moments in a piece of a recording.
  ///
  /// - Parameters:
  ///   - samples: The piece, with ``margin`` around what is wanted where there is sound.
  ///   - firstSample: Where it begins, a multiple of ``hopLength``.
  ///   - wanted: Where moments are looked for.
  /// - Returns: Their samples in the recording, rising.
  /// - Throws: Why it can't be analyzed.
  public func moments(
    in samples: [Float], firstSample: Int, wanted: Range<Int>
  ) throws(FeatureError) -> [Int] {
    let flux = try flux(samples)
    var found: [Int] = []
    // A window that reaches beyond the end hears how the sound is cut.
    let count = min(flux.count, max(0, samples.count - windowLength / 2) / hopLength + 1)
    for frame in 0..<count where isPeak(frame, flux) {
      let moment = firstSample + rise(around: frame * hopLength, samples)
      if wanted.contains(moment), found.last != moment { found.append(moment) }
    }
    return found.sorted()
  }

  /// How much louder the bands are than a moment before, frame by frame.
  private func flux(_ samples: [Float]) throws(FeatureError) -> [Float] {
    let extractor = try FeatureExtractor(feature, peak: .known(0))
    var earlier: [[Float]] = []
    var flux: [Float] = []
    func take(_ frame: UnsafeBufferPointer<Float>) {
      let levels = frame.map { max(Self.floor, $0) }
      if earlier.count == Self.lag {
        let rises = zip(levels, earlier.removeFirst()).reduce(Float(0)) { $0 + max(0, $1.0 - $1.1) }
        flux.append(rises / Float(Self.bands))
      } else {
        flux.append(0)
      }
      earlier.append(levels)
    }
    extractor.push(samples, take)
    try extractor.finish(take)
    return flux
  }

  private func isPeak(_ frame: Int, _ flux: [Float]) -> Bool {
    let value = flux[frame]
    guard value > Self.threshold else { return false }
    let near = max(0, frame - Self.reach)...min(flux.count - 1, frame + Self.reach)
    let isHighest = near.allSatisfy { flux[$0] < value || $0 >= frame && flux[$0] == value }
    guard isHighest else { return false }
    let around = max(0, frame - Self.before)...min(flux.count - 1, frame + Self.after)
    let mean = flux[around].reduce(0, +) / Float(around.count)
    return value >= mean + Self.threshold
  }

  /// The sample about a place at which the level rises most.
  private func rise(around place: Int, _ samples: [Float]) -> Int {
    let reach = Self.hopsPerWindow * hopLength
    let width = max(1, Int((Self.steepness * sampleRate).rounded()))
    let first = max(0, place - reach - width)
    let end = min(samples.count, place + reach + width)
    guard end - first > 2 * width else { return min(place, max(0, samples.count - 1)) }
    var sums = [0.0]
    for sample in samples[first..<end] { sums.append((sums.last ?? 0) + Double(sample * sample)) }
    func energy(_ from: Int) -> Double { sums[from + width] - sums[from] }
    let starts = 0...(end - first - width)
    let ground = 1e-3 * (starts.map(energy).max() ?? 0) + 1e-12
    var best = (place: width, rise: -Double.infinity)
    for start in width...(end - first - width) {
      let rise = (energy(start) + ground) / (energy(start - width) + ground)
      if rise > best.rise { best = (start, rise) }
    }
    return first + best.place
  }
}
