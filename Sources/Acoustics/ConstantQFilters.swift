#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The filters of a constant-Q transform: windows that are as many periods long at every note.
///
/// - Source: Brown, *Calculation of a constant Q spectral transform*, JASA 89 (1991); lengths and
///   places are those of librosa 0.11 `cqt`, which goes down octave by octave at half the rate each:
///   there lengths are whole samples, and odd ones lie half a sample late.
struct ConstantQFilters: Sendable {
  /// One filter.
  struct Filter: Sendable {
    /// The first sample under it, from the frame's center.
    let first: Int
    /// Samples under it.
    let count: Int
    /// Its length in samples as it would be between samples.
    let length: Double
    /// How often samples under it may be halved.
    let halvings: Int
    fileprivate let center: Double
    fileprivate let width: Double

    /// Whether all samples under it are some of `samples`, from the frame's center.
    func lies(in samples: Range<Int>) -> Bool {
      samples.lowerBound <= first && first + count <= samples.upperBound
    }
  }

  /// Frequencies in hertz, rising.
  let hertz: [Double]
  /// The filters of them.
  let filters: [Filter]

  /// Half of 1.5 bins, the bandwidth of a Hann window.
  private static let halfBandwidth = 0.75
  /// The share of the band that halving keeps.
  private static let kept = 0.9
  /// Samples that a filter keeps when samples are halved.
  private static let fewest = 8.0
  /// The longest filter that fits into a transform, whatever its octave, in samples.
  private static let longest = 60_000.0
  /// The longest filter that the usual lowest note may have, in samples.
  private static let longestUsual = 32_768.0

  /// Finds the filters of some settings.
  ///
  /// - Throws: The rule that the settings break.
  init(_ settings: AnalysisSettings) throws(FeatureError) {
    guard AnalysisSettings.rateLimits.contains(settings.sampleRate) else {
      throw .sampleRate(settings.sampleRate)
    }
    let constantQ = settings.constantQ
    let limits = ConstantQSettings.octaveLimits
    try AnalysisSettings.check(
      "cqt-octave", Double(constantQ.binsPerOctave),
      "from \(limits.lowerBound) to \(limits.upperBound)",
      limits.contains(constantQ.binsPerOctave))
    try AnalysisSettings.check(
      "cqt-scale", constantQ.windowScale, "from 0.05 to 4",
      (0.05...4).contains(constantQ.windowScale))
    let perOctave = Double(constantQ.binsPerOctave)
    let quality = Self.quality(perOctave) * constantQ.windowScale
    // The highest note whose bandwidth lies below half the sample rate.
    let highest = settings.nyquistHertz / (1 + Self.halfBandwidth / quality)
    let lowest =
      constantQ.lowHertz ?? Self.usualLowest(settings.sampleRate, quality, below: highest)
    let least = quality * settings.sampleRate / Self.longest
    try AnalysisSettings.check(
      "cqt-low-hz", lowest,
      "from \(FeatureError.plain(least.rounded(.up))) to"
        + " \(FeatureError.plain(highest.rounded(.down))) at this rate",
      lowest >= least && lowest <= highest)
    let most = Int((perOctave * log2(highest / lowest) + 1e-9).rounded(.down)) + 1
    let top = min(most, ConstantQSettings.binLimits.upperBound)
    let count = constantQ.bins ?? top
    try AnalysisSettings.check(
      "cqt-bins", Double(count), "from 1 to \(top) at this rate, or all", (1...top).contains(count))
    hertz = (0..<count).map { lowest * exp2(Double($0) / perOctave) }
    filters = hertz.enumerated().map { bin, frequency in
      let octave = (count - 1 - bin) / constantQ.binsPerOctave
      let most = min(octave, Int(log2(Self.kept * settings.nyquistHertz / frequency)))
      return Self.filter(
        length: quality * settings.sampleRate / frequency, step: exp2(Double(octave)), most)
    }
  }

  /// The largest distance of a sample under a filter from the frame's center, and one.
  var reach: Int { filters.reduce(1) { max($0, -$1.first, $1.first + $1.count) } }

  /// A filter whose magnitudes add up to `sum`, for samples that were halved.
  ///
  /// - Parameters:
  ///   - halvings: How often they were.
  ///   - center: Their place at the frame's center.
  func complex(
    _ bin: Int, sum: Double, sampleRate: Double, halvings: Int, center: Int
  ) -> ComplexFilters.Filter {
    let filter = filters[bin]
    let step = exp2(Double(halvings))
    let first = (Double(filter.first) / step).rounded(.up)
    let last = (Double(filter.first + filter.count - 1) / step).rounded(.down)
    var tone = Turning(at: first, cycles: hertz[bin] / sampleRate * step)
    var taper = Turning(at: first - filter.center / step, cycles: step / filter.width)
    var (real, imaginary, total) = ([Double](), [Double](), 0.0)
    for _ in 0...Int(last - first) {
      let weight = 0.5 + 0.5 * taper.value.x
      total += weight
      real.append(weight * tone.value.x)
      imaginary.append(-weight * tone.value.y)
      tone.step()
      taper.step()
    }
    let scale = sum / max(total, Double.leastNormalMagnitude)
    return ComplexFilters.Filter(
      sample: center + Int(first), real: real.map { $0 * scale },
      imaginary: imaginary.map { $0 * scale })
  }

  /// Periods under a window so that neighbors of equal temperament are told apart.
  private static func quality(_ perOctave: Double) -> Double {
    let square = exp2(2 / perOctave)
    return (square + 1) / (square - 1)
  }

  /// C1, octaves higher where its filter would be too long, octaves lower where there is no C1.
  private static func usualLowest(
    _ sampleRate: Double, _ quality: Double, below highest: Double
  ) -> Double {
    var hertz = ConstantQSettings.usualHertz
    while quality * sampleRate / hertz > longestUsual { hertz *= 2 }
    while hertz > highest / 2 { hertz /= 2 }
    return hertz
  }

  /// A filter at the rate of its octave, `step` samples apart.
  private static func filter(length: Double, step: Double, _ halvings: Int) -> Filter {
    let half = length / step / 2
    let whole = max(1, half.rounded(.down) + half.rounded(.up))
    let center = whole.truncatingRemainder(dividingBy: 2) == 1 ? step / 2 : 0
    let width = whole * step
    let first = Int((center - width / 2).rounded(.up))
    let last = Int((center + width / 2).rounded(.down))
    return Filter(
      first: first, count: last - first + 1, length: length,
      halvings: max(0, min(halvings, Int(log2(width / fewest)))), center: center, width: width)
  }
}

/// The cosine and the sine of an angle that grows from sample to sample.
private struct Turning {
  private(set) var value: ComplexTransform.Pair
  private let turn: ComplexTransform.Pair

  /// - Parameter cycles: How often it goes around in a sample.
  init(at place: Double, cycles: Double) {
    let angle = 2 * Double.pi * cycles
    value = ComplexTransform.Pair(cos(angle * place), sin(angle * place))
    turn = ComplexTransform.Pair(cos(angle), sin(angle))
  }

  mutating func step() { value = ComplexTransform.product(value, turn) }
}
